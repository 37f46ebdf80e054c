/** The short form of the fuzz command (test/fuzz/index.ts): a sample of what it tries, the same in every run. */
import { expect, test } from "vitest";
import { corpus } from "./corpus.ts";
import { inputsOf } from "./plan.ts";
import { watched } from "./watch.ts";
import type { Fault, Figures } from "./worker.ts";

/** Inputs that take about twenty seconds of one core. */
const PLAN = { seed: 20_261_121, mutations: 700, every: 701 };
const SECONDS = 240;

test(
  "whatever the text: no crash, no hang, no finding without a place",
  { timeout: (SECONDS + 30) * 1_000 },
  async () => {
    const faults: Fault[] = [];
    const { figures, hanging } = await watched(
      PLAN,
      SECONDS,
      (fault) => faults.push(fault),
      () => undefined,
    );
    const wanted = new Set(hanging);
    const stuck = [...inputsOf(corpus(), PLAN)].flatMap(({ name }, number) =>
      wanted.has(number) ? [name] : [],
    );
    expect(
      faults.map(({ broken, input, text }) => [broken, input, text]),
    ).toEqual([]);
    expect(stuck).toEqual([]);
    console.log(`fuzz: ${figures.map(said).join("; ")}`);
    expect(figures.some(({ clean }) => clean > 10)).toBe(true);
  },
);

function said({ inputs, byKind, clean, findings }: Figures): string {
  const kinds = Object.entries(byKind).map(
    ([kind, count]) => `${count} ${kind}`,
  );
  return `${inputs} texts (${kinds.join(", ")}), ${clean} without errors, ${findings} findings, no promise broken`;
}
