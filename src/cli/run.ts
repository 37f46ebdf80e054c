import { join, resolve } from "node:path";
import { toMermaid } from "../graph/index.ts";
import { buildOnce } from "./build/once.ts";
import { EXIT, type ExitStatus } from "./exit.ts";
import { numberIn } from "./number-flag.ts";
import { projectOf } from "./project.ts";
import { chart } from "./run/chart/chart.ts";
import { chooseMarket } from "./run/choose-market.ts";
import { daysIn, type DayFlags } from "./run/days.ts";
import { closeRun, durableRun } from "./run/durable.ts";
import { faultsInFile } from "./run/fault-file.ts";
import { specOf, strategyIn } from "./run/find-strategy.ts";
import { callbacksOf, loadSetup } from "./run/load-setup.ts";
import { RunFolder } from "./run/output/run-folder.ts";
import { paramValues, type ParamFlags } from "./run/params/param-values.ts";
import { recordingsFor, type DataFlags } from "./run/recordings.ts";
import { chartData, chartWords } from "./run/result/chart-data.ts";
import { renderRun, renderSummary } from "./run/result/report.ts";
import type { RunSummary } from "./run/result/run-summary.ts";
import { summaryOf } from "./run/result/summary.ts";
import { runSession } from "./run/session/session.ts";
import { watchOver } from "./run/watch-over.ts";
import { terminal } from "./terminal.ts";

export interface RunFlags extends DataFlags, DayFlags, ParamFlags {
  readonly seed: string;
  readonly speed?: string;
  readonly faults?: string;
  readonly journal?: string;
  readonly out?: string;
  readonly json?: true;
}

/** Builds a strategy, runs it on market data and says what came of it. */
export async function run(name: string, flags: RunFlags): Promise<ExitStatus> {
  const { seed, speed } = numbersIn(flags);
  const days = daysIn(flags);
  const project = await projectOf(process.cwd());
  const { root } = project;
  const spec = specOf(name, project);
  const status = await buildOnce(project, {
    specs: [spec],
    report: terminal.err,
    quiet: true,
  });
  if (status !== EXIT.clean) return status;
  const strategy = await strategyIn(spec, project);
  const params = paramValues(flags, strategy);
  const faults =
    flags.faults === undefined ? null : await faultsInFile(flags.faults);
  const setup = await loadSetup(root, spec);
  const recordings = recordingsFor(flags, days, project);
  const request = { seed, params, ...days };
  const file = callbacksOf(spec);
  const market = await chooseMarket(setup, recordings, root, file, request);

  const folder = folderFor(flags.out, `${name}-${market.source}`, root);
  const durable =
    flags.journal === undefined
      ? null
      : await durableRun(flags.journal, {
          fsmcPaperVenue: 1,
          strategy: strategy.name,
          seed,
          params,
          market: market.description,
          faults: faults?.script ?? null,
        });
  // No `using`: the oldest Node that fsmc runs on does not know it.
  try {
    const started = performance.now();
    const session = await watchOver(market, root, file, (onProgress, signal) =>
      runSession({
        name,
        setup,
        market,
        params,
        seed,
        faults: faults?.plan ?? null,
        speed,
        onProgress,
        onTrail: (entry) => folder.trail.write(entry),
        signal,
        durable,
      }),
    );
    const took = performance.now() - started;

    const { files } = folder;
    const summary = summaryOf(session, {
      strategy,
      market,
      seed,
      params,
      faults,
      files,
    });
    const result = `${JSON.stringify(summary, null, 2)}\n`;
    const { blotterCsv } = await import("@fsmc/runtime");
    const ledgers = session.machines.flatMap(({ ledger }) => ledger ?? []);
    folder.write({
      blotter: [...blotterCsv(ledgers)].join(""),
      chart: chart(
        chartData(session, summary, market, strategy),
        chartWords(summary),
        strategy,
      ),
      diagram: toMermaid(strategy),
      result,
    });

    const { out } = terminal;
    if (flags.json) out.write(result);
    else
      out.write(`${renderRun(summary, took)}\n${renderSummary(summary, out)}`);
    return isWell(summary) ? EXIT.clean : EXIT.findings;
  } finally {
    folder.close();
    await closeRun(durable);
  }
}

/** There was a market, and it came to its end, without an error that it did not get over, and nothing is left open. */
function isWell({
  events,
  phases,
  interrupted,
  endsExposed,
}: RunSummary): boolean {
  return (
    events > 0 && (phases["error"] ?? 0) === 0 && !interrupted && !endsExposed
  );
}

function folderFor(
  out: string | undefined,
  name: string,
  root: string,
): RunFolder {
  if (out !== undefined) return new RunFolder(resolve(out), out);
  const folder = join("out", name);
  return new RunFolder(resolve(root, folder), folder);
}

function numbersIn(flags: RunFlags): {
  readonly seed: number;
  readonly speed: number | null;
} {
  const { isSafeInteger } = Number;
  return {
    seed: numberIn(flags.seed, "--seed", isSafeInteger, "a whole number"),
    speed:
      flags.speed === undefined
        ? null
        : numberIn(flags.speed, "--speed", (x) => x > 0, "a number above 0"),
  };
}
