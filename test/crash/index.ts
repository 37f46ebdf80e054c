/**
 * Kills strategies with SIGKILL, again and again, and holds what is left of
 * them against an exchange that lives in another process:
 *
 *     node --conditions=fsmc-source test/crash/index.ts [--kills 500] [--steps]
 *       [--strategy NAME] [--seed TEXT] [--planted]
 *
 * `--kills N`: so many at random moments, spread over the strategies. `--steps`:
 * one at every step of a scripted run of each: before and after each record is
 * handed over, when it is durable, before and after each order is sent, before
 * and after each answer and fill. `--planted`: durable is said before anything
 * is written; the command then fails unless that is found.
 *
 * After each kill: every event that was acknowledged is there, records that
 * were durable are there as they were, nothing was ordered twice, and as soon
 * as nothing is under way the ledger says what the exchange says.
 */
import { parseArgs } from "node:util";
import { Random } from "@fsmc/runtime";
import { everyStep } from "./every-step.ts";
import { randomKills, scenario } from "./scenario.ts";
import { subjects } from "./subjects.ts";
import { Tally } from "./tally.ts";

/** Of one scenario; more would find its market over. */
const KILLS = 8;
/** What a trader lives at most before it is killed, in milliseconds of the real world. */
const LONGEST_LIFE = 700;

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "500" },
    steps: { type: "boolean", default: false },
    strategy: { type: "string" },
    seed: { type: "string", default: "1" },
    planted: { type: "boolean", default: false },
  },
});
const { seed, planted: isTooEarly } = values;
const chosen = subjects
  .map(({ name }) => name)
  .filter((name) => values.strategy === undefined || name === values.strategy);
const tally = new Tally();

if (values.steps)
  for (const strategy of chosen)
    await everyStep({ strategy, seed, isTooEarly, sample: 1 }, tally);
else
  for (let round = 0; tally.kills < Number(values.kills); round += 1) {
    const strategy = chosen[round % chosen.length];
    if (strategy === undefined)
      throw new Error(`no strategy ${values.strategy}`);
    const name = `${seed}-${round}`;
    const result = await scenario({
      strategy,
      seed: name,
      kills: randomKills(new Random(`${name} kills`), KILLS, LONGEST_LIFE),
      isHarsh: round % 2 === 1,
      isTooEarly,
    });
    tally.add(`${strategy}, seed ${name}`, strategy, result);
    process.stderr.write(`\r${tally.kills} kills `);
  }
console.log(tally.table());
for (const problem of tally.broken.slice(0, 40)) console.log(problem);
process.exitCode = tally.broken.length > 0 === isTooEarly ? 0 : 1;
