/**
 * One fault in a sound machine is found under the name of its rule, and nothing else is. FSMC_FAULTS=n injects each fault
 * in n places instead of a few.
 */
import { expect, test } from "vitest";
import { Dice } from "../support/dice.ts";
import { CHOICES } from "./faults/choices.ts";
import { FAILURE } from "./faults/failure.ts";
import type { Fault } from "./faults/fault.ts";
import { MEANING } from "./faults/meaning.ts";
import { REACH } from "./faults/reach.ts";
import { grounds, type Ground } from "./ground.ts";

const EACH = Number(process.env["FSMC_FAULTS"] ?? 3);
const all = grounds();

test.each(all)("$name is sound", ({ text, findings }) => {
  expect(findings(text).map(({ rule }) => rule)).toEqual([]);
});

const faults = [...MEANING, ...REACH, ...CHOICES, ...FAILURE];

test.each(faults)("$rule: $what", { timeout: 600_000 }, (fault) => {
  const wrong: string[] = [];
  const places = sampled(fault);
  for (const [ground, text] of places) {
    const found = ground
      .findings(text)
      .map(({ rule, span }) => `${rule} ${line(text, span.start)}`);
    if (found.length !== 1 || !found[0]?.startsWith(`${fault.rule} `))
      wrong.push(
        `${ground.name}: ${difference(ground.text, text)}\n${found.join("\n") || "nothing"}`,
      );
  }
  console.info(
    `${fault.rule}: ${fault.what}: ${places.length} injected, ${wrong.length} missed or doubled`,
  );
  expect(places.length).toBeGreaterThan(0);
  expect(wrong.join("\n\n")).toBe("");
});

function sampled(fault: Fault): readonly (readonly [Ground, string])[] {
  const places = all.flatMap((ground) =>
    [...fault.in(ground)].map((text) => [ground, text] as const),
  );
  const dice = new Dice(fault.what.length);
  const found = new Set<readonly [Ground, string]>();
  while (found.size < Math.min(EACH, places.length)) {
    const next = dice.pick(places);
    if (next !== undefined) found.add(next);
  }
  return [...found];
}

function line(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset) + 1;
  return text.slice(start, text.indexOf("\n", offset)).trim();
}

/** What was changed, for whoever reads a failure. */
function difference(before: string, after: string): string {
  let start = 0;
  while (before[start] === after[start] && start < before.length) start += 1;
  let end = 0;
  while (
    before.at(-1 - end) === after.at(-1 - end) &&
    end < Math.min(before.length, after.length) - start
  )
    end += 1;
  const from = Math.max(0, before.lastIndexOf("\n", start - 1));
  return `…${after.slice(from, after.length - end + 20).slice(0, 400)}…`;
}
