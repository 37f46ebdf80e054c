/** A thread that checks its share of many specs. */
import { parentPort, workerData } from "node:worker_threads";
import { takeShare, type SharedWork } from "./share.ts";

const data: unknown = workerData;
if (!isWork(data)) throw new Error("this is a thread of `fsmc check`");
parentPort?.postMessage(await takeShare(data, () => undefined));

function isWork(work: unknown): work is SharedWork {
  return typeof work === "object" && work !== null && "taken" in work;
}
