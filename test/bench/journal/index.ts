/** What it costs that nothing is lost, against the disk itself in the same run. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Row } from "../dispatch/index.ts";
import { spreadOf } from "../statistics.ts";
import type { Figures } from "./measure.ts";

/** On the disk of the repository: folders for temporary files are often in memory. */
const OUT = fileURLToPath(new URL("../../../out/", import.meta.url));

export function journalRows(progress: (text: string) => void): readonly Row[] {
  progress("journal: durable transitions, recovery");
  const { raw, alone, together, recovery, off } = figures();
  const rates = together.map(({ perSecond }) => perSecond / 1_000);
  const waits = together.map(({ p99 }) => p99);
  return [
    row(
      "durable transitions, one at a time: journal / raw fdatasync",
      raw.map((time, round) => time / (alone[round] ?? NaN)),
      { least: 0.55 },
    ),
    row(
      "durable transitions, 256 machines: in the time of one raw fdatasync",
      together.map(({ perSecond, raw: time }) => (perSecond * time) / 1_000),
    ),
    row("durable transitions, 256 machines: thousand a second", rates, {
      least: 150,
    }),
    row("acknowledged, 256 machines: p99 in ms", waits, { most: 2 }),
    row(
      "acknowledged, 256 machines: p99 / raw fdatasync",
      together.map(({ p99, raw: time }) => p99 / time),
    ),
    row("raw fdatasync in ms", raw),
    row(`recovery of ${recovery.machines} machines: seconds`, [
      recovery.took / 1_000,
    ]),
    row(
      "one event with the journal off / without one",
      off.map(([without, none]) => none / without),
    ),
  ];
}

function figures(): Figures {
  const folder = mkdtempSync(`${OUT}journal-`);
  try {
    const script = fileURLToPath(new URL("measure.ts", import.meta.url));
    const output = execFileSync(
      process.execPath,
      ["--conditions=fsmc-source", script, folder],
      { encoding: "utf8" },
    );
    const measured: Figures = JSON.parse(output);
    return measured;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function row(
  what: string,
  values: readonly number[],
  { least = -Infinity, most = Infinity } = {},
): Row {
  const ratio = spreadOf(values);
  const budget =
    least > -Infinity ? `≥ ${least}` : most < Infinity ? `≤ ${most}` : "";
  const kept = ratio.median >= least && ratio.median <= most;
  return { what, ratio, budget, kept };
}
