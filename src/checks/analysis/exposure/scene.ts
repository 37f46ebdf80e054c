import type { Leg, Outcome, Run, State } from "../../../model/index.ts";

/** What last exposed a leg: it names a finding, and decides nothing. */
export type Cause = "opened" | "unknown" | "left" | "cancelled" | "partial";

/** How far a run of an active state is; `owed` is an outcome that has come and whose arm threw. */
export type RunPhase =
  "live" | "part" | "over" | `owed ${Exclude<Outcome, "partial">}`;

/** Of one leg: what is true at the venue, not what the machine believes. */
export interface LegState {
  /** A position. */
  readonly held: boolean;
  /** An order that nobody attends may work, or may have filled already. */
  readonly loose: boolean;
  readonly why: Cause | null;
}

/** One scenario at rest: the abstract state of EXPOSURE.md, section 2. */
export interface Scene {
  readonly key: string;
  /** Active leaves in document order. */
  readonly leaves: readonly State[];
  /** The leaves that were active below a composite when it was last left. */
  readonly history: ReadonlyMap<State, readonly State[]>;
  readonly runs: ReadonlyMap<Run, RunPhase>;
  /** In the order of the strategy's legs. */
  readonly legs: readonly LegState[];
  readonly halted: boolean;
}

export const FLAT: LegState = { held: false, loose: false, why: null };

/** A scene, with the key that tells it from others. */
export function sceneOf(parts: Omit<Scene, "key">): Scene {
  return { ...parts, key: keyOf(parts) };
}

export function keyOf(parts: Omit<Scene, "key">): string {
  const leaves = parts.leaves.map(({ index }) => index).join(",");
  const history = [...parts.history]
    .toSorted(([a], [b]) => a.index - b.index)
    .map(
      ([state, left]) =>
        `${state.index}:${left.map(({ index }) => index).join(",")}`,
    )
    .join(";");
  const runs = [...parts.runs]
    .toSorted(([a], [b]) => a.index - b.index)
    .map(([run, phase]) => `${run.index}${phase}`)
    .join(",");
  const legs = parts.legs
    .map(
      ({ held, loose, why }) =>
        `${held ? "h" : ""}${loose ? "l" : ""}${why ?? ""}`,
    )
    .join(",");
  return `${leaves}|${history}|${runs}|${legs}|${parts.halted ? "!" : ""}`;
}

/** Whether an order of this run may be at the venue. */
export function mayFill({ activity }: Run, phase: RunPhase): boolean {
  return (phase === "live" || phase === "part") && adds(activity.words);
}

/** An activity that places orders which open. */
export function adds(words: readonly string[]): boolean {
  return words.includes("opens") || words.includes("places");
}

/** A position, or an order that may become one. */
export function isOpen(scene: Scene, leg: number, of: Leg): boolean {
  const state = scene.legs[leg];
  if (state === undefined) return false;
  if (state.held || state.loose) return true;
  for (const [run, phase] of scene.runs)
    if (mayFill(run, phase) && run.activity.legs.includes(of)) return true;
  return false;
}

/** A run that closes the leg is under way. */
export function isClosing({ runs }: Scene, of: Leg): boolean {
  for (const [{ activity }, phase] of runs)
    if (
      phase === "live" &&
      activity.words.includes("closes") &&
      activity.legs.includes(of)
    )
      return true;
  return false;
}

/** A top-level final state is active. */
export function hasEnded({ leaves }: Scene): boolean {
  return leaves.some((leaf) => leaf.kind === "final" && leaf.depth === 0);
}

/** Some active state says that a position may be there. */
export function isMarked({ leaves }: Scene): boolean {
  return leaves.some((leaf) => leaf.exposed);
}
