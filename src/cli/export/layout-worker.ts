/** The thread that lays out a graph: ELK computes without a pause, and only a thread can be stopped. */
import { parentPort, workerData } from "node:worker_threads";

const elkjs = await import("elkjs/lib/elk.bundled.js");
const elk = new elkjs.default.default();
try {
  const graph = await elk.layout(workerData);
  parentPort?.postMessage({ graph });
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  parentPort?.postMessage({ message });
}
