import type { Edit } from "../diagnostics/index.ts";

/** Edits that do not touch each other, in the order in which they were offered: of two that do, the first counts. */
export function compatible(
  offers: readonly (readonly Edit[])[],
): readonly (readonly Edit[])[] {
  const taken: Edit[] = [];
  return offers.filter((edits) => {
    const free = edits.every((edit) =>
      taken.every((other) => !touch(edit, other)),
    );
    if (free) taken.push(...edits);
    return free;
  });
}

function touch({ span: a }: Edit, { span: b }: Edit): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** A text after edits of it that do not overlap. */
export function applied(text: string, edits: readonly Edit[]): string {
  let changed = text;
  for (const { span, text: put } of edits.toSorted(
    (a, b) => b.span.start - a.span.start,
  ))
    changed = changed.slice(0, span.start) + put + changed.slice(span.end);
  return changed;
}
