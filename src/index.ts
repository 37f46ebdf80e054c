/** The compiler as a library: texts in, findings and TypeScript out. It reads and writes nothing itself. */
import { compile, type CompileOptions, type Source } from "./compile.ts";
import type { Settled } from "./diagnostics/index.ts";
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
export { toDot, toMermaid } from "./graph/index.ts";
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
