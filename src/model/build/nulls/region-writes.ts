import type { Action, Effect, State, Strategy } from "../../model.ts";
import { areConcurrent } from "../../tree.ts";
import type { Facts } from "./facts.ts";
import { isOfField } from "./paths.ts";

/** Fields that a state's text may change. An action that does not say what it writes takes no fact away. */
type Writes = ReadonlySet<string>;

/** What the other regions of parallel states may change while a state is active. */
export class RegionWrites {
  readonly #writes: ReadonlyMap<State, Writes>;
  readonly #apart = new Map<State, Writes>();
  /** Without parallel states nothing is apart. */
  readonly #parallel: boolean;

  constructor(strategy: Pick<Strategy, "states">) {
    const { states } = strategy;
    this.#parallel = states.some((state) => state.kind === "parallel");
    this.#writes = new Map(
      this.#parallel
        ? states.map((state) => [state, writesOf(state)] as const)
        : [],
    );
  }

  areApart(a: State, b: State): boolean {
    return this.#parallel && areConcurrent(a, b);
  }

  /** The facts that no other region can undo. */
  without(state: State, facts: Facts): Facts {
    if (!this.#parallel) return facts;
    const writes = this.#apart.get(state) ?? this.#writesApartFrom(state);
    this.#apart.set(state, writes);
    return facts.filter(
      (path) => ![...writes].some((field) => isOfField(path, field)),
    );
  }

  #writesApartFrom(state: State): Writes {
    const all = new Set<string>();
    for (const [other, writes] of this.#writes) {
      if (!areConcurrent(state, other)) continue;
      for (const field of writes) all.add(field);
    }
    return all;
  }
}

function writesOf(state: State): Writes {
  const branches = [
    ...state.reactions,
    ...state.always,
    ...state.timers,
    ...state.runs.flatMap((run) => run.arms),
  ].flatMap((item) => item.branches);
  const behaviours = [...state.enter, ...state.exit];
  const effects: readonly Effect[] = [
    ...branches.flatMap((branch) => branch.effects),
    ...behaviours.flatMap((behaviour) => behaviour.effects),
    ...(state.kind === "composite" ? state.initial.effects : []),
  ];
  const actions: readonly Action[] = [
    ...behaviours.flatMap((behaviour) => behaviour.actions),
    ...effects.flatMap((effect) =>
      effect.kind === "do" ? [effect.action] : [],
    ),
  ];
  return new Set([
    ...effects.flatMap((effect) =>
      effect.kind === "set" ? [effect.field.name] : [],
    ),
    ...actions.flatMap(({ writes }) => writes?.map(({ name }) => name) ?? []),
  ]);
}
