import { Random } from "@fsmc/runtime";
import { expect, test } from "vitest";
import { everyStep } from "./every-step.ts";
import { randomKills, scenario } from "./scenario.ts";
import { subjects } from "./subjects.ts";
import { Tally } from "./tally.ts";

/** The short form. The long one is `npm run crash -- --kills 500`, and `npm run crash -- --steps`. */
const SEED = "ci";
const KILLS = 3;
/** Of a trader, in milliseconds of the real world. */
const LONGEST_LIFE = 500;
/** Every how manieth step of the scripted run. */
const SAMPLE = 41;
const TIMEOUT = 120_000;

test.each(subjects.map(({ name }) => name))(
  "%s is killed at random, and nothing is lost, nothing ordered twice",
  async (strategy) => {
    const tally = new Tally();
    const random = new Random(`${SEED} ${strategy}`);
    const kills = randomKills(random, KILLS, LONGEST_LIFE);
    const seed = `${SEED} ${strategy}`;
    const plan = { strategy, seed, kills, isHarsh: true, isTooEarly: false };
    tally.add(`${strategy}, seed ${seed}`, strategy, await scenario(plan));
    console.log(tally.table());
    expect(tally.broken).toEqual([]);
  },
  TIMEOUT,
);

test(
  "a strategy is killed where a record is written, an order sent, an answer heard",
  async () => {
    const tally = new Tally();
    const plan = { strategy: "arbitrage", seed: SEED, isTooEarly: false };
    await everyStep({ ...plan, sample: SAMPLE }, tally);
    console.log(tally.table());
    expect(tally.broken).toEqual([]);
    expect(tally.kills).toBeGreaterThan(9);
  },
  TIMEOUT,
);

test(
  "a journal that says durable before it has written is found",
  async () => {
    const tally = new Tally();
    const plan = { strategy: "arbitrage", seed: SEED, isTooEarly: true };
    await everyStep({ ...plan, sample: SAMPLE }, tally);
    expect(tally.broken.join("\n")).toContain("was durable");
  },
  TIMEOUT,
);
