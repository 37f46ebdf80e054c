import type { MachineSnapshot, RunSnapshot } from "@fsmc/runtime";
import {
  selfAndAncestors,
  type Activity,
  type State,
  type Strategy,
  type Trigger,
} from "../../../src/model/index.ts";
import { isAlive } from "../venue/order.ts";
import type { Venue } from "../venue/venue.ts";
import { adds, type Attempt } from "./attempt.ts";

/** What must not happen, and has. */
export interface Harm {
  readonly kind:
    | "rests exposed"
    | "ends exposed"
    | "doubled"
    | "after halt"
    /** `flat` was said, and is not so. */
    | "flat refused";
  readonly leg: string;
  /** Active atomic states. */
  readonly states: readonly string[];
  /** How much had happened then. */
  readonly at: number;
}

/** Looks at the machine and at the venue, and compares. */
export class Judge {
  readonly harms: Harm[] = [];
  readonly #strategy: Strategy;
  readonly #venue: Venue;
  readonly #states: ReadonlyMap<string, State>;
  /** Runs that were entered before the machine was halted. */
  #known = new Set<string>();

  constructor(strategy: Strategy, venue: Venue) {
    this.#strategy = strategy;
    this.#venue = venue;
    this.#states = new Map(strategy.states.map((state) => [state.path, state]));
  }

  statesOf(configuration: readonly string[]): readonly State[] {
    return configuration.flatMap((path) => this.#states.get(path) ?? []);
  }

  /** Legs with a position, or an order that may become one. */
  get exposed(): readonly string[] {
    return this.#strategy.legs
      .map(({ name }) => name)
      .filter((leg) => this.#venue.isExposed(leg));
  }

  /** At rest. */
  look(snapshot: MachineSnapshot, at: number): void {
    const { configuration, halted, runs } = snapshot;
    const leaves = this.statesOf(configuration);
    if (leaves.length === 0) return;
    const hasEnded = leaves.some(
      ({ kind, depth }) => kind === "final" && depth === 0,
    );
    const isMarked = leaves.some(({ exposed }) => exposed);
    if (hasEnded || !isMarked) {
      const kind = hasEnded ? "ends exposed" : "rests exposed";
      for (const leg of this.exposed) this.#add(kind, leg, configuration, at);
    }
    this.#lookAtRuns(leaves, runs, halted, at);
  }

  #lookAtRuns(
    leaves: readonly State[],
    runs: readonly RunSnapshot[],
    halted: boolean,
    at: number,
  ): void {
    const isHalted = halted || leaves.some(isInError);
    for (const { key, activity } of runs) {
      const declared = this.#strategy.activities.find(
        ({ name }) => name === activity,
      );
      if (!isHalted || declared === undefined || !adds(declared)) continue;
      if (this.#known.has(key)) continue;
      for (const { name } of declared.legs)
        this.#add(
          "after halt",
          name,
          leaves.map(({ path }) => path),
          at,
        );
    }
    this.#known = new Set(runs.map(({ key }) => key));
  }

  /** A first attempt of an activity that adds is about to be made. */
  opening(
    activity: Activity,
    key: string,
    attempts: readonly Attempt[],
    runs: readonly RunSnapshot[],
    at: number,
  ): void {
    const states = runs.map((run) => run.activity);
    const live = attempts.filter(
      ({ call }) =>
        !call.key.startsWith(key) &&
        runs.some((run) => call.key.startsWith(run.key)),
    );
    if (live.some((other) => other.activity === activity))
      for (const { name } of activity.legs)
        this.#add("doubled", name, states, at);
    for (const order of this.#venue.orders) {
      const { leg, id, filled, isSettled } = order;
      if (isSettled || !activity.legs.some(({ name }) => name === leg))
        continue;
      const isAttended =
        live.some(({ orders }) => orders.includes(order)) ||
        runs.some((run) => id.startsWith(run.key));
      const matters =
        isAlive(order) || (filled > 0 && this.#venue.position(leg) > 0);
      if (!isAttended && matters) this.#add("doubled", leg, states, at);
    }
  }

  /** All of these legs are being closed. */
  areClosing(legs: readonly string[], runs: readonly RunSnapshot[]): boolean {
    return legs.every((leg) =>
      runs.some(({ activity }) =>
        this.#strategy.activities.some(
          ({ name, words, legs: of }) =>
            name === activity &&
            words.includes("closes") &&
            of.some((each) => each.name === leg),
        ),
      ),
    );
  }

  /** The machine's callbacks said so, and the ledger says otherwise. */
  refused(states: readonly string[], at: number): void {
    for (const { name } of this.#strategy.legs)
      this.#add("flat refused", name, states, at);
  }

  /** What some active state, or an ancestor of one, has an answer to. */
  heard(configuration: readonly string[]): readonly Trigger[] {
    const active = new Set(
      this.statesOf(configuration).flatMap(selfAndAncestors),
    );
    return [
      ...new Set(
        [...active].flatMap(({ reactions }) =>
          reactions.flatMap(({ events }) =>
            events.flatMap((event) =>
              event.kind === "trigger" ? [event.trigger] : [],
            ),
          ),
        ),
      ),
    ];
  }

  #add(
    kind: Harm["kind"],
    leg: string,
    states: readonly string[],
    at: number,
  ): void {
    this.harms.push({ kind, leg, states, at });
  }
}

function isInError(state: State): boolean {
  return [...selfAndAncestors(state)].some(({ role }) => role === "error");
}
