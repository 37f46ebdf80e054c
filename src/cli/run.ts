import type { Market } from "@fsmc/runtime";
import { join, parse, resolve } from "node:path";
import { toMermaid } from "../graph/index.ts";
import type { Strategy } from "../compile.ts";
import { nearest } from "../source/index.ts";
import { buildOnce } from "./build/once.ts";
import { Compiler } from "./compiler.ts";
import { EXIT, UsageError, type ExitStatus } from "./exit.ts";
import { numberIn } from "./number-flag.ts";
import { Progress } from "./progress.ts";
import { projectOf, type Project } from "./project.ts";
import { loadSetup, type Setup } from "./run/load-setup.ts";
import { paramValues, type ParamValues } from "./run/param-values.ts";
import {
  recordingsFor,
  simulated,
  type DataFlags,
  type Recordings,
} from "./run/recordings.ts";
import { renderRun, renderSummary } from "./run/report.ts";
import { runSession } from "./run/session.ts";
import { summaryOf, type RunSummary } from "./run/summary.ts";
import { findSpecs } from "./specs.ts";
import { terminal } from "./terminal.ts";
import { makeFolder, writeAll } from "./write-files.ts";

export interface RunFlags extends DataFlags {
  readonly seed: string;
  readonly speed?: string;
  readonly param: readonly string[];
  readonly json?: true;
}

/** Builds a strategy, runs it on market data and says what came of it. */
export async function run(name: string, flags: RunFlags): Promise<ExitStatus> {
  const seed = numberIn(
    flags.seed,
    "--seed",
    Number.isSafeInteger,
    "a whole number",
  );
  const speed =
    flags.speed === undefined
      ? null
      : numberIn(flags.speed, "--speed", (x) => x > 0, "a number above 0");
  const project = await projectOf(process.cwd());
  const spec = specOf(name, project);
  const built = await buildOnce(project, { specs: [spec], quiet: true });
  if (built !== EXIT.clean) return built;
  const strategy = await strategyIn(spec, project);
  const params = paramValues(flags.param, strategy);
  const setup = await loadSetup(project.root, spec);
  const recordings = recordingsFor(flags, project);
  const market = await marketOf(setup, recordings, { seed, params });
  const folder = join("out", `${name}-${market.source}`);
  const files = {
    trail: join(folder, "trail.jsonl"),
    diagram: join(folder, "machine.mmd"),
    result: join(folder, "result.json"),
  };
  const started = performance.now();
  const session = await watched(market, (onProgress, signal) =>
    runSession({
      name,
      setup,
      market,
      params,
      seed,
      speed,
      onProgress,
      signal,
    }),
  );
  const summary = summaryOf(session, {
    strategy: strategy.name,
    files,
    market,
    seed,
  });
  const absolute = (shown: string, text: string) => ({
    path: resolve(project.root, shown),
    shown,
    text,
  });
  makeFolder(resolve(project.root, folder), folder);
  writeAll([
    absolute(
      files.trail,
      session.trail.map((each) => `${JSON.stringify(each)}\n`).join(""),
    ),
    absolute(files.diagram, toMermaid(strategy)),
    absolute(files.result, jsonOf(summary)),
  ]);
  if (session.dropped > 0)
    terminal.err.write(
      `the trail holds the last steps only: ${session.dropped} were dropped\n`,
    );
  if (flags.json) terminal.out.write(jsonOf(summary));
  else {
    terminal.out.write(renderRun(summary, performance.now() - started));
    terminal.out.write(`\n${renderSummary(summary, terminal.out)}`);
  }
  return (session.phases["error"] ?? 0) > 0 || session.interrupted
    ? EXIT.findings
    : EXIT.clean;
}

function jsonOf(summary: RunSummary): string {
  return `${JSON.stringify(summary, null, 2)}\n`;
}

function specOf(name: string, project: Project): string {
  const specs = findSpecs(project.config.specs, project.root, project.root);
  const found = specs.find((spec) => parse(spec).name === name);
  if (found !== undefined) return found;
  const names = specs.map((spec) => parse(spec).name);
  const meant = nearest(name, names);
  throw new UsageError(
    `there is no strategy ${JSON.stringify(name)}; ${meant === null ? `there are ${names.join(", ")}` : `did you mean ${meant}?`}`,
  );
}

/** The first that can run. @throws UsageError if there is none */
async function strategyIn(spec: string, project: Project): Promise<Strategy> {
  const compiler = new Compiler(project, project.config.rules);
  const strategies = await compiler.strategiesIn(spec);
  const strategy = strategies?.find(({ abstract }) => !abstract);
  if (strategy !== undefined) return strategy;
  throw new UsageError(`${spec} has no strategy that is not abstract`);
}

async function marketOf(
  setup: Setup,
  recordings: Recordings,
  request: { readonly seed: number; readonly params: ParamValues },
): Promise<Market> {
  const { MarketDataError } = await import("@fsmc/runtime");
  try {
    return await setup.market({ ...request, data: recordings.folder });
  } catch (error) {
    if (!(error instanceof MarketDataError)) throw error;
    if (recordings.chosen || recordings.folder === null)
      throw new UsageError(`${recordings.because}: ${error.message}`);
    terminal.err.write(`${error.message}\nso the market is simulated\n`);
    const { folder } = simulated(error.message);
    return setup.market({ ...request, data: folder });
  }
}

type Work<Result> = (
  onProgress: (quotes: number, time: number) => void,
  signal: AbortSignal,
) => Promise<Result>;

/** Shows how far it has come; the first Ctrl-C ends it with what there is so far. */
async function watched<Result>(
  market: Market,
  work: Work<Result>,
): Promise<Result> {
  using progress = new Progress(terminal.err);
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once("SIGINT", interrupt);
  try {
    return await work((quotes, time) => {
      const share = (time - market.start) / (market.end - market.start);
      const at = new Date(time).toISOString().slice(0, 19).replace("T", " ");
      progress.show(share, `${at}  ${quotes.toLocaleString("en")} quotes`);
    }, stop.signal);
  } finally {
    process.off("SIGINT", interrupt);
  }
}
