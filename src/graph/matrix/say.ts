import type { Cell, Matrix, Way } from "./matrix.ts";

/** A cell in words: a line a way, in the order in which they are tried; the last says what becomes of the rest. */
export function linesOf(cell: Cell): readonly string[] {
  const { verdict, ways, otherwise, otherwiseOf } = cell;
  const aside = otherwiseOf === null ? "" : ` (of ${otherwiseOf})`;
  if (ways.length === 0) return [`${verdict}${aside}`];
  return [
    ...ways.map((way) => `${way.guard ?? "always"} ${way.to}${sourceOf(way)}`),
    ...(otherwise === null ? [] : [`else ${otherwise}${aside}`]),
  ].map((line, index) => (index === 0 ? `${verdict}: ${line}` : line));
}

function sourceOf({ around, parent, byFrom }: Way): string {
  const parts = [
    ...(around === null ? [] : [`of ${around}`]),
    ...(byFrom ? ["by from"] : []),
    ...(parent === null ? [] : [`inherited from ${parent}`]),
  ];
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}

export function withNotes(name: string, notes: readonly string[]): string {
  return notes.length === 0 ? name : `${name} (${notes.join(", ")})`;
}

export function titleOf({ strategy, version }: Matrix): string {
  return `${strategy}, version ${version}: what each state does with each trigger`;
}

/** What it was made of: whoever signs, signs this meaning. */
export function originOf({ file, hash }: Matrix): string {
  return `${file}, spec ${hash}`;
}

export function legendOf({
  hasRegions,
  columns,
  errorPolicy,
  guards,
}: Matrix): readonly string[] {
  return [
    "taken: whatever the data are. guarded: only where a guard holds; ways are tried from the top.",
    "deferred: kept until another state is active. ignored: dropped on purpose. dropped: nothing is said of it. ended: the run is over.",
    "of STATE: said by the state around. by from: said by a `from` of the strategy. inherited from: said by the parent strategy.",
    ...(columns.some(({ notes }) => notes.includes("emergency"))
      ? [
          "An emergency halts the machine wherever it comes, even where it is ignored or dropped: no order that opens may start then.",
        ]
      : []),
    ...(hasRegions
      ? [
          "In regions of a parallel state each active state answers for itself; what one of them defers another may take.",
        ]
      : []),
    ...(errorPolicy === null
      ? []
      : [`Errors that no state takes are counted: ${errorPolicy}.`]),
    ...guards.map(({ name, expression }) =>
      expression === null
        ? `${name}: a guard in TypeScript.`
        : `${name} = ${expression}`,
    ),
  ];
}

/** For whoever signs. */
export const SIGNATURE = ["Name", "Date", "Signature"];
