import type { Diagnostic, Summary } from "../diagnostics/index.ts";
import { SourceFile, type Span } from "../source/index.ts";
import type { StrategyName } from "./strategy-names.ts";

/** What was found in one spec, and all that the others must know of it. */
export interface CheckedSpec {
  /** Relative to its project. */
  readonly path: string;
  readonly absolute: string;
  /** Settled. */
  readonly diagnostics: readonly Diagnostic[];
  /** Findings beyond those. */
  readonly omitted: Summary;
  /** Of the concrete strategies that it declares. */
  readonly names: readonly StrategyName[];
}

/** As it was before it came out of another thread, which leaves the methods of its files behind. */
export function revived(checked: CheckedSpec): CheckedSpec {
  const files = new Map<SourceFile, SourceFile>();
  const placed = ({ file, start, end }: Span): Span => {
    const known =
      files.get(file) ?? new SourceFile(file.path, file.text, file.spelling);
    files.set(file, known);
    return { file: known, start, end };
  };
  const diagnostics = checked.diagnostics.map((each) => ({
    ...each,
    span: placed(each.span),
    related: each.related.map(({ message, span }) => ({
      message,
      span: placed(span),
    })),
    fixes: each.fixes.map(({ title, edits }) => ({
      title,
      edits: edits.map(({ span, text }) => ({ span: placed(span), text })),
    })),
  }));
  return { ...checked, diagnostics };
}
