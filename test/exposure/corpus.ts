/** The machines that the checker is tried on. */
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { convert } from "../../src/format/index.ts";
import { build } from "../../src/model/build.ts";
import type { LoadedSpec } from "../../src/model/build.ts";
import type { Strategy } from "../../src/model/index.ts";
import { SourceFile, spellingOf } from "../../src/source/index.ts";
import { parseFsm, type ParsedFile } from "../../src/syntax/index.ts";
import { mutantsOf } from "./mutations/mutants.ts";
import type { Mutant } from "./mutations/mutant.ts";
import type { Spec } from "./subject.ts";

const ROOT = join(import.meta.dirname, "../..");

/** Rules of group 4: their names are their fixtures' folders. */
const FOLDERS = [
  "undeclared-exposure",
  "exposed-at-end",
  "no-way-flat",
  "no-emergency-exit",
  "risk-after-halt",
  "abandoned-order",
  "unknown-as-failed",
  "sized-from-intent",
  "cancel-race",
  "missing-recover",
  "one-leg",
  "false-exposure",
  "partial-ignored",
  "double-open",
];

export function strategies(): readonly Spec[] {
  return specs("strategies/*.{fsm,yaml}");
}

export function soundMachines(): readonly Spec[] {
  return specs("test/checks/sound/*.fsm");
}

/** Either spelling, if they differ at all: most mean the same. */
export function fixtures(): readonly Spec[] {
  return specs(`test/checks/{${FOLDERS.join(",")}}/*.fsm`);
}

/** What a spec becomes by one fault. */
export function mutants(spec: Spec): readonly (Mutant & Spec)[] {
  const text = asFsm(spec);
  const path = spec.path.replace(/\.yaml$/, ".fsm");
  const parsed = parse(path, text);
  const strategy = strategyOf(parsed);
  if (strategy === null) return [];
  return mutantsOf(parsed.file, strategy).map((mutant, index) => ({
    ...mutant,
    path: path.replace(
      /([^/]*)\.fsm$/,
      `$1 ${index + 1}, ${mutant.where} ${mutant.kind}.fsm`,
    ),
  }));
}

/** What it means, where it means something without a fault. */
export function meaningOf(spec: Spec): Strategy | null {
  return strategyOf(parse(spec.path, asFsm(spec)));
}

/** The same as faults are put into it: in this spelling, with what it extends before it. */
export function asFsm({ path, text }: Spec): string {
  if (spellingOf(path) === "fsm")
    return text.replaceAll(
      /^import \{[^}]*\} from "\.\/([^"]*\.fsm)"$/gm,
      (_, file: string) => textOf(join(dirname(path), file)) ?? "",
    );
  const converted = convert(new SourceFile(path, text, "yaml"), "fsm").text;
  if (converted === null) throw new Error(`${path} cannot be converted`);
  return converted;
}

/** The text of a file of the repository; null where there is none. */
export function textOf(path: string): string | null {
  try {
    return readFileSync(join(ROOT, path), "utf8");
  } catch {
    return null;
  }
}

function strategyOf(parsed: ParsedFile): Strategy | null {
  const host = {
    load(path: string): LoadedSpec | null {
      const text = textOf(path);
      if (text === null) return null;
      const { file, diagnostics } = parse(path, text);
      return { file, complete: diagnostics.length === 0 };
    },
    exists: (path: string) => textOf(path) !== null,
  };
  const { model, diagnostics } = build(parsed.file, host);
  const isWhole = parsed.diagnostics.length + diagnostics.length === 0;
  if (!isWhole) return null;
  return model.strategies.find((each) => !each.abstract) ?? null;
}

function parse(path: string, text: string): ParsedFile {
  return parseFsm(new SourceFile(path, text, "fsm"));
}

function specs(pattern: string): readonly Spec[] {
  return globSync(pattern, { cwd: ROOT })
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));
}
