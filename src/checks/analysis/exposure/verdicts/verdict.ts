import type { PathStep, RuleName } from "../../../../diagnostics/index.ts";
import type { Leg, Run, State, Trigger } from "../../../../model/index.ts";
import type { Span } from "../../../../source/index.ts";
import { adds, type Scene } from "../scene.ts";
import { pathOf, type Edge } from "../search.ts";

/** What the search says of one place of the text. */
export interface Verdict {
  readonly rule: RuleName;
  /** Where it is reported. */
  readonly span: Span;
  readonly leg: Leg | null;
  /** Where it comes to light. */
  readonly state: State | null;
  readonly run: Run | null;
  readonly trigger: Trigger | null;
  /** Of an emergency: the state answers it, and not well enough. */
  readonly isTaken: boolean;
  readonly path: readonly PathStep[];
  /** Other states of which the same is to be said. */
  readonly others: readonly State[];
}

export const NOTHING = {
  leg: null,
  state: null,
  run: null,
  trigger: null,
  isTaken: false,
  path: [],
  others: [],
} as const;

/** One that comes to light in a step. */
export function verdict(
  rule: RuleName,
  edge: Edge,
  place: Pick<Verdict, "span" | "leg" | "state">,
): Verdict {
  return { ...NOTHING, ...place, rule, path: pathOf(edge.from, edge.move) };
}

/** The keyword of the transition that comes to the scene; of what nothing takes, the run's. */
export function placeOf({ move }: Edge): Span {
  const [first] = move.rest.taken;
  if (first !== undefined) return first.keyword;
  if (move.cause.kind === "outcome") return move.cause.run.keyword;
  const [leaf] = move.rest.machine.leaves;
  if (leaf === undefined) throw new RangeError("a scene without states");
  return leaf.span;
}

/** The state that an opening run of the leg is in, else the first that is active. */
export function innermost({ leaves, runs }: Scene, leg: Leg): State | null {
  for (const [run, phase] of runs)
    if (
      phase !== "over" &&
      adds(run.activity.words) &&
      run.activity.legs.includes(leg)
    ) {
      const owner = leaves.find((leaf) => leaf.runs.includes(run));
      if (owner !== undefined) return owner;
    }
  return leaves[0] ?? null;
}
