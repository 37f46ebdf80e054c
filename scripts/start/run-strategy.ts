import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import type { RunSummary } from "../../src/cli/run/result/run-summary.ts";

/** How a run of `fsmc run` ended. */
export interface Ended {
  readonly name: string;
  /** What a user would type. */
  readonly command: string;
  readonly status: number;
  /** Null if it never came to one; what is wrong is in `said` then. */
  readonly summary: RunSummary | null;
  /** What it wrote besides the result. */
  readonly said: string;
}

/**
 * Runs a strategy in a process of its own.
 *
 * @param words of `fsmc run` after the name
 * @param patience in milliseconds; then it is told to end with what there is
 */
export async function runStrategy(
  root: string,
  name: string,
  words: readonly string[],
  patience: number,
): Promise<Ended> {
  const child = spawn(
    process.execPath,
    [
      "--conditions=fsmc-source",
      "src/cli/main.ts",
      "run",
      name,
      ...words,
      "--json",
    ],
    { cwd: root, stdio: ["ignore", "pipe", "pipe"] },
  );
  const enough = setTimeout(() => child.kill("SIGINT"), Math.max(patience, 0));
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.once("error", reject);
  child.once("close", (status) => resolve(status ?? 1));
  const [said, result, status] = await Promise.all([
    text(child.stderr),
    text(child.stdout),
    promise,
  ]);
  clearTimeout(enough);
  const command = ["npx fsmc run", name, ...words].join(" ");
  return { name, command, status, summary: summaryIn(result), said };
}

function summaryIn(result: string): RunSummary | null {
  if (result === "") return null;
  const summary: RunSummary = JSON.parse(result);
  return summary;
}
