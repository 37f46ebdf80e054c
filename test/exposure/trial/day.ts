import { Dice } from "../../support/dice.ts";

/**
 * What kind of day it is: what is left out of it makes room for the rest. Swarm testing, Groce and others 2012.
 */
export interface Day {
  /** How often a guard or an action throws. */
  readonly throws: number;
  /** How often activities are done, where they can be. */
  readonly goodness: number;
  /** How often an emergency that might be sent is sent. */
  readonly panic: number;
  /** Hours pass, not only moments. */
  readonly isLong: boolean;
  readonly hasCrashes: boolean;
  /** How often what an activity or an event tells is the same number as before. */
  readonly sameness: number;
  /** @returns whether this trigger is sent at all */
  sends(trigger: string): boolean;
}

const THROWS = [0, 0, 0, 0.03, 0.2] as const;
const GOODNESS = [0.4, 0.7, 0.9, 1] as const;
const PANIC = [0, 0, 0.05, 0.5] as const;
const OMITTED = [0, 0.4, 0.7] as const;

export function dayOf(seed: number): Day {
  const dice = new Dice(seed);
  const omitted = dice.pick(OMITTED);
  return {
    throws: dice.pick(THROWS),
    goodness: dice.pick(GOODNESS),
    panic: dice.pick(PANIC),
    isLong: dice.chance(0.5),
    hasCrashes: dice.chance(0.5),
    sameness: dice.pick([0, 0.8]),
    sends: (trigger) => !new Dice(seed + hashOf(trigger)).chance(omitted),
  };
}

function hashOf(text: string): number {
  let hash = 0;
  for (const letter of text)
    hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) >>> 0;
  return hash;
}
