import type { Leg, Outcome, Run, State } from "../../../model/index.ts";

/** What last exposed a leg: it names a finding, and decides nothing. */
export type Cause = "opened" | "unknown" | "left" | "cancelled" | "partial";

/** How far a run of an active state is; `owed` is an outcome that has come and whose arm threw. */
export type RunPhase =
  "live" | "part" | "over" | `owed ${Exclude<Outcome, "partial">}`;

/** Of scenes that were joined past a limit it may be either: read as true where something is looked for, as both by every step. */
export type Fact = boolean | "either";

/** Of one leg: what is true at the venue, not what the machine believes. */
export interface LegState {
  /** A position. */
  readonly held: Fact;
  /** An order that nobody attends may work, or may have filled already. */
  readonly loose: Fact;
  readonly why: Cause | null;
}

/** In the order of the strategy's legs. */
export type Legs = readonly LegState[];

/** What the machine is, whatever is true at the venue: all that its own steps depend on. */
export interface Machine {
  /** Tells it from others of the same search. */
  readonly number: number;
  /** Active leaves in document order. */
  readonly leaves: readonly State[];
  /** The leaves that were active below a composite when it was last left, where some target asks for it. */
  readonly history: ReadonlyMap<State, readonly State[]>;
  readonly runs: ReadonlyMap<Run, RunPhase>;
  readonly halted: boolean;
}

/** One scenario at rest: the abstract state of EXPOSURE.md, section 2. */
export interface Scene extends Machine {
  readonly legs: Legs;
  /** Legs with a position, or with an order that may become one. */
  readonly open: ReadonlySet<Leg>;
}

export const FLAT: LegState = { held: false, loose: false, why: null };

/** Whether an order of this run may be at the venue. */
export function mayFill({ activity }: Run, phase: RunPhase | "fresh"): boolean {
  return (phase === "live" || phase === "part") && adds(activity.words);
}

/** An activity that places orders which open. */
export function adds(words: readonly string[]): boolean {
  return words.includes("opens") || words.includes("places");
}

/** A run that closes the leg is under way, or has ended and is still to be heard: what is to follow, will. */
export function isClosing({ runs }: Machine, of: Leg): boolean {
  for (const [{ activity }, phase] of runs)
    if (
      phase !== "over" &&
      activity.words.includes("closes") &&
      activity.legs.includes(of)
    )
      return true;
  return false;
}

/** A top-level final state is active. */
export function hasEnded({ leaves }: Machine): boolean {
  return leaves.some((leaf) => leaf.kind === "final" && leaf.depth === 0);
}

/** Some active state says that a position may be there. */
export function isMarked({ leaves }: Machine): boolean {
  return leaves.some((leaf) => leaf.exposed);
}
