import { join, parse, resolve } from "node:path";
import type { Strategy } from "../compile.ts";
import { toMermaid } from "../graph/index.ts";
import { nearest } from "../source/index.ts";
import { buildOnce } from "./build/once.ts";
import { Compiler } from "./compiler.ts";
import { EXIT, UsageError, type ExitStatus } from "./exit.ts";
import { numberIn } from "./number-flag.ts";
import { projectOf, type Project } from "./project.ts";
import { chooseMarket } from "./run/choose-market.ts";
import { loadSetup } from "./run/load-setup.ts";
import { paramValues } from "./run/param-values.ts";
import { recordingsFor, type DataFlags } from "./run/recordings.ts";
import { renderRun, renderSummary } from "./run/report.ts";
import { runSession } from "./run/session.ts";
import { summaryOf } from "./run/summary.ts";
import { watchOver } from "./run/watch-over.ts";
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
  const { seed, speed } = numbersIn(flags);
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
  const params = paramValues(flags.param, strategy);
  const setup = await loadSetup(root, spec);
  const recordings = recordingsFor(flags, project);
  const market = await chooseMarket(setup, recordings, root, {
    seed,
    params,
    from: null,
    to: null,
  });

  const started = performance.now();
  const session = await watchOver(market, root, (onProgress, signal) =>
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
  const took = performance.now() - started;

  const folder = join("out", `${name}-${market.source}`);
  const files = {
    trail: join(folder, "trail.jsonl"),
    diagram: join(folder, "machine.mmd"),
    result: join(folder, "result.json"),
  };
  const summary = summaryOf(session, {
    strategy: strategy.name,
    files,
    market,
    seed,
  });
  const result = `${JSON.stringify(summary, null, 2)}\n`;
  const trail = session.trail.map((each) => `${JSON.stringify(each)}\n`);
  makeFolder(resolve(root, folder), folder);
  writeAll(
    [
      { shown: files.trail, text: trail.join("") },
      { shown: files.diagram, text: toMermaid(strategy) },
      { shown: files.result, text: result },
    ].map((file) => ({ ...file, path: resolve(root, file.shown) })),
  );

  const { out } = terminal;
  if (flags.json) out.write(result);
  else out.write(`${renderRun(summary, took)}\n${renderSummary(summary, out)}`);
  const isInError = (session.phases["error"] ?? 0) > 0;
  return isInError || session.interrupted ? EXIT.findings : EXIT.clean;
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

function specOf(name: string, { root, config }: Project): string {
  const specs = findSpecs(config.specs, root, root);
  const found = specs.find((spec) => parse(spec).name === name);
  if (found !== undefined) return found;
  const names = specs.map((spec) => parse(spec).name);
  const meant = nearest(name, names);
  const hint =
    meant === null ? `there are ${names.join(", ")}` : `did you mean ${meant}?`;
  throw new UsageError(`there is no strategy ${JSON.stringify(name)}; ${hint}`);
}

/** The first that can run. @throws UsageError if there is none */
async function strategyIn(spec: string, project: Project): Promise<Strategy> {
  const compiler = new Compiler(project, project.config.rules);
  const strategies = await compiler.strategiesIn(spec);
  const strategy = strategies?.find(({ abstract }) => !abstract);
  if (strategy !== undefined) return strategy;
  throw new UsageError(`${spec} has no strategy that is not abstract`);
}
