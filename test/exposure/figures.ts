import type { Diagnostic } from "../../src/diagnostics/index.ts";
import type { Subject } from "./subject.ts";
import { deaf } from "./trial/deaf.ts";
import { explored, harmKey } from "./trial/explore.ts";
import type { Harm } from "./trial/judge.ts";
import { replayed } from "./trial/replay.ts";
import { run, type Step } from "./trial/run.ts";
import { shrunk } from "./trial/shrunk.ts";

/** What the runs of some machines came to. */
export interface Figures {
  machines: number;
  passed: number;
  runs: number;
  operations: number;
  /** A pass, and a run that comes to harm: the smallest such run, told step by step. */
  readonly refuted: string[];
  confirmed: number;
  /** Findings that no run shows. */
  readonly unconfirmed: string[];
  /** Harm that comes first in a run of a machine with findings, and that none of them names. */
  readonly unnamed: string[];
}

export function noFigures(): Figures {
  return {
    machines: 0,
    passed: 0,
    runs: 0,
    operations: 0,
    refuted: [],
    confirmed: 0,
    unconfirmed: [],
    unnamed: [],
  };
}

/** Holds what the checker says of one machine against what happens to it. */
export async function judge(
  subject: Subject,
  seed: number,
  runs: number,
  figures: Figures,
): Promise<void> {
  const { findings, hasPassed, name } = subject;
  figures.machines += 1;
  if (hasPassed) figures.passed += 1;
  const { harms, operations, exposed } = await explored(subject, seed, runs);
  figures.runs += runs;
  figures.operations += operations;
  for (const [key, { harm, steps }] of harms) {
    if (harm.kind === "flat refused") continue;
    if (hasPassed) {
      figures.refuted.push(await told(subject, key, steps));
      return;
    }
    if (findings.length > 0 && !findings.some((each) => names(each, harm)))
      figures.unnamed.push(await told(subject, key, steps));
  }
  const unheard = hasPassed ? await deaf(subject, exposed, seed) : null;
  if (unheard !== null)
    figures.refuted.push(
      `${name}: an emergency closes nothing\n    ${unheard.join("\n    ")}`,
    );
  for (const finding of findings) {
    const { rule, message, path } = finding;
    if ((await replayed(subject, finding, seed)).isConfirmed)
      figures.confirmed += 1;
    else
      figures.unconfirmed.push(
        `${name}: ${rule}: ${message}\n    ${path.map(({ from, on, to }) => `${from} -${on}-> ${to}`).join("; ")}`,
      );
  }
}

export function summaryOf(figures: Figures): string {
  const { machines, passed, runs, operations, confirmed } = figures;
  const { refuted, unconfirmed, unnamed } = figures;
  return [
    `${machines} machines, ${passed} passed; ${runs} runs, ${operations} operations`,
    `passes refuted: ${refuted.length}`,
    ...refuted,
    `findings confirmed: ${confirmed}, unconfirmed: ${unconfirmed.length}`,
    ...unconfirmed,
    `harm that no finding names: ${unnamed.length}`,
    ...unnamed,
  ].join("\n  ");
}

/** Whether it may be what a finding speaks of. */
function names({ rule, message, path }: Diagnostic, harm: Harm): boolean {
  const isThere = harm.states.includes(path.at(-1)?.to ?? "");
  switch (rule) {
    case "no-way-flat":
      return harm.kind !== "doubled" && message.includes(`\`${harm.leg}\``);
    case "double-open":
      return harm.kind === "doubled";
    case "risk-after-halt":
      // What must not be entered at all is entered twice as well.
      return harm.kind === "after halt" || harm.kind === "doubled";
    case "no-emergency-exit":
      // What follows a missed emergency is its doing.
      return harm.kind === "after halt";
    default:
      return (
        (harm.kind === "rests exposed" || harm.kind === "ends exposed") &&
        isThere
      );
  }
}

async function told(
  subject: Subject,
  key: string,
  steps: readonly Step[],
): Promise<string> {
  const least = await shrunk(steps, async (some) =>
    (await run(subject, some)).harms.some((each) => harmKey(each) === key),
  );
  const { log } = await run(subject, least);
  return `${subject.name}: ${key}\n    ${log.join("\n    ")}`;
}
