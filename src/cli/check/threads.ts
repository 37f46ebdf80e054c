import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { UsageError } from "../exit.ts";
import { revived, type CheckedSpec } from "../checked-spec.ts";
import { takeShare, type Share, type SharedWork } from "./share.ts";

/**
 * What is found in specs, in their order, by this thread and others.
 *
 * @throws UsageError if one cannot be read, the first of them
 */
export async function checkInThreads(
  work: Omit<SharedWork, "taken">,
  threads: number,
  progress: (index: number) => void,
): Promise<readonly CheckedSpec[]> {
  const taken = new Int32Array(new SharedArrayBuffer(4));
  const shared = { ...work, taken };
  const others = Array.from({ length: threads - 1 }, () => shareOf(shared));
  const shares = await Promise.all([takeShare(shared, progress), ...others]);
  const refused = shares
    .flatMap((share) => share.refused ?? [])
    .toSorted((a, b) => a.index - b.index);
  if (refused[0] !== undefined) throw new UsageError(refused[0].message);
  return shares
    .flatMap(({ checked }) => checked)
    .toSorted(([a], [b]) => a - b)
    .map(([, each]) => each);
}

function shareOf(work: SharedWork): Promise<Share> {
  const worker = new Worker(workerFile(), {
    workerData: work,
    // Most of what a check makes is garbage at once: with room for it, the collector has less to do.
    resourceLimits: { maxYoungGenerationSizeMb: 64 },
  });
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("message", ({ checked, refused }: Share) => {
      const alive = checked.map(
        ([index, each]) => [index, revived(each)] as const,
      );
      resolve({ checked: alive, refused });
    });
  });
}

/** Beside this file, both in the sources and where the bundle has them. */
function workerFile(): string {
  const ending = import.meta.filename.endsWith(".ts") ? ".ts" : ".js";
  return join(import.meta.dirname, `check-worker${ending}`);
}
