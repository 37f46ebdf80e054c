/** One cause, one finding: a name that nothing has may be used in many places. */
import type { Diagnostic, Fix } from "../../diagnostics/index.ts";

/** What several findings of one strategy have in common: one change of the text mends them all. */
export interface Cause {
  /** Such as a name that is nowhere declared. */
  readonly name: string;
  /** `payload`: what a guard reads of whatever event it decides on, which nobody can know where a `trigger` is missing. */
  readonly of?: "trigger" | "payload";
}

export interface Reported {
  readonly diagnostic: Diagnostic;
  /** Which strategy of which file. */
  readonly block: string;
  /** Null: a cause of its own. */
  readonly cause: Cause | null;
}

/** Each cause once, at its first place in the text; the others are told with it. */
export function oncePerCause(
  reported: readonly Reported[],
): readonly Diagnostic[] {
  const withoutTrigger = new Set(
    reported
      .filter(({ cause }) => cause?.of === "trigger")
      .map(({ block }) => block),
  );
  const first = reported.filter(
    ({ cause, block }) => cause?.of !== "payload" || !withoutTrigger.has(block),
  );
  const byCause = Map.groupBy(first, ({ cause, block, diagnostic }) =>
    cause === null ? diagnostic : `${block} ${cause.name}`,
  );
  return [...byCause.values()].map((same) =>
    together(same.map(({ diagnostic }) => diagnostic).toSorted(byPlace)),
  );
}

function together(same: readonly Diagnostic[]): Diagnostic {
  const [first, ...others] = same;
  if (first === undefined) throw new RangeError("a cause without a finding");
  if (others.length === 0) return first;
  return {
    ...first,
    related: [
      ...first.related,
      ...others.map(({ span }) => ({ message: "here, too", span })),
    ],
    fixes: first.fixes.map((fix) => everywhere(fix, others)),
  };
}

/** The same change at every place for which it is proposed. */
function everywhere(fix: Fix, others: readonly Diagnostic[]): Fix {
  const same = others.flatMap(({ fixes }) =>
    fixes.filter(({ title }) => title === fix.title),
  );
  return { ...fix, edits: [fix, ...same].flatMap(({ edits }) => edits) };
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return a.span.start - b.span.start;
}
