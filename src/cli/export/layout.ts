import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { ElkNode, LaidOutNode } from "../../graph/picture/index.ts";

/** How a layout ended. */
export type Layout =
  | { readonly kind: "laid out"; readonly graph: LaidOutNode }
  | { readonly kind: "too slow" }
  | { readonly kind: "failed"; readonly message: string };

/** What the thread answers. */
type Answer = { readonly graph: LaidOutNode } | { readonly message: string };

/**
 * Lays out a graph in a thread of its own.
 *
 * @param limit in milliseconds; the thread is stopped when it has passed
 */
export function layOut(graph: ElkNode, limit: number): Promise<Layout> {
  const worker = new Worker(workerFile(), {
    workerData: graph,
    execArgv: [], // Flags of this process are not meant for it.
  });
  return new Promise((resolve) => {
    const end = (layout: Layout): void => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(layout);
    };
    const timer = setTimeout(() => end({ kind: "too slow" }), limit);
    worker.once("message", (answer: Answer) => {
      end(
        "graph" in answer
          ? { kind: "laid out", graph: answer.graph }
          : { kind: "failed", message: answer.message },
      );
    });
    worker.once("error", (error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      end({ kind: "failed", message });
    });
  });
}

/** Beside this file, both in the sources and where the bundle has them. */
function workerFile(): string {
  const ending = import.meta.filename.endsWith(".ts") ? ".ts" : ".js";
  return join(import.meta.dirname, `layout-worker${ending}`);
}
