import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { JournaledMachine, JournalFile } from "@fsmc/runtime";
import type { Strategy } from "../compile.ts";
import { buildOnce } from "./build/once.ts";
import { outputsOf } from "./build/outputs.ts";
import { Compiler } from "./compiler.ts";
import { EXIT, UsageError, type ExitStatus } from "./exit.ts";
import { projectOf, type Project } from "./project.ts";
import { replayMachine, type Subject } from "./replay/replay-machine.ts";
import type { ReplayedMachineResult } from "./replay/replayed.ts";
import type { ReplayedClass } from "./replay/stage.ts";
import { replayText } from "./replay/texts.ts";
import { paramsSaid, type ParamFlags } from "./run/params/param-values.ts";
import { findSpecs } from "./specs.ts";
import { terminal } from "./terminal.ts";

export interface ReplayFlags extends ParamFlags {
  readonly json?: true;
}

/**
 * Executes what a journal has recorded once more, by the specs as they are now, and says where they decide otherwise.
 *
 * @throws UsageError if the journal cannot be read, or no spec has its strategies
 */
export async function replay(
  journal: string,
  machine: string | null,
  flags: ReplayFlags,
): Promise<ExitStatus> {
  const path = resolve(journal);
  const runtime = await import("@fsmc/runtime");
  try {
    const file = await runtime.JournalFile.open(path);
    try {
      const machines = chosen(file, journal, machine);
      const subjects = await subjectsOf(machines, flags);
      if (subjects === null) return EXIT.findings;
      const results = machines.map((each) => {
        const subject = subjects.get(each.type);
        if (subject === undefined) throw noSpec(each.type);
        return replayMachine(file, each, subject, runtime);
      });
      show(journal, results, flags);
      const isSame = results.every((each) => each.differences.length === 0);
      return isSame ? EXIT.clean : EXIT.findings;
    } finally {
      file.close();
    }
  } catch (error) {
    throw error instanceof runtime.JournalError
      ? new UsageError(error.message.replaceAll(path, journal))
      : error;
  }
}

function show(
  journal: string,
  results: readonly ReplayedMachineResult[],
  { json }: ReplayFlags,
): void {
  const { out } = terminal;
  if (json) {
    const machines = results;
    out.write(
      `${JSON.stringify({ version: 1, journal, machines }, null, 2)}\n`,
    );
    return;
  }
  for (const result of results) out.write(`${replayText(result)}\n`);
  if (results.length < 2) return;
  const sum = (pick: (each: ReplayedMachineResult) => number): number =>
    results.reduce((total, each) => total + pick(each), 0);
  out.write(
    `${results.length} machines: ${sum(({ events }) => events)} events, ${sum(({ same }) => same)} as before, ${sum(({ differences }) => differences.length)} otherwise\n`,
  );
}

function chosen(
  file: JournalFile,
  journal: string,
  machine: string | null,
): readonly JournaledMachine[] {
  const heads = file.machines();
  const found = heads.filter(
    (head) => machine === null || head.machine === machine,
  );
  if (found.length === 0)
    throw new UsageError(
      machine === null
        ? `${journal} has no machines`
        : `${journal} has no machine ${machine}; fsmc inspect ${journal} lists them`,
    );
  return found.flatMap((head) => file.recall(head.machine) ?? []);
}

/** The strategies as the specs have them now; null if one of those has errors, which are told. */
async function subjectsOf(
  machines: readonly JournaledMachine[],
  flags: ReplayFlags,
): Promise<ReadonlyMap<string, Subject> | null> {
  const types = new Set(machines.map(({ type }) => type));
  const project = await projectOf(process.cwd());
  const found = new Map<string, Subject>();
  const { root, config } = project;
  for (const spec of findSpecs(config.specs, root, root)) {
    const compiler = new Compiler(project, config.rules);
    const strategies = (await compiler.strategiesIn(spec)) ?? [];
    for (const strategy of strategies) {
      if (strategy.abstract || !types.has(strategy.name)) continue;
      const subject = await subjectOf(spec, strategy, project, flags);
      if (subject === null) return null;
      found.set(strategy.name, subject);
    }
  }
  return found;
}

async function subjectOf(
  spec: string,
  strategy: Strategy,
  project: Project,
  flags: ReplayFlags,
): Promise<Subject | null> {
  const { root, config } = project;
  const status = await buildOnce(project, {
    specs: [spec],
    report: terminal.err,
    quiet: true,
  });
  if (status !== EXIT.clean) return null;
  const folder = { path: resolve(root, config.out), shown: config.out };
  const [output] = outputsOf([spec], folder);
  if (output === undefined) throw noSpec(strategy.name);
  const loaded: unknown = await import(pathToFileURL(output.path).href);
  const machine = classIn(loaded, `${strategy.name}Machine`);
  if (machine === null)
    throw new UsageError(
      `${output.shown} has no class ${strategy.name}Machine`,
    );
  const { version, hash } = strategy;
  return {
    strategy,
    machine,
    params: paramsSaid(flags, strategy),
    version,
    hash,
  };
}

function classIn(loaded: unknown, name: string): ReplayedClass | null {
  if (typeof loaded !== "object" || loaded === null) return null;
  const found: unknown = new Map(Object.entries(loaded)).get(name);
  return isMachineClass(found) ? found : null;
}

function isMachineClass(value: unknown): value is ReplayedClass {
  if (typeof value !== "function") return false;
  const prototype: unknown = value.prototype;
  return (
    typeof prototype === "object" && prototype !== null && "replay" in prototype
  );
}

function noSpec(type: string): UsageError {
  return new UsageError(
    `no spec of this project has the strategy ${type}: replay is asked for in the project that has it`,
  );
}
