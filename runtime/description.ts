import type { RunDeclaration } from "./run-data.ts";
import type { StepText } from "./trail-record.ts";
import type { Phase } from "./vocabulary.ts";

/** What is the same for all machines of one class: names for people, tables for what is not hot. */
export interface Description {
  /** The strategy's name. */
  readonly type: string;
  /** As the spec has it. */
  readonly version: number;
  /** Of what the spec means: the same in both spellings, whatever its comments. */
  readonly hash: string;
  /** Of the runtime that the file was generated for. */
  readonly surface: number;
  readonly legs: readonly [string, ...string[]];
  /** In document order: a state's number is its place here, and its descendants follow it. */
  readonly states: readonly StateDescription[];
  /** Numbers of the states that are children of a parallel one, in document order. */
  readonly regions: readonly number[];
  /** Top-level state entered at the start. */
  readonly initial: number;
  /** By number, as the audit trail writes it. */
  readonly branches: readonly BranchDescription[];
  readonly timers: readonly TimerDescription[];
  readonly runs: readonly RunDescription[];
  readonly triggers: readonly string[];
  /** Those of the triggers that are `emergency`. */
  readonly emergencies: readonly string[];
  /** What a supervisor sends to pause the strategy, and to let it go on; absent where there is none. */
  readonly suspends?: readonly string[];
  readonly resumes?: readonly string[];
  /** Where the error policy and the strategy's time-out lead; null without. */
  readonly errorState: number | null;
  readonly timeoutState: number | null;
}

export interface StateDescription {
  /** Shortest unique name. */
  readonly path: string;
  /** Number of the last of its descendants; its own where it has none. */
  readonly last: number;
  readonly parent: number | null;
  readonly isFinal: boolean;
  /** By its own role or its end; null where it has none. */
  readonly phase: Exclude<Phase, "initializing" | "active"> | null;
  /** Something may be held or working in it, as the spec says of it or of a parent. */
  readonly isExposed?: true;
}

export interface BranchDescription extends StepText {
  /** Where several states are active at once: the number of the state whose text it is. */
  readonly owner?: number;
  /** There: the state that it stays inside of, -1 for the strategy itself; null for `stay`. */
  readonly domain?: number | null;
  /** `line:column` in the spec. */
  readonly source: string;
}

export interface TimerDescription {
  readonly kind: "after" | "at" | "every";
  /** The state's number. */
  readonly state: number;
  /** What the generated class calls its firing. */
  readonly fact: string;
}

export interface RunDescription extends RunDeclaration {
  /** The state's number. */
  readonly state: number;
}

/** A state and its parents, innermost first. */
export function* outwards(
  { states }: Description,
  from: number,
): Generator<StateDescription> {
  let state = states[from];
  while (state !== undefined) {
    yield state;
    state = state.parent === null ? undefined : states[state.parent];
  }
}

/** What of the state's own or its parents' makes its phase; an error wins over a suspension. */
export function phaseAt(
  description: Description,
  state: number,
): StateDescription["phase"] {
  let found: StateDescription["phase"] = null;
  for (const each of outwards(description, state)) {
    const ends = each.phase === "completed" || each.phase === "cancelled";
    if (ends && each.parent !== null) continue;
    if (each.phase === "error") return "error";
    found ??= each.phase;
  }
  return found;
}
