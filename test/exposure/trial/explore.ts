import { Dice } from "../../support/dice.ts";
import type { Subject } from "../subject.ts";
import { dayOf } from "./day.ts";
import type { Harm } from "./judge.ts";
import { run, type Step } from "./run.ts";
import type { Trial } from "./trial.ts";

export interface Explored {
  readonly runs: number;
  readonly operations: number;
  /** Different situations: what is active, and what is true at the venue. */
  readonly situations: number;
  /** Ways to some situations in which something is exposed, the seldomest first. */
  readonly exposed: readonly (readonly Step[])[];
  /** Each harm by its kind, leg and states, with the steps that first did it. */
  readonly harms: ReadonlyMap<string, Found>;
}

export interface Found {
  readonly harm: Harm;
  readonly steps: readonly Step[];
}

interface Visited {
  readonly steps: readonly Step[];
  readonly isExposed: boolean;
  times: number;
}

/** Steps of one run behind what it begins with. */
const LENGTH = 40;
/** Beyond that no run begins with what another has done. */
const LONGEST = 120;

/**
 * Many runs; some begin where others have found something seldom, so that what is far from the start is seen, too.
 *
 * @param isEnough asked before each run whether what was found will do
 */
export async function explored(
  subject: Subject,
  seed: number,
  runs: number,
  isEnough: (harms: ReadonlyMap<string, Found>) => boolean = () => false,
): Promise<Explored> {
  const dice = new Dice(seed);
  const visited = new Map<string, Visited>();
  const harms = new Map<string, Found>();
  let operations = 0;
  let made = 0;
  while (made < runs && !isEnough(harms)) {
    made += 1;
    const day = dayOf(dice.whole(1, 1e9));
    const more = Array.from({ length: LENGTH }, () => ({
      seed: dice.whole(1, 1e9),
      day,
    }));
    const steps = [...beginning(visited, dice), ...more];
    const ran = await run(subject, steps, (trial, done) => {
      const key = situationOf(trial);
      const known = visited.get(key);
      if (known !== undefined) known.times += 1;
      else
        visited.set(key, {
          steps: steps.slice(0, done),
          isExposed: trial.judge.exposed.length > 0 && !trial.hasEnded,
          times: 1,
        });
    });
    operations += ran.log.length;
    // What comes after harm may come of it.
    const [first] = ran.harms;
    for (const harm of ran.harms) {
      if (harm.states.join() !== first?.states.join()) continue;
      if (harm.at > first.at) break;
      const key = harmKey(harm);
      if (!harms.has(key))
        harms.set(key, { harm, steps: steps.slice(0, harm.at + 1) });
    }
  }
  const exposed = [...visited.values()]
    .filter(({ isExposed }) => isExposed)
    .toSorted((a, b) => a.times - b.times)
    .map(({ steps }) => steps);
  return { runs: made, operations, situations: visited.size, exposed, harms };
}

export function harmKey({ kind, leg, states }: Harm): string {
  return `${kind} on ${leg} in ${states.join(", ")}`;
}

function beginning(
  visited: ReadonlyMap<string, Visited>,
  dice: Dice,
): readonly Step[] {
  if (dice.chance(0.4)) return [];
  const known = [...visited.values()].filter(
    ({ steps }) => steps.length <= LONGEST,
  );
  const some = [1, 2, 3, 4].flatMap(() => dice.pick(known) ?? []);
  const [seldom] = some.toSorted((a, b) => a.times - b.times);
  return seldom?.steps ?? [];
}

function situationOf({ machine, judge, strategy, venue }: Trial): string {
  const legs = strategy.legs.map(({ name }) => [
    venue.position(name) > 0,
    judge.exposed.includes(name),
  ]);
  return JSON.stringify([machine.configuration, machine.halted, legs]);
}
