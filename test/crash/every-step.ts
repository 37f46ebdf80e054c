import { scenario } from "./scenario.ts";
import type { Tally } from "./tally.ts";

/** Market events of a scripted run: some orders, and their ends. */
const EVENTS = 24;

export interface EveryStepPlan {
  readonly strategy: string;
  readonly seed: string;
  readonly isTooEarly: boolean;
  /** Every how manieth step. */
  readonly sample: number;
}

/** A short run once as it is, then again and again, killed at one of its steps and started again. */
export async function everyStep(
  { strategy, seed, isTooEarly, sample }: EveryStepPlan,
  tally: Tally,
): Promise<void> {
  const plan = { strategy, seed, isHarsh: false, isTooEarly };
  const scripted = { ...plan, mostEvents: EVENTS };
  const { lived } = await scenario({ ...scripted, kills: [] });
  for (let step = 1; step <= lived; step += sample) {
    const result = await scenario({
      ...scripted,
      kills: [{ kind: "at step", step }],
    });
    tally.add(`${strategy}, step ${step}`, strategy, result);
    if (process.stderr.isTTY)
      process.stderr.write(`\r${strategy}: step ${step} of ${lived} `);
  }
}
