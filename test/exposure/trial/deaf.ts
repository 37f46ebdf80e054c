import type { Trigger } from "../../../src/model/index.ts";
import { Dice } from "../../support/dice.ts";
import type { Subject } from "../subject.ts";
import { chosen } from "./chosen.ts";
import { dayOf, type Day } from "./day.ts";
import { run, type Step } from "./run.ts";
import type { Trial } from "./trial.ts";

/** Situations that are looked at, and how often each. */
const SITUATIONS = 8;
const TRIES = 12;
/** Nobody outside does anything meanwhile. */
const PATIENCE = 60;

const HELPFUL: Day = {
  ...dayOf(0),
  throws: 0,
  goodness: 0.7,
  panic: 0,
  isLong: true,
  hasCrashes: false,
  sameness: 0.5,
  sends: () => false,
};

/**
 * As far as it can be seen: an emergency where something is exposed leads, in one of a number of tries, to closing each leg
 * that is, or to its being flat.
 *
 * @param ways to situations in which something is exposed
 * @returns the run after which it never did; null if there is none
 */
export async function deaf(
  subject: Subject,
  ways: readonly (readonly Step[])[],
  seed: number,
): Promise<readonly string[] | null> {
  const emergencies = subject.strategy.triggers.filter(
    ({ emergency }) => emergency,
  );
  for (const steps of ways.slice(0, SITUATIONS))
    for (const trigger of emergencies) {
      const { isHeard, log } = await tried(subject, steps, trigger, seed);
      if (!isHeard) return log;
    }
  return null;
}

async function tried(
  subject: Subject,
  steps: readonly Step[],
  trigger: Trigger,
  seed: number,
): Promise<{ readonly isHeard: boolean; readonly log: readonly string[] }> {
  let log: readonly string[] = [];
  for (let index = 0; index < TRIES; index += 1) {
    let isHeard = false;
    const ran = await run(subject, steps, async (trial, done) => {
      if (done < steps.length) return;
      const sameness = index % 2;
      const day = { ...HELPFUL, sameness };
      // What is not there is what books mostly agree on.
      trial.suppose(0);
      trial.turn(new Dice(seed * 1_000 + index), day);
      const exposed = new Set(trial.judge.exposed);
      await trial.perform({ kind: "send", trigger });
      isHeard = await closes(trial, exposed, day, seed * 1_000 + index);
    });
    if (isHeard) return { isHeard, log: ran.log };
    log = ran.log;
  }
  return { isHeard: false, log };
}

/** Whether each of these legs is closed, or flat by itself, before patience is at its end. */
async function closes(
  trial: Trial,
  exposed: Set<string>,
  day: Day,
  seed: number,
): Promise<boolean> {
  for (let turn = 1; turn <= PATIENCE; turn += 1) {
    const { runs } = trial.machine.snapshot();
    for (const leg of exposed) {
      const isFlat = !trial.judge.exposed.includes(leg);
      if (isFlat || trial.judge.areClosing([leg], runs)) exposed.delete(leg);
    }
    if (exposed.size === 0) return true;
    trial.turn(new Dice(seed * 257 + turn), day);
    const operation = chosen(trial);
    const isOutside = operation.kind === "send" || operation.kind === "crash";
    await trial.perform(
      isOutside ? { kind: "advance", by: 60_000 } : operation,
    );
  }
  return false;
}
