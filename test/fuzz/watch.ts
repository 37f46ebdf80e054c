import { Worker } from "node:worker_threads";
import type { Plan } from "./plan.ts";
import type { Fault, Figures, Job, Message } from "./worker.ts";

/** More of the processor's time than this, in ms, for one input: it hangs. No clock on the wall: machines are busy. */
const LONGEST = 20_000;
/** How often to look, in ms. */
const GLANCE = 1_000;

export interface Outcome {
  readonly figures: readonly Figures[];
  /** Numbers of inputs that were given up. */
  readonly hanging: readonly number[];
}

/**
 * Runs a plan in a thread of its own; one that hangs is ended, and the next goes on behind the input that it was at.
 *
 * @param seconds the most that it may take
 */
export async function watched(
  plan: Plan,
  seconds: number,
  tell: (fault: Fault) => void,
  progress: (figures: Figures) => void,
): Promise<Outcome> {
  const at = new Int32Array(new SharedArrayBuffer(4));
  const until = performance.timeOrigin + performance.now() + seconds * 1_000;
  const figures: Figures[] = [];
  const hanging: number[] = [];
  for (let first = 0; ;) {
    const job: Job = { plan, first, at, until };
    const end = await oneWorker(job, tell, progress);
    if (end.figures !== null) figures.push(end.figures);
    if (!end.hangs) return { figures, hanging };
    const number = Atomics.load(at, 0);
    hanging.push(number);
    first = number + 1;
  }
}

interface End {
  /** The last that it told. */
  readonly figures: Figures | null;
  readonly hangs: boolean;
}

function oneWorker(
  job: Job,
  tell: (fault: Fault) => void,
  progress: (figures: Figures) => void,
): Promise<End> {
  const worker = new Worker(new URL("worker.ts", import.meta.url), {
    workerData: job,
    execArgv: ["--conditions=fsmc-source", "--no-warnings"],
  });
  let last: Figures | null = null;
  const watch = watchOver(worker, job.at, () => {
    void worker.terminate();
  });
  return new Promise((resolve, reject) => {
    worker.on("message", (message: Message) => {
      if (message.kind === "fault") return tell(message.fault);
      last = message.figures;
      progress(last);
    });
    worker.once("error", (error) => {
      clearInterval(watch.timer);
      reject(error);
    });
    worker.once("exit", () => {
      clearInterval(watch.timer);
      resolve({ figures: last, hangs: watch.hangs() });
    });
  });
}

function watchOver(
  worker: Worker,
  at: Job["at"],
  end: () => void,
): { readonly timer: NodeJS.Timeout; readonly hangs: () => boolean } {
  let seen = -1;
  let since = 0;
  let hangs = false;
  const glance = async (): Promise<void> => {
    const usage = await worker.cpuUsage().catch(() => null);
    // It has ended.
    if (usage === null) return;
    const spent = (usage.user + usage.system) / 1_000;
    const now = Atomics.load(at, 0);
    if (now !== seen) [seen, since] = [now, spent];
    else if (spent - since > LONGEST && !hangs) {
      hangs = true;
      end();
    }
  };
  const timer = setInterval(() => {
    void glance();
  }, GLANCE);
  return { timer, hangs: () => hangs };
}
