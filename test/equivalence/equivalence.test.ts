/**
 * Any valid spec gives a file that strict tsc accepts and Node runs, and the machine in it behaves as a plain interpreter of
 * the model does: event by event, call by call, callbacks and clocks that throw included.
 *
 * FSMC_SEEDS=from-to runs other specs than CI does; FSMC_SEEDS=n only one.
 */
import { expect, test } from "vitest";
import { randomSpec } from "../support/random-spec.ts";
import {
  compileSpec,
  machineOf,
  typeCheck,
  withFolder,
  type Compiled,
} from "./compiled.ts";
import { runCase } from "./run-case.ts";

const [FIRST, LAST] = seeds(process.env["FSMC_SEEDS"] ?? "1-120");
const CASES_A_SPEC = 15;
const HABITS = [
  { throws: 0, sends: 0 },
  { throws: 0.03, sends: 0.08 },
  { throws: 0.15, sends: 0 },
] as const;

/** Everything that a run of CI must have seen, each at least this often. */
const OFTEN = 100;
const WANTED: readonly string[] = [
  ...[
    "on",
    "always",
    "after",
    "at",
    "every",
    "done",
    "error",
    "recover",
    "timeout",
  ].map((kind) => `taken: ${kind}`),
  ...["done", "failed", "unknown", "partial"].map((arm) => `taken: arm ${arm}`),
  ...[
    "set",
    "do",
    "raise",
    "raise delayed",
    "cancel-raise",
    "cancel-run",
    "emit",
    "flat",
  ].map((kind) => `effect: ${kind}`),
  ...["stay", "go", "reenter"].map((end) => `end: ${end}`),
  ...["taken", "ignored", "blocked", "deferred", "failed", "queued"].map(
    (outcome) => `send: ${outcome}`,
  ),
  ...["done", "failed", "unknown", "partial"].map(
    (outcome) => `outcome: ${outcome}`,
  ),
  ...["event", "timer", "outcome", "error"].map((kind) => `fails in: ${kind}`),
  ...[
    "guard",
    "enter",
    "exit",
    "do",
    "set",
    "raise",
    "emit",
    "timer",
    "arguments",
    "clock",
    "on the forced way",
  ].map((where) => `throws: ${where}`),
  "conflict: a descendant's wins",
  "conflict: the first in document order wins",
  "regions: several move in one step",
  "regions: one takes what another defers",
  "targets: several",
  "initial: several targets",
  "taken: done of a composite",
  "taken: done of a parallel",
  "history: a timer goes on",
  "history: a timer that was spent",
  ...["shallow", "deep"].flatMap((history) =>
    ["composite", "parallel"].flatMap((state) =>
      ["default", "recorded"].map(
        (past) => `history: ${history} of a ${state}, ${past}`,
      ),
    ),
  ),
  "recover: in several regions",
  "recover: with history",
  ...[0, 1, 2, 3, 4].flatMap((depth) =>
    ["enter", "exit", "set", "timer", "run"].map(
      (what) => `depth ${depth}: ${what}`,
    ),
  ),
];

test(
  "generated machines do what the model says",
  { timeout: 600_000 },
  async () => {
    const compiled: Compiled[] = [];
    for (let seed = FIRST; seed <= LAST; seed += 1)
      compiled.push(await compileSpec(seed, randomSpec(seed, `Random${seed}`)));
    await withFolder("equivalence", compiled, async (folder) => {
      expect(await typeCheck(folder)).toBe("");
      const covered = new Map<string, number>();
      for (const each of compiled) {
        const machine = await machineOf(folder, each);
        for (let index = 0; index < CASES_A_SPEC; index += 1) {
          const difference = await runCase({
            strategy: each.strategy,
            machine,
            seed: each.seed * 1000 + index,
            operations: 60,
            habits: HABITS[index % HABITS.length] ?? HABITS[0],
            cover: (what) => covered.set(what, (covered.get(what) ?? 0) + 1),
          });
          expect(difference, `spec ${each.seed}, case ${index}`).toBeNull();
        }
      }
      if (LAST - FIRST < 100) return;
      const seldom = WANTED.filter((what) => (covered.get(what) ?? 0) < OFTEN);
      expect(
        seldom.map((what) => `${what}: ${covered.get(what) ?? 0}`),
      ).toEqual([]);
    });
  },
);

function seeds(range: string): readonly [number, number] {
  const [first = "1", last = first] = range.split("-");
  return [Number(first), Number(last)];
}
