import { existsSync } from "node:fs";

/** The thread's program: beside this file in the sources, beside the package's entries where it is bundled. */
export function workerFile(): URL {
  const here = import.meta.url;
  if (here.endsWith(".ts")) return new URL("journal-worker.ts", here);
  const beside = new URL("journal-worker.js", here);
  return existsSync(beside) ? beside : new URL("../journal-worker.js", here);
}
