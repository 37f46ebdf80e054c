/**
 * Sound machines with one fault of group 4 in them: EXPOSURE.md, section 6.1. Each is found, under the name of its rule; what
 * is not found is harmless, as runs show. The figures are printed.
 *
 * With `FSMC_EXPOSURE_RUNS` all faults of all strategies are tried, and not some (`FSMC_SEED` says which).
 */
import { expect, test } from "vitest";
import { Dice } from "../../support/dice.ts";
import { mutants, soundMachines, strategies } from "../corpus.ts";
import { randomStrategy } from "../random-strategy.ts";
import { subjectOf, withFolder, type Spec } from "../subject.ts";
import { explored, harmKey } from "../trial/explore.ts";
import { baseOf, judged, type Judged } from "./verdict.ts";

const GIVEN = process.env["FSMC_EXPOSURE_RUNS"];
const RUNS = Number(GIVEN ?? 30);
const SEED = Number(process.env["FSMC_SEED"] ?? 1);
/** Of each machine, unless all are asked for; the search of a big one takes its time. */
const SOME = 5;
const MANY = 40;
const BIG = 20_000;
const RANDOM = [1, 2, 3, 4].map((index) => SEED * 100 + index);

const machines: readonly Spec[] = [
  ...strategies(),
  ...soundMachines(),
  ...RANDOM.map((seed) => ({
    path: `random-${seed}.fsm`,
    text: randomStrategy(seed),
  })),
];
const timeout = GIVEN === undefined ? 300_000 : 10_000_000;

test(
  "each fault is found under the name of its rule, or does no harm",
  {
    timeout,
  },
  async () => {
    const all: { readonly spec: Spec; readonly found: Judged }[] = [];
    for (const spec of machines) {
      const base = baseOf(spec);
      // Where something is found already, what a fault adds to it cannot be told.
      if (base.includes("abandoned-order")) continue;
      for (const mutant of chosen(mutants(spec), spec))
        all.push({ spec: mutant, found: judged(mutant, base) });
    }
    const told = ({ spec, found }: (typeof all)[number]): string =>
      `${spec.path}: ${found.rules.join(", ")}`;
    const several = all.filter(
      ({ found }) => found.verdict === "named several times",
    );
    console.log(
      [tableOf(all.map(({ found }) => found)), ...several.map(told)].join(
        "\n  ",
      ),
    );
    const misnamed = all.filter(({ found }) => found.verdict === "misnamed");
    const silent = all.filter(({ found }) => found.verdict === "silent");
    const named = all.filter(({ found }) => found.verdict === "named");
    expect(misnamed.map(told)).toEqual([]);
    expect(named.length).toBeGreaterThan(all.length / 2);
    expect(await harmIn(silent.map(({ spec }) => spec))).toEqual([]);
  },
);

function chosen<T>(faults: readonly T[], { path, text }: Spec): readonly T[] {
  const most = text.length > BIG || isLarge(path) ? SOME : MANY;
  if (GIVEN !== undefined || faults.length <= most) return faults;
  const dice = new Dice(SEED);
  const left = [...faults];
  return Array.from({ length: most }, () =>
    left.splice(dice.whole(0, left.length - 1), 1),
  ).flat();
}

/** Strategies of our own with regions, or with more than one file. */
function isLarge(path: string): boolean {
  return path.startsWith("strategies/") && !path.includes("arbitrage");
}

/** What runs of these come to. */
async function harmIn(specs: readonly Spec[]): Promise<readonly string[]> {
  return withFolder("exposure-silent", async (folder) => {
    const found: string[] = [];
    for (const spec of specs) {
      const subject = await subjectOf(spec, folder);
      if (subject === null) continue;
      const { harms } = await explored(subject, SEED, RUNS);
      for (const { harm } of harms.values())
        if (harm.kind !== "flat refused")
          found.push(`${spec.path}: ${harmKey(harm)}`);
    }
    return found;
  });
}

function tableOf(all: readonly Judged[]): string {
  const kinds = [...new Set(all.map(({ mutant }) => mutant.kind))].toSorted();
  const counted = (some: readonly Judged[]): string => {
    const counts = new Map<string, number>();
    for (const { verdict } of some)
      counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    return [...counts].map(([what, count]) => `${count} ${what}`).join("; ");
  };
  return [
    `${all.length} faults: ${counted(all)}`,
    ...kinds.map(
      (kind) =>
        `${kind}: ${counted(all.filter(({ mutant }) => mutant.kind === kind))}`,
    ),
  ].join("\n  ");
}
