import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { runStrategy, type Ended } from "./run-strategy.ts";

/** When so many requests have reached the paper venue: in the middle of it. */
const REQUESTS = 60;
/** How long to wait for that, in milliseconds. */
const PATIENCE = 15_000;
const FOLDER = "out/killed";
const JOURNAL = `${FOLDER}/journal.db`;

/** What is left when a process is killed, and what comes of it. */
export interface Killed {
  /** How many requests the venue had had by then. */
  readonly requests: number;
  /** The second run, on the same journal. */
  readonly ended: Ended;
}

/** Runs a strategy on a journal, kills the process with SIGKILL, and starts it again. */
export async function killAndGoOn(root: string, name: string): Promise<Killed> {
  rmSync(join(root, FOLDER), { recursive: true, force: true });
  mkdirSync(join(root, FOLDER), { recursive: true });
  const words = ["--simulated", "--journal", JOURNAL, "--out", FOLDER];
  const child = spawn(
    process.execPath,
    ["--conditions=fsmc-source", "src/cli/main.ts", "run", name, ...words],
    { cwd: root, stdio: "ignore" },
  );
  const gone = new Promise<void>((resolve) =>
    child.once("close", () => resolve()),
  );
  const end = performance.now() + PATIENCE;
  while (requestsIn(root) < REQUESTS && performance.now() < end) await sleep(5);
  child.kill("SIGKILL");
  await gone;
  const requests = requestsIn(root);
  const ended = await runStrategy(root, name, words, PATIENCE);
  return { requests, ended };
}

/** Lines of the paper venue's log, without its head. */
function requestsIn(root: string): number {
  const file = join(root, `${JOURNAL}.paper`);
  if (!existsSync(file)) return 0;
  return readFileSync(file, "utf8").split("\n").length - 2;
}
