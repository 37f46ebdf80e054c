import { spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";

const root = dirname(dirname(import.meta.dirname));
const folder = mkdtempSync(join(tmpdir(), "fsmc-journal-"));
const TIMEOUT = 90_000;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function argsOf(journal: string, more: readonly string[] = []) {
  const main = "src/cli/main.ts";
  const words = ["run", "arbitrage", "--simulated", "--json", ...more];
  const files = ["--journal", at(`${journal}.db`), "--out", at(journal)];
  return ["--conditions=fsmc-source", main, ...words, ...files];
}

function at(name: string): string {
  return join(folder, name);
}

function run(journal: string, more: readonly string[] = []) {
  return spawnSync(process.execPath, argsOf(journal, more), {
    cwd: root,
    encoding: "utf8",
    timeout: TIMEOUT,
  });
}

/** Ends a run by a signal when so many requests have reached the paper venue. */
async function endWhen(
  journal: string,
  requests: number,
  signal: "SIGKILL" | "SIGINT",
): Promise<void> {
  const child = spawn(process.execPath, argsOf(journal), {
    cwd: root,
    stdio: "ignore",
  });
  const gone = new Promise<void>((resolve) =>
    child.once("close", () => resolve()),
  );
  while (requestsIn(journal) < requests && child.exitCode === null)
    await sleep(2);
  child.kill(signal);
  await gone;
}

function requestsIn(journal: string): number {
  const log = at(`${journal}.db.paper`);
  if (!existsSync(log)) return 0;
  return readFileSync(log, "utf8").split("\n").length - 2;
}

/** Its rows, without the head. */
function blotterOf(journal: string): readonly string[] {
  return readFileSync(join(at(journal), "blotter.csv"), "utf8")
    .trim()
    .split("\n")
    .slice(1);
}

test(
  "a run that is killed again and again goes on, and its books are whole",
  { timeout: TIMEOUT },
  async () => {
    const whole = run("whole");
    expect(whole.status).toBe(0);
    await endWhen("killed", 40, "SIGKILL");
    const before = requestsIn("killed");
    await endWhen("killed", before + 60, "SIGKILL");
    await endWhen("killed", before + 120, "SIGINT");
    const last = run("killed");
    expect(last.status, last.stderr).toBe(0);
    const result: unknown = JSON.parse(last.stdout);
    // What was filled is booked once, however the process ended.
    expect(result).toMatchObject({
      endsExposed: false,
      errors: 0,
      incidents: {},
    });
    expect(result).not.toMatchObject({ resumedAt: null });
    const [went, goes] = [blotterOf("whole"), blotterOf("killed")];
    // Until the first kill it is the same run; a round trip has two orders.
    const same = Math.floor(before / 4);
    expect(goes.slice(0, same)).toEqual(went.slice(0, same));
    const trades = goes.map((row) => row.split(",").at(-1));
    expect(new Set(trades).size).toBe(goes.length);
    // All is over: nothing is left to go on with.
    const again: unknown = JSON.parse(run("killed").stdout);
    expect(again).toMatchObject({ endsExposed: false, events: 0 });
    expect(blotterOf("killed")).toEqual(goes);
  },
);

test(
  "what is no journal of this run is refused, and left as it was",
  { timeout: TIMEOUT },
  async () => {
    await endWhen("other", 8, "SIGKILL");
    const seed = run("other", ["--seed", "2"]);
    expect(seed.status).toBe(2);
    expect(seed.stderr).toContain(
      "the journal belongs to another run: its seed was 1, and is now 2",
    );
    const log = readFileSync(at("other.db.paper"), "utf8");
    writeFileSync(at("other.db.paper"), `${log}nonsense\n`);
    const damaged = run("other");
    expect(damaged.status).toBe(2);
    expect(damaged.stderr).toContain("other.db.paper:");
    writeFileSync(at("text.db"), "not a journal, and long enough".repeat(40));
    const text = run("text");
    expect(text.status).toBe(2);
    expect(text.stderr).toContain("is not a journal");
    expect(readFileSync(at("text.db"), "utf8")).toContain("long enough");
  },
);
