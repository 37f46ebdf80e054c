/** XState and the generated class, given the same events; the first thing in which they differ. */
import { setImmediate } from "node:timers/promises";
import { Dice } from "../../support/dice.ts";
import type { MachineClass } from "../../equivalence/run-case.ts";
import { SpecSide } from "./spec-side.ts";
import { XStateSide, type Names, type Play } from "./xstate-side.ts";

export interface Twins {
  readonly config: object;
  readonly machine: MachineClass;
  readonly keysOf: ReadonlyMap<string, string>;
  readonly names: Names;
  readonly events: readonly string[];
}

export interface Difference {
  readonly history: readonly string[];
  readonly xstate: unknown;
  readonly spec: unknown;
}

interface Pending {
  readonly name: string;
  readonly settle: (fails: boolean) => void;
}

/** Answers guards by dice, the same for both, anew for each event; writes down what is called. */
class Player implements Play {
  readonly log: string[] = [];
  /** An actor starts at once in XState, an activity when the machine has come to rest. */
  readonly started: string[] = [];
  pending: Pending[] = [];
  readonly #seed: () => number;

  constructor(seed: () => number) {
    this.#seed = seed;
  }

  guard(name: string): boolean {
    return new Dice(this.#seed() + name.length * 31 + hash(name)).chance(0.6);
  }

  action(name: string): void {
    this.log.push(name);
  }

  activity(name: string): Promise<unknown> {
    this.started.push(name);
    return new Promise((resolve, reject) => {
      this.pending.push({
        name,
        settle: (fails) => (fails ? reject(new Error("no")) : resolve(null)),
      });
    });
  }

  get seen(): string {
    return [...this.log, ...this.started.toSorted()].join(" ");
  }

  settle(name: string, fails: boolean): void {
    const settled = this.pending.filter((each) => each.name === name);
    this.pending = this.pending.filter((each) => each.name !== name);
    for (const { settle } of settled) settle(fails);
  }

  delay(name: string): number {
    return 20 + (hash(name) % 50);
  }
}

export interface Coverage {
  (what: string): void;
}

/** `null`: nothing differs, or XState has stopped with an error, after which it does nothing more. */
export async function play(
  twins: Twins,
  seed: number,
  operations: number,
  cover: Coverage,
): Promise<Difference | null> {
  const dice = new Dice(seed);
  let round = 0;
  const theirs = new Player(() => seed * 1000 + round);
  const ours = new Player(() => seed * 1000 + round);
  const { names } = twins;
  const xstate = new XStateSide(twins.config, theirs, names);
  const spec = new SpecSide(twins.machine, twins.keysOf, ours, names);
  const history: string[] = ["start"];
  const differs = async (): Promise<Difference | null> => {
    for (let turn = 0; turn < 3; turn += 1) await setImmediate();
    if (xstate.error !== null || spec.failed) return null;
    const seen = [xstate.configuration, theirs.seen];
    const own = [spec.configuration, ours.seen];
    if (JSON.stringify(seen) === JSON.stringify(own)) return null;
    const common = sameStart(theirs.seen, ours.seen);
    return {
      history,
      xstate: [xstate.configuration, theirs.seen.slice(common, common + 40)],
      spec: [spec.configuration, ours.seen.slice(common, common + 40)],
    };
  };
  try {
    xstate.start();
    spec.start();
    let difference = await differs();
    for (let index = 0; index < operations && difference === null; index += 1) {
      if (xstate.error !== null || spec.failed || xstate.done) break;
      if (xstate.reordered) {
        cover("reordered");
        break;
      }
      round += 1;
      const kind = dice.fraction();
      if (kind < 0.15 && names.delays.length + 1 > 0) {
        const by = dice.whole(1, 60);
        history.push(`advance ${by}`);
        if (!xstate.advance(by)) break;
        await spec.advance(by);
      } else if (kind < 0.3 && theirs.pending.length > 0) {
        const name = dice.pick(theirs.pending)?.name ?? "";
        const fails = dice.chance(0.4);
        history.push(`${fails ? "fail" : "finish"} ${name}`);
        theirs.settle(name, fails);
        ours.settle(name, fails);
      } else {
        const event = dice.pick(twins.events);
        if (event === undefined) break;
        history.push(event);
        xstate.send(event);
        spec.send(event.replaceAll(/[^A-Za-z0-9_]/g, "_"));
      }
      difference = await differs();
      cover(xstate.configuration.join(" "));
    }
    return difference;
  } finally {
    spec.cleanup();
  }
}

function sameStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return Math.max(0, length - 12);
}

function hash(text: string): number {
  let value = 7;
  for (const unit of text) value = (value * 31 + unit.charCodeAt(0)) % 65521;
  return value;
}
