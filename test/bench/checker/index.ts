/** What `fsmc check` takes for many strategies, and for one large machine of each shape, and how that grows with the states. */
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Row } from "../dispatch/index.ts";
import { spreadOf } from "../statistics.ts";
import { deskStrategy } from "./desk.ts";
import { secondsOfCheck } from "./processes.ts";
import { chain, comb, deep, regions, wide, type Shape } from "./shapes.ts";

/** In seconds. */
const MANY = 3;
const LARGE = 5;

const SHAPES: readonly (readonly [name: string, shape: Shape])[] = [
  ["a chain", chain("flat")],
  ["a chain, positions open", chain("open")],
  ["one choice into all", wide("flat")],
  ["one choice into all, positions open", wide("open")],
  ["40 levels deep", deep("flat")],
  ["40 levels deep, positions open", deep("open")],
  ["two regions", regions("flat")],
  ["two regions, positions open", regions("open")],
  ["a region for every two states", comb],
];

/** @param sizes how many states a machine has, ascending */
export async function checkerRows(
  progress: (text: string) => void,
  sizes: readonly number[] = [100, 1_000, 5_000, 10_000],
): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "fsmc-bench-"));
  try {
    return [
      manyRow(folder, progress),
      ...SHAPES.flatMap(([name, shape], index) =>
        shapeRows(join(folder, String(index)), name, shape, sizes, progress),
      ),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function manyRow(folder: string, progress: (text: string) => void): Row {
  const desk = join(folder, "desk");
  mkdirSync(desk);
  for (let index = 0; index < 1_000; index += 1)
    writeFileSync(join(desk, `desk-${index}.fsm`), deskStrategy(index));
  progress("check of 1,000 strategies");
  return budgeted(
    "check of 1,000 strategies of 20 states, cold, in seconds",
    secondsOfCheck("desk/*.fsm", folder, 3),
    MANY,
  );
}

function shapeRows(
  folder: string,
  name: string,
  shape: Shape,
  sizes: readonly number[],
  progress: (text: string) => void,
): readonly Row[] {
  mkdirSync(folder);
  const start = secondsOfEmpty(folder);
  const taken = sizes.map((states) => {
    progress(`check of ${name}, ${states} states`);
    const file = `states-${states}.fsm`;
    writeFileSync(join(folder, file), shape(states));
    return { states, seconds: secondsOfCheck(file, folder, 1) };
  });
  const large = taken.flatMap(({ states, seconds }) =>
    states === 5_000
      ? [budgeted(`${name}: 5,000 states, in seconds`, seconds, LARGE)]
      : [],
  );
  const growth = taken.slice(1).map(({ states, seconds }, index): Row => {
    const before = taken[index];
    if (before === undefined) throw new Error("unreachable");
    // What every process takes to start is not what grows.
    const ratio = (seconds - start) / (before.seconds - start);
    const power = Math.log(ratio) / Math.log(states / before.states);
    return {
      what: `${name}: ${states} / ${before.states} states, states^${power.toFixed(2)}`,
      ratio: spreadOf([ratio]),
      budget: "",
      kept: true,
    };
  });
  return [...large, ...growth];
}

/** What a check takes that has next to nothing to do. */
function secondsOfEmpty(folder: string): number {
  writeFileSync(
    join(folder, "empty.fsm"),
    "strategy Empty { trigger GO initial state A { on GO -> B } final state B errors limit 1 -> E error state E { on GO -> B } }\n",
  );
  return secondsOfCheck("empty.fsm", folder, 3);
}

function budgeted(what: string, seconds: number, most: number): Row {
  return {
    what,
    ratio: spreadOf([seconds]),
    budget: `≤ ${most}`,
    kept: seconds <= most,
  };
}
