import { Dice } from "../../support/dice.ts";
import type { Subject } from "../subject.ts";
import { chosen } from "./chosen.ts";
import { dayOf, type Day } from "./day.ts";
import type { Harm } from "./judge.ts";
import { Trial } from "./trial.ts";
import { Values } from "./values.ts";

/** One operation: all that it leaves open is decided by dice of its own, so that others can be left out. */
export interface Step {
  readonly seed: number;
  readonly day: Day;
}

export interface Ran {
  readonly harms: readonly Harm[];
  /** What happened, step by step, for people. */
  readonly log: readonly string[];
}

/** What happens after the end of the machine: late fills, mostly. */
const AFTER_THE_END = 4;

const KNOWN = new WeakMap<Subject, Values>();

export function valuesOf(subject: Subject): Values {
  const values = KNOWN.get(subject) ?? new Values(subject.strategy);
  KNOWN.set(subject, values);
  return values;
}

/**
 * One run. The same steps make the same run.
 *
 * @param after called after each step, with how many there were
 */
export async function run(
  subject: Subject,
  steps: readonly Step[],
  after: (trial: Trial, done: number) => void | Promise<void> = () => {},
): Promise<Ran> {
  const trial = new Trial(subject, valuesOf(subject), dayOf(0));
  try {
    await trial.start();
    let left = AFTER_THE_END;
    for (const [index, { seed, day }] of steps.entries()) {
      trial.turn(new Dice(seed), day);
      await trial.perform(chosen(trial));
      await after(trial, index + 1);
      if (trial.hasEnded) left -= 1;
      if (left === 0) break;
    }
    return { harms: trial.harms, log: trial.log };
  } finally {
    trial.end();
  }
}
