import { Dice } from "../../support/dice.ts";
import type { Subject } from "../subject.ts";
import type { Harm } from "./judge.ts";
import { Trial, type Habits } from "./trial.ts";
import { Values } from "./values.ts";

export interface Ran {
  readonly harms: readonly Harm[];
  readonly log: readonly string[];
}

/** Run by run. */
const DAYS: readonly Habits[] = [
  { throws: 0, goodness: 0.8, panic: 0.05 },
  { throws: 0, goodness: 0.5, panic: 0.3 },
  { throws: 0.03, goodness: 0.7, panic: 0.1 },
  { throws: 0, goodness: 0.95, panic: 0 },
  { throws: 0.2, goodness: 0.5, panic: 0.2 },
];
const CALM: Habits = { throws: 0, goodness: 0.5, panic: 0 };
/** What happens after the end of the machine: late fills, mostly. */
const AFTER_THE_END = 4;

const KNOWN = new WeakMap<Subject, Values>();

export function valuesOf(subject: Subject): Values {
  const values = KNOWN.get(subject) ?? new Values(subject.strategy);
  KNOWN.set(subject, values);
  return values;
}

/**
 * One run at random. Each operation has dice of its own, so that some can be left out and the others stay as they are.
 *
 * @param steps the numbers of the operations that are made
 */
export async function run(
  subject: Subject,
  seed: number,
  steps: readonly number[],
): Promise<Ran> {
  const habits = DAYS[seed % DAYS.length] ?? CALM;
  const dice = (step: number): Dice => new Dice(seed * 65_537 + step);
  const trial = new Trial(subject, valuesOf(subject), dice(0), habits);
  try {
    await trial.start();
    let left = AFTER_THE_END;
    for (const step of steps) {
      trial.dice = dice(step);
      await trial.perform(trial.chosen());
      if (trial.hasEnded) left -= 1;
      if (left === 0) break;
    }
    return { harms: trial.harms, log: trial.log };
  } finally {
    trial.end();
  }
}

/** @returns 1 to `length` */
export function steps(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => index + 1);
}

/** The fewest of these operations that still do what they did: delta debugging, Zeller and Hildebrandt 2002, in short. */
export async function shrunk(
  from: readonly number[],
  isStill: (steps: readonly number[]) => Promise<boolean>,
): Promise<readonly number[]> {
  let left = from;
  for (let size = Math.ceil(left.length / 2); size >= 1;) {
    let isSmaller = false;
    for (let start = 0; start < left.length;) {
      const without = left.filter(
        (_, index) => index < start || index >= start + size,
      );
      if (await isStill(without)) {
        left = without;
        isSmaller = true;
      } else start += size;
    }
    if (size === 1 && !isSmaller) break;
    size = size === 1 ? 1 : Math.ceil(size / 2);
  }
  return left;
}
