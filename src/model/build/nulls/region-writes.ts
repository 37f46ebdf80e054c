import type { Action, Effect, State, Strategy } from "../../model.ts";
import {
  areConcurrent,
  childrenOf,
  regionOf,
  selfAndDescendants,
} from "../../tree.ts";
import type { Facts } from "./facts.ts";
import { isOfField } from "./paths.ts";

/** Fields that a state's text may change. An action that does not say what it writes takes no fact away. */
type Writes = ReadonlySet<string>;

/** What the other regions of parallel states may change while a state is active. */
export class RegionWrites {
  readonly #apart = new Map<State, Writes>();
  /** Without parallel states nothing is apart. */
  readonly #parallel: boolean;

  constructor(strategy: Pick<Strategy, "states">) {
    const { states } = strategy;
    this.#parallel = states.some((state) => state.kind === "parallel");
  }

  areApart(a: State, b: State): boolean {
    return this.#parallel && areConcurrent(a, b);
  }

  /** The facts that no other region can undo. */
  without(state: State, facts: Facts): Facts {
    if (!this.#parallel) return facts;
    const region = regionOf(state);
    if (region === null) return facts;
    const writes = this.#writesApartFrom(region);
    if (writes.size === 0) return facts;
    return facts.filter(
      (path) => ![...writes].some((field) => isOfField(path, field)),
    );
  }

  /** Of the other regions beside it, and of those beside the ones around it. */
  #writesApartFrom(region: State): Writes {
    const known = this.#apart.get(region);
    if (known !== undefined) return known;
    const { parent } = region;
    const outer = parent && regionOf(parent);
    const around = outer ? this.#writesApartFrom(outer) : [];
    const regions = parent ? childrenOf(parent) : [];
    const within = regions.map((each) => writesWithin(each));
    const times = new Map<string, number>();
    for (const field of within.flatMap((writes) => [...writes]))
      times.set(field, (times.get(field) ?? 0) + 1);
    for (const [index, each] of regions.entries()) {
      const own = within[index];
      const others = [...times].flatMap(([field, count]) =>
        count > (own?.has(field) === true ? 1 : 0) ? [field] : [],
      );
      this.#apart.set(each, new Set([...around, ...others]));
    }
    return this.#apart.get(region) ?? new Set();
  }
}

function writesWithin(region: State): Writes {
  return new Set(
    [...selfAndDescendants(region)].flatMap((state) => [...writesOf(state)]),
  );
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
