import type { Leg, State, Strategy } from "../../../model/index.ts";
import { mayFill, type Legs, type Machine, type Scene } from "./scene.ts";

/** Things of which the same is kept once, so that they can be compared, counted and looked up by identity. */
export class Known<T extends object> {
  private readonly byKey = new Map<string, T>();
  private readonly numbers = new Map<T, number>();
  private readonly keyOf: (thing: T) => string;

  constructor(keyOf: (thing: T) => string) {
    this.keyOf = keyOf;
  }

  of(thing: T): T {
    if (this.numbers.has(thing)) return thing;
    const key = this.keyOf(thing);
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    this.byKey.set(key, thing);
    this.numbers.set(thing, this.numbers.size);
    return thing;
  }

  /** Of one that `of` has given. */
  numberOf(thing: T): number {
    return this.numbers.get(this.of(thing)) ?? 0;
  }
}

export type History = Machine["history"];

export function configurations(): Known<readonly State[]> {
  return new Known(indicesOf);
}

export function histories(): Known<History> {
  return new Known((history) =>
    [...history]
      .toSorted(([a], [b]) => a.index - b.index)
      .map(([state, below]) => `${state.index}:${indicesOf(below)}`)
      .join(";"),
  );
}

export function venues(): Known<Legs> {
  return new Known((legs) =>
    legs
      .map(({ held, loose, why }) => `${held} ${loose} ${why ?? ""}`)
      .join(","),
  );
}

export class Machines {
  private readonly byKey = new Map<string, Machine>();
  private readonly configurations: Known<readonly State[]>;
  private readonly histories: Known<History>;

  constructor(ofStates: Known<readonly State[]>, ofHistories: Known<History>) {
    this.configurations = ofStates;
    this.histories = ofHistories;
  }

  of(parts: Omit<Machine, "number">): Machine {
    const leaves = this.configurations.of(parts.leaves);
    const history = this.histories.of(parts.history);
    const { runs, halted } = parts;
    let key = `${this.configurations.numberOf(leaves)} ${this.histories.numberOf(history)} ${halted}`;
    for (const [run, phase] of sorted(runs)) key += ` ${run.index}${phase}`;
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const number = this.byKey.size;
    const machine = { number, leaves, history, runs, halted };
    this.byKey.set(key, machine);
    return machine;
  }
}

export class Scenes {
  private readonly byNumbers = new Map<number, Map<number, Scene>>();
  private readonly venues: Known<Legs>;
  private readonly legs: readonly Leg[];

  constructor({ legs }: Strategy, ofVenues: Known<Legs>) {
    this.legs = legs;
    this.venues = ofVenues;
  }

  of(machine: Machine, legs: Legs): Scene {
    let there = this.byNumbers.get(machine.number);
    if (there === undefined) {
      there = new Map();
      this.byNumbers.set(machine.number, there);
    }
    const venue = this.venues.of(legs);
    const number = this.venues.numberOf(venue);
    const known = there.get(number);
    if (known !== undefined) return known;
    const open = new Set(
      this.legs.filter((leg, index) => {
        const state = venue[index];
        return (
          (state !== undefined &&
            (state.held !== false || state.loose !== false)) ||
          [...machine.runs].some(
            ([run, phase]) =>
              mayFill(run, phase) && run.activity.legs.includes(leg),
          )
        );
      }),
    );
    const scene: Scene = { ...machine, legs: venue, open };
    there.set(number, scene);
    return scene;
  }
}

function sorted<K extends { readonly index: number }, V>(
  map: ReadonlyMap<K, V>,
): readonly (readonly [K, V])[] {
  return map.size < 2
    ? [...map]
    : [...map].toSorted(([a], [b]) => a.index - b.index);
}

function indicesOf(states: readonly State[]): string {
  return states.map(({ index }) => index).join(",");
}
