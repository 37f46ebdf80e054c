/** One event through a generated machine, against the same written by hand and three libraries: medians over processes. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Measured } from "./measure.ts";
import { spreadOf, type Spread } from "../statistics.ts";

const PROCESSES = 7;

export interface Row {
  readonly what: string;
  readonly ratio: Spread;
  readonly budget: string;
  readonly kept: boolean;
}

interface Budget {
  readonly stream: string;
  readonly of: string;
  readonly to: string;
  readonly most?: number;
  readonly least?: number;
}

const BUDGETS: readonly Budget[] = [
  {
    stream: "visiting all states",
    of: "generated",
    to: "hand-written",
    most: 1.15,
  },
  { stream: "random", of: "generated", to: "hand-written", most: 1.15 },
  {
    stream: "1,000 machines of 16 classes",
    of: "generated",
    to: "hand-written",
    most: 1.4,
  },
  { stream: "visiting all states", of: "xstate", to: "generated", least: 60 },
  { stream: "visiting all states", of: "jssm", to: "generated", least: 2.5 },
  { stream: "visiting all states", of: "robot3", to: "generated" },
];

export function dispatchRows(progress: (text: string) => void): readonly Row[] {
  const runs: (readonly Measured[])[] = [];
  for (let index = 0; index < PROCESSES; index += 1) {
    progress(`dispatch: process ${index + 1} of ${PROCESSES}`);
    runs.push(measure());
  }
  return BUDGETS.map((budget) => rowOf(budget, runs));
}

function measure(): readonly Measured[] {
  const script = fileURLToPath(new URL("measure.ts", import.meta.url));
  const output = execFileSync(
    process.execPath,
    ["--conditions=fsmc-source", script],
    { encoding: "utf8" },
  );
  const measured: readonly Measured[] = JSON.parse(output);
  return measured;
}

function rowOf(
  { stream, of, to, most, least }: Budget,
  runs: readonly (readonly Measured[])[],
): Row {
  const ratios = runs.flatMap((run) => {
    const times = run.find((each) => each.name === stream)?.nanoseconds;
    const above = times?.[of];
    const below = times?.[to];
    return above === undefined || below === undefined ? [] : [above / below];
  });
  const ratio = spreadOf(ratios);
  const kept =
    (most === undefined || ratio.median <= most) &&
    (least === undefined || ratio.median >= least);
  const budget =
    most !== undefined ? `≤ ${most}` : least !== undefined ? `≥ ${least}` : "";
  return { what: `one event, ${stream}: ${of} / ${to}`, ratio, budget, kept };
}
