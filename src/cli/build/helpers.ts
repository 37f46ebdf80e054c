import { availableParallelism } from "node:os";
import { dirname } from "node:path";
import {
  isMainThread,
  parentPort,
  Worker,
  workerData,
} from "node:worker_threads";
import type { RuleSettings } from "../../diagnostics/index.ts";
import { Compiler } from "../compiler.ts";
import type { Project } from "../project.ts";
import { seen, type SeenFile } from "../seen-file.ts";
import type { StrategyName } from "../strategy-names.ts";
import type { Output } from "./outputs.ts";

/** A spec that there is nothing to say about, compiled. */
export interface Clean {
  readonly text: string | null;
  readonly spec: SeenFile;
  readonly imports: readonly SeenFile[];
  readonly names: readonly StrategyName[];
}

/** By spec. What is not among them has findings, or could not be read: whoever asked does those again, and hears why. */
export type CleanOnes = ReadonlyMap<string, Clean>;

/** A second thread takes some 300 ms to be ready: with fewer specs than this it is too late. */
const WORTH_IT = 150;
const MOST_HELPERS = 7;

interface Task {
  readonly project: Project;
  readonly rules: RuleSettings;
  readonly outputs: readonly Output[];
}

/** Divides the work: what this thread is to do, and what others have begun with. */
export function shared(task: Task): {
  readonly own: readonly Output[];
  readonly theirs: readonly Output[];
  readonly cleanOnes: Promise<CleanOnes>;
  /** Nobody waits for the others any more. */
  readonly stop: () => void;
} {
  const { outputs } = task;
  const helpers = Math.min(
    MOST_HELPERS,
    availableParallelism() - 1,
    Math.floor(outputs.length / WORTH_IT),
  );
  const size = Math.ceil(outputs.length / (Math.max(helpers, 0) + 1));
  const shares = Array.from({ length: Math.max(helpers, 0) }, (_, index) =>
    outputs.slice(size * (index + 1), size * (index + 2)),
  );
  const workers = shares.map((share) => helperFor({ ...task, outputs: share }));
  return {
    own: outputs.slice(0, size),
    theirs: outputs.slice(size),
    cleanOnes: Promise.all(workers.map(resultOf)).then(
      (maps) => new Map(maps.flatMap((map) => [...map])),
    ),
    stop: () => {
      for (const worker of workers) void worker.terminate();
    },
  };
}

/** A thread that runs this very file. */
function helperFor(task: Task): Worker {
  return new Worker(import.meta.filename, { workerData: { task } });
}

/** One that breaks off has done nothing: its work is done again. */
function resultOf(worker: Worker): Promise<CleanOnes> {
  return new Promise((resolve) => {
    worker.once("message", (clean: CleanOnes) => resolve(clean));
    worker.once("error", () => resolve(new Map()));
    worker.once("exit", () => resolve(new Map()));
  });
}

async function help({ project, rules, outputs }: Task): Promise<CleanOnes> {
  const compiler = new Compiler(project, rules);
  const clean = new Map<string, Clean>();
  for (const { spec, path } of outputs) {
    const compiled = await compiler
      .build(spec, dirname(path))
      .catch(() => null);
    if (compiled === null || compiled.diagnostics.length > 0) continue;
    clean.set(spec, {
      text: compiled.text,
      spec: seen(compiled.spec),
      imports: compiled.imports.map(seen),
      names: compiled.names,
    });
  }
  return clean;
}

function isHelper(data: unknown): data is { readonly task: Task } {
  return typeof data === "object" && data !== null && "task" in data;
}

const data: unknown = workerData;
if (!isMainThread && parentPort !== null && isHelper(data))
  void help(data.task).then((clean) => parentPort?.postMessage(clean));
