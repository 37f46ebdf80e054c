import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "@fsmc/runtime";
import type { VenueReport } from "./venue.ts";

/** When a trader is killed. */
export type Kill =
  /** So many milliseconds of the real world after it began. */
  | { readonly kind: "after"; readonly wait: number }
  /** At the how manieth step of its life. */
  | { readonly kind: "at step"; readonly step: number };

export interface ScenarioPlan {
  readonly strategy: string;
  readonly seed: string;
  /** Of one trader after the other; the one after the last lives. */
  readonly kills: readonly Kill[];
  /** Requests and reports get lost as well. */
  readonly isHarsh: boolean;
  readonly isTooEarly: boolean;
  /** The market ends after so many. Default: when it is over. */
  readonly mostEvents?: number;
}

export interface ScenarioResult {
  readonly report: VenueReport;
  /** Those that found their trader alive. */
  readonly kills: number;
  /** What the traders were killed at, where that is known. */
  readonly steps: readonly string[];
  /** Steps of the last trader's life. */
  readonly lived: number;
}

const here = import.meta.dirname;
const root = dirname(dirname(here));

/** The longest that a scenario may take, in milliseconds of the real world. */
const LONGEST = 120_000;

/** One strategy through its market, at a venue that survives, killed and started again. */
export async function scenario(plan: ScenarioPlan): Promise<ScenarioResult> {
  const folder = mkdtempSync(join(tmpdir(), "fsmc-crash-"));
  const run = new Scenario(plan, join(folder, "journal.db"));
  try {
    return await run.toItsEnd();
  } finally {
    run.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** So many kills, each after a random part of a trader's life, in milliseconds. */
export function randomKills(
  random: Random,
  count: number,
  longest: number,
): readonly Kill[] {
  return Array.from({ length: count }, () => ({
    kind: "after",
    wait: Math.floor(random.between(0, longest)),
  }));
}

class Scenario {
  readonly #plan: ScenarioPlan;
  readonly #journal: string;
  readonly #children: ChildProcess[] = [];
  readonly #steps: string[] = [];
  #kills = 0;
  #lived = 0;

  constructor(plan: ScenarioPlan, journal: string) {
    this.#plan = plan;
    this.#journal = journal;
  }

  async toItsEnd(): Promise<ScenarioResult> {
    const { strategy, seed, kills, isHarsh, mostEvents } = this.#plan;
    const venue = this.#spawn("venue-process.ts", [
      "--strategy",
      strategy,
      "--seed",
      seed,
      "--events",
      String(mostEvents ?? Infinity),
      ...(isHarsh ? ["--harsh"] : []),
    ]);
    let report: VenueReport | null = null;
    const over = new AbortController();
    const opened = new Promise<number>((resolve) =>
      venue.onLine((line) => {
        if (typeof line["port"] === "number") resolve(line["port"]);
        if (isReport(line["report"])) report = line["report"];
      }),
    );
    void venue.ended.then(() => over.abort());
    const port = await within(LONGEST, opened, "the venue has no port");
    for (const kill of [...kills, null]) {
      if (over.signal.aborted) break;
      await this.#live(port, kill, over.signal);
    }
    await within(LONGEST, venue.ended, "the venue does not end");
    if (report === null) throw new Error(`the venue failed: ${venue.said()}`);
    return {
      report,
      kills: this.#kills,
      steps: this.#steps,
      lived: this.#lived,
    };
  }

  end(): void {
    for (const child of this.#children) child.kill("SIGKILL");
  }

  async #live(
    port: number,
    kill: Kill | null,
    over: AbortSignal,
  ): Promise<void> {
    const { strategy, seed, isTooEarly } = this.#plan;
    const trader = this.#spawn("trader-process.ts", [
      "--strategy",
      strategy,
      "--seed",
      seed,
      "--port",
      String(port),
      "--journal",
      this.#journal,
      ...(kill?.kind === "at step" ? ["--stop-at", String(kill.step)] : []),
      ...(isTooEarly ? ["--too-early"] : []),
    ]);
    let isMeant = false;
    const shoot = (): void => {
      if (over.aborted || isMeant) return;
      isMeant = true;
      this.#kills += 1;
      trader.child.kill("SIGKILL");
    };
    trader.onLine((line) => {
      if (typeof line["steps"] === "number") this.#lived = line["steps"];
      if (line["ready"] === true && kill?.kind === "after")
        void sleep(kill.wait).then(shoot);
      if (typeof line["step"] !== "string") return;
      this.#steps.push(line["step"]);
      shoot();
    });
    await within(LONGEST, trader.ended, `${strategy} does not come to an end`);
    if (!isMeant && !over.aborted && trader.child.exitCode !== 0)
      throw new Error(`the trader failed: ${trader.said()}`);
  }

  #spawn(file: string, args: readonly string[]): Spawned {
    const child = spawn(
      process.execPath,
      ["--conditions=fsmc-source", "--no-warnings", join(here, file), ...args],
      { cwd: root, stdio: ["ignore", "pipe", "pipe"] },
    );
    this.#children.push(child);
    return new Spawned(child);
  }
}

/** A process that says what it has to say in lines of JSON. */
class Spawned {
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
  readonly #errors: string[] = [];

  constructor(child: ChildProcess) {
    this.child = child;
    child.stderr?.on("data", (chunk: Buffer) =>
      this.#errors.push(chunk.toString()),
    );
    this.ended = new Promise((resolve) => child.on("close", () => resolve()));
  }

  onLine(listener: (line: Readonly<Record<string, unknown>>) => void): void {
    const { stdout } = this.child;
    if (stdout === null) return;
    createInterface({ input: stdout }).on("line", (text) => {
      const value: unknown = JSON.parse(text);
      if (isObject(value)) listener(value);
    });
  }

  said(): string {
    return this.#errors.join("").slice(-4_000);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function isReport(value: unknown): value is VenueReport {
  return isObject(value) && "broken" in value;
}

async function within<T>(
  longest: number,
  promise: Promise<T>,
  problem: string,
): Promise<T> {
  const timer = new AbortController();
  const late = sleep(longest, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`${problem} within ${longest} ms`);
  });
  late.catch(() => {});
  try {
    return await Promise.race([promise, late]);
  } finally {
    timer.abort();
  }
}
