import {
  copyFileSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import {
  checkCallbacks,
  type CheckedCode,
  type SpecBehind,
} from "../../src/callbacks/index.ts";
import { compile } from "../../src/compile.ts";

const repository = dirname(dirname(import.meta.dirname));

/** A folder with what strategies need beside them: their runtime, and how TypeScript is read here. */
export function project(): {
  readonly root: string;
  readonly remove: () => void;
} {
  const root = mkdtempSync(join(tmpdir(), "fsmc-callbacks-"));
  symlinkSync(join(repository, "node_modules"), join(root, "node_modules"));
  copyFileSync(join(repository, "tsconfig.json"), join(root, "tsconfig.json"));
  return { root, remove: () => rmSync(root, { recursive: true }) };
}

/** Copies a fixture: `code.ts.txt` is `code.ts` there, and the spec is called as the fixture. */
export function unpack(folder: string, root: string): void {
  const name = basename(folder);
  const to = join(root, name);
  mkdirSync(to, { recursive: true });
  for (const file of globSync("*", { cwd: folder })) {
    if (file === "expected.txt") continue;
    const renamed = file.startsWith("spec.")
      ? `${basename(dirname(folder))}-${name}${file.slice(4)}`
      : file.replace(/\.txt$/, "");
    copyFileSync(join(folder, file), join(to, renamed));
  }
}

/** Group 7 alone, on all specs and all TypeScript below a folder. */
export async function codeFindings(root: string): Promise<CheckedCode> {
  const specs: SpecBehind[] = [];
  for (const path of globSync("**/*.{fsm,yaml}", {
    cwd: root,
    exclude: ["node_modules"],
  }).toSorted()) {
    const text = readFileSync(join(root, path), "utf8");
    const compiled = async (out: string) =>
      compile([{ path, text }], {
        read: (each) => {
          try {
            return readFileSync(join(root, each), "utf8");
          } catch {
            return null;
          }
        },
        checks: false,
        out,
      });
    const { models, summary, diagnostics } = await compiled("generated");
    if (summary.errors > 0)
      throw new Error(`${path}: ${diagnostics[0]?.message}`);
    for (const model of models)
      specs.push({
        model,
        generate: async (at) =>
          (await compiled(relative(root, dirname(at)))).files[0]?.text ?? null,
      });
  }
  const files = globSync("**/*.ts", { cwd: root, exclude: ["node_modules"] })
    .toSorted()
    .map((each) => join(root, each));
  return checkCallbacks({
    specs,
    files,
    config: join(root, "tsconfig.json"),
    root,
    all: true,
  });
}
