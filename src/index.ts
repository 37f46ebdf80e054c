/** The compiler as a library: texts in, findings and TypeScript out. It reads and writes nothing itself. */
import { compile, type CompileOptions, type Source } from "./compile.ts";
import type { Loss, Settled } from "./diagnostics/index.ts";
import type { Imported } from "./interop/index.ts";
import type { Strategy } from "./model/index.ts";
import { SourceFile, spellingOf } from "./source/index.ts";
import { parseFsm, parseYaml, type ParsedFile } from "./syntax/index.ts";

export {
  compile,
  type Compiled,
  type CompileOptions,
  type EmittedFile,
  type Source,
} from "./compile.ts";
export {
  renderDiagnostic,
  renderJson,
  renderText,
  ruleSetting,
  RULE_NAMES,
  RULES,
  type Diagnostic,
  type Edit,
  type Fix,
  type LaterRuleName,
  type Loss,
  type ParsedSetting,
  type PathStep,
  type Related,
  type RuleName,
  type RuleSettings,
  type Setting,
  type Settled,
  type Severity,
  type Summary,
  type TextOptions,
} from "./diagnostics/index.ts";
export { explain, type Explanation } from "./diagnostics/explain/index.ts";
export { printFile, printYaml } from "./format/index.ts";
export { toDot, toMermaid, toPlantUml } from "./graph/index.ts";
export type { Imported, Remark } from "./interop/index.ts";
export type * as Model from "./model/index.ts";
export {
  SourceFile,
  spellingOf,
  textOf,
  type Position,
  type Range,
  type Span,
  type Spelling,
} from "./source/index.ts";
export type * as Syntax from "./syntax/ast.ts";
export type { ParsedFile } from "./syntax/index.ts";

/** What is wrong with specs: {@link compile} without the TypeScript. */
export function check(
  sources: readonly Source[],
  options: Omit<CompileOptions, "emit" | "checks"> = {},
): Promise<Settled> {
  return compile(sources, { ...options, emit: false });
}

/** The syntax tree of one spec, whatever is wrong with it. */
export function parse({ path, text }: Source): ParsedFile {
  const source = new SourceFile(path, text, spellingOf(path));
  return source.spelling === "yaml" ? parseYaml(source) : parseFsm(source);
}

/** Formats that machines come from. */
export type ForeignFormat = "xstate" | "scxml" | "mermaid";

/** Reads a machine that was written for something else as a spec, which `printFile` writes down. Fetches and runs nothing. */
export async function importMachine(
  { path, text }: Source,
  from: ForeignFormat,
): Promise<Imported> {
  const source = new SourceFile(path, text, "fsm");
  switch (from) {
    case "xstate":
      return (await import("./interop/xstate/index.ts")).importXState(source);
    case "scxml":
      return (await import("./interop/scxml/index.ts")).importScxml(source);
    case "mermaid":
      return (await import("./interop/mermaid/index.ts")).importMermaid(source);
  }
}

/** A strategy for XState or an SCXML processor, and what it cannot say of it. */
export async function exportMachine(
  strategy: Strategy,
  to: "xstate" | "scxml",
): Promise<{ readonly text: string; readonly losses: readonly Loss[] }> {
  if (to === "scxml")
    return (await import("./interop/scxml/export/index.ts")).toScxml(strategy);
  return (await import("./interop/xstate/export/index.ts")).toXState(strategy);
}
