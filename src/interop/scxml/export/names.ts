import type { State, Strategy } from "../../../model/index.ts";

/** What a document calls states, data and the events that it sends itself. */
export class Names {
  readonly #ids = new Map<State, string>();
  readonly #taken = new Set<string>();

  constructor({ states }: Strategy) {
    for (const state of states)
      this.#ids.set(state, this.free(state.path.replaceAll(".", "_")));
  }

  idOf(state: State): string {
    return this.#ids.get(state) ?? `state${state.index}`;
  }

  historyOf(state: State, history: "shallow" | "deep"): string {
    return `${this.idOf(state)}.${history}`;
  }

  /** An id that nothing has yet. */
  free(wish: string): string {
    let id = wish;
    while (this.#taken.has(id)) id += "_";
    this.#taken.add(id);
    return id;
  }
}

const SYSTEM = [
  "_event",
  "_sessionid",
  "_name",
  "_ioprocessors",
  "_x",
  "In",
  "Math",
  "Date",
];

/** The data of a param or a context field; names of the system get `_` behind. */
export function dataName(name: string): string {
  return SYSTEM.includes(name.replace(/_+$/, "")) ? `${name}_` : name;
}

/**
 * What is sent when a timer fires. It begins with a word of the language, which no trigger is called: a descriptor hears every
 * event that begins as it does.
 */
export function timerEvent(kind: string, index: number): string {
  return `${kind}.${index}`;
}

/** How an activity has ended; likewise. */
export function outcomeEvent(activity: string, outcome: string): string {
  return `run.${activity}.${outcome}`;
}

export const TIMEOUT_EVENT = "timeout";
export const TIMEOUT_DATA = "timeoutArmed_";
export const HALTED_DATA = "halted_";

/** When the state was entered, for `elapsed`. */
export function enteredData(id: string): string {
  return `entered_${id}_`;
}

/** The period of a timer that is no constant. */
export function periodData(index: number): string {
  return `period_${index}_`;
}
