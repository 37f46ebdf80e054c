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

/** In the order of the strategy's legs. */
export type Legs = readonly LegState[];

/** What the machine is, whatever is true at the venue: all that its own steps depend on. */
export interface Machine {
  readonly machineKey: string;
  /** Active leaves in document order. */
  readonly leaves: readonly State[];
  /** The leaves that were active below a composite when it was last left, where some target asks for it. */
  readonly history: ReadonlyMap<State, readonly State[]>;
  readonly runs: ReadonlyMap<Run, RunPhase>;
  readonly halted: boolean;
}

/** One scenario at rest: the abstract state of EXPOSURE.md, section 2. */
export interface Scene extends Machine {
  readonly key: string;
  readonly legs: Legs;
}

export const FLAT: LegState = { held: false, loose: false, why: null };

/** A machine, with the key that tells it from others. */
export function machineOf(parts: Omit<Machine, "machineKey">): Machine {
  const { leaves, history, runs, halted } = parts;
  const left = [...history]
    .toSorted(([a], [b]) => a.index - b.index)
    .map(([state, below]) => `${state.index}:${indicesOf(below)}`)
    .join(";");
  const phases = [...runs]
    .toSorted(([a], [b]) => a.index - b.index)
    .map(([run, phase]) => `${run.index}${phase}`)
    .join(",");
  const machineKey = `${indicesOf(leaves)}|${left}|${phases}|${halted ? "!" : ""}`;
  return { machineKey, leaves, history, runs, halted };
}

/** The same with what is true at the venue. */
export function sceneOf(machine: Machine, legs: Legs): Scene {
  return { ...machine, legs, key: `${machine.machineKey}|${legsKey(legs)}` };
}

function legsKey(legs: Legs): string {
  return legs
    .map(
      ({ held, loose, why }) =>
        `${held ? "h" : ""}${loose ? "l" : ""}${why ?? ""}`,
    )
    .join(",");
}

function indicesOf(states: readonly State[]): string {
  return states.map(({ index }) => index).join(",");
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
