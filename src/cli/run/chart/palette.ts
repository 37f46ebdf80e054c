import type { Strategy } from "../../../compile.ts";

type State = Strategy["states"][number];

/** How a state is told apart from others of its kind. */
export interface StateLook {
  /** Its name, as in the spec. */
  readonly path: string;
  /** A class of the theme. */
  readonly fill: string;
  /** What is drawn over it: stripes where a position may be open, dashes where nothing is done. */
  readonly over: "stripes" | "dashes" | null;
}

/** Of states without a look of their own. */
export const HUES = 18;

/** The looks of states, in the order of the spec. States that the spec does not have look like plain ones. */
export function looksOf(
  paths: ReadonlySet<string>,
  { states }: Strategy,
): readonly StateLook[] {
  let hues = 0;
  const hue = (): string => `hue-${hues++ % HUES}`;
  const known = states.filter(({ path }) => paths.has(path));
  const named = new Set(known.map(({ path }) => path));
  return [
    ...known.map((state) => lookOf(state, hue)),
    ...[...paths]
      .filter((path) => !named.has(path))
      .toSorted()
      .map((path) => ({ path, fill: hue(), over: null })),
  ];
}

function lookOf(state: State, hue: () => string): StateLook {
  const { path } = state;
  const over = state.exposed ? "stripes" : null;
  switch (state.role) {
    case "error":
      return { path, fill: "error", over };
    case "suspended":
      return { path, fill: "suspended", over: over ?? "dashes" };
    default:
      if (state.kind !== "final") return { path, fill: hue(), over };
      return { path, fill: state.cancelled ? "cancelled" : "final", over };
  }
}
