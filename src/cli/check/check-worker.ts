/** A thread that checks its share of many specs. */
import { parentPort, workerData } from "node:worker_threads";
import { takeShare } from "./share.ts";

parentPort?.postMessage(await takeShare(workerData, () => undefined));
