/**
 * What the checker says of exposure, held against what happens: generated machines on the real runtime, against a venue of real
 * orders that plays against them. A pass that a run refutes is a bug; so is harm that comes first in a run and that no finding
 * names. A finding that no run confirms is a false alarm. The figures of all are printed.
 *
 * `FSMC_EXPOSURE_RUNS=2000 npx vitest run test/exposure/exposure.test.ts` is the longer form: so many runs a machine, and as
 * many random machines as a tenth of it (default 20, and 10 machines). `FSMC_SEED` is the seed of all runs (default 1); a
 * refutation is printed as the smallest run that still shows it.
 *
 * Nothing here shares code with the analysis: what an activity does is made of its effect words (trial/attempt.ts), what is
 * true stands at the venue (venue/venue.ts), and what is harm is in trial/judge.ts.
 */
import { expect, test } from "vitest";
import { Dice } from "../support/dice.ts";
import { fixtures, mutants, soundMachines, strategies } from "./corpus.ts";
import { judge, noFigures, summaryOf, type Figures } from "./figures.ts";
import { wild } from "./mutations/wild.ts";
import { randomStrategy } from "./random-strategy.ts";
import { subjectOf, withFolder, type Spec } from "./subject.ts";

const GIVEN = process.env["FSMC_EXPOSURE_RUNS"];
const RUNS = Number(GIVEN ?? 20);
const SEED = Number(process.env["FSMC_SEED"] ?? 1);
const RANDOM = Math.max(10, Math.floor(RUNS / 10));
/** Of each random machine: with a fault that people make, and edited at random. */
const MUTANTS = 3;
const WILD = 3;
/** Strategies of our own are run more often: they have more states. */
const OFTENER = 5;

const timeout = GIVEN === undefined ? 240_000 : 10_000_000;

test(
  "every strategy passes, and no run of it comes to harm",
  { timeout },
  async () => {
    const figures = await figuresOf("strategies", strategies(), RUNS * OFTENER);
    expect(figures.machines).toBeGreaterThanOrEqual(5);
    expect(figures.refuted).toEqual([]);
    expect(figures.unnamed).toEqual([]);
  },
);

test(
  "machines that trade, as the checks' own tests have them",
  { timeout },
  async () => {
    const figures = await figuresOf("sound machines", soundMachines(), RUNS);
    expect(figures.refuted).toEqual([]);
    expect(figures.unnamed).toEqual([]);
  },
);

test(
  "of each rule's fixtures the faulty ones come to harm as they are told, their twins do not",
  { timeout },
  async () => {
    const figures = await figuresOf("fixtures", fixtures(), RUNS);
    expect(figures.refuted).toEqual([]);
    expect(figures.unnamed).toEqual([]);
    expect(figures.unconfirmed).toEqual([]);
    expect(figures.confirmed).toBeGreaterThan(20);
  },
);

test(
  "random machines, sound ones and such with a fault",
  { timeout },
  async () => {
    const specs: Spec[] = [];
    for (let index = 0; index < RANDOM; index += 1) {
      const seed = SEED * 1_000 + index;
      const spec = { path: `random-${seed}.fsm`, text: randomStrategy(seed) };
      const dice = new Dice(seed);
      const faulty = mutants(spec);
      specs.push(spec);
      for (let count = 0; count < MUTANTS; count += 1)
        specs.push(...[dice.pick(faulty)].flatMap((each) => each ?? []));
      for (let count = 1; count <= WILD; count += 1)
        specs.push({
          path: `random-${seed}-wild-${count}.fsm`,
          text: wild(spec.text, dice),
        });
    }
    const figures = await figuresOf("random machines", unique(specs), RUNS);
    expect(figures.refuted).toEqual([]);
    expect(figures.unnamed).toEqual([]);
    expect(figures.passed).toBeGreaterThanOrEqual(RANDOM * 0.9);
    expect(figures.confirmed).toBeGreaterThan(figures.unconfirmed.length * 5);
  },
);

async function figuresOf(
  what: string,
  specs: readonly Spec[],
  runs: number,
): Promise<Figures> {
  const figures = noFigures();
  const name = `exposure-${what.replaceAll(" ", "-")}`;
  await withFolder(name, async (folder) => {
    for (const spec of specs) {
      const subject = await subjectOf(spec, folder);
      if (subject !== null) await judge(subject, SEED, runs, figures);
    }
  });
  console.log(`${what}: ${summaryOf(figures)}`);
  return figures;
}

function unique(specs: readonly Spec[]): readonly Spec[] {
  return [...new Map(specs.map((spec) => [spec.text, spec])).values()];
}
