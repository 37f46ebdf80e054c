import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import type { PublishedPackage } from "./published-package.ts";

/** An import or export of another module, in a declaration file. */
const SPECIFIER = /(?<=\bfrom\s+"|\bimport\("|^import\s+")[^"]+(?=")/gm;

/**
 * Writes the declaration files that a package's users reach, and no others.
 *
 * @throws when a public type comes from a package that users do not have, or
 * from outside the package's sources
 */
export function writeDeclarations(
  root: string,
  published: PublishedPackage,
  directory: string,
): void {
  const emitted = mkdtempSync(join(tmpdir(), "fsmc-declarations-"));
  try {
    const sources = published.entries
      .filter((entry) => entry.kind === "library")
      .map((entry) => join(published.directory, entry.source));
    emit(root, sources, emitted);
    const sourceFolder = join(
      emitted,
      relative(root, commonFolder(published.directory, sources)),
    );
    const reached = reachedFrom(
      sources.map((source) =>
        join(emitted, relative(root, source)).replace(/\.ts$/, ".d.ts"),
      ),
      published,
    );
    for (const [file, text] of reached) {
      const path = relative(sourceFolder, file);
      if (path.startsWith("..")) {
        throw new Error(
          `${published.name}: its public types reach ${relative(emitted, file)}, which is not published`,
        );
      }
      const target = join(directory, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
  } finally {
    rmSync(emitted, { recursive: true, force: true });
  }
}

function emit(root: string, sources: readonly string[], directory: string) {
  const project = join(directory, "tsconfig.json");
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      join(root, "node_modules/typescript/bin/tsc"),
      "-p",
      writeProject(root, sources, project),
      "--outDir",
      directory,
    ],
    { cwd: root, encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`tsc could not emit:\n${stdout}`);
}

function writeProject(
  root: string,
  files: readonly string[],
  path: string,
): string {
  const project = {
    extends: join(root, "tsconfig.build.json"),
    compilerOptions: { typeRoots: [join(root, "node_modules/@types")] },
    include: [],
    files,
  };
  writeFileSync(path, JSON.stringify(project));
  return path;
}

/** `src` for the compiler; the package itself for the runtime. */
function commonFolder(directory: string, sources: readonly string[]): string {
  return sources.every((source) => source.startsWith(join(directory, "src")))
    ? join(directory, "src")
    : directory;
}

/** Declaration files with their text, imports by `.js` as Node users have them. */
function reachedFrom(
  entries: readonly string[],
  published: PublishedPackage,
): ReadonlyMap<string, string> {
  const reached = new Map<string, string>();
  const waiting = [...entries];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file)) continue;
    const folder = dirname(file);
    const text = readFileSync(file, "utf8").replace(SPECIFIER, (specifier) => {
      if (!specifier.startsWith(".")) {
        if (isAvailable(specifier, published)) return specifier;
        throw new Error(
          `${published.name}: its public types need ${specifier}, which its users do not have`,
        );
      }
      waiting.push(join(folder, specifier.replace(/\.[jt]s$/, ".d.ts")));
      return specifier.replace(/\.ts$/, ".js");
    });
    reached.set(file, text);
  }
  return reached;
}

function isAvailable(specifier: string, published: PublishedPackage): boolean {
  return (
    specifier.startsWith("node:") ||
    published.installedBeside.some(
      (name) => specifier === name || specifier.startsWith(`${name}/`),
    )
  );
}
