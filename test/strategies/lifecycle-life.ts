/** The life cycle as a machine whose activities answer when the test says so. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Rejected, SimulatedClock } from "@fsmc/runtime";
import { compile } from "../../src/compile.ts";
import type { DrivenMachine, MachineClass } from "../equivalence/run-case.ts";

const root = join(import.meta.dirname, "../..");
const SPEC = "test/strategies/lifecycle-bare.fsm";

export const ticket = {
  leg: "position",
  instrument: "paper:spot:X",
  side: "SELL",
  quantity: 2,
} as const;

/** What a position of two looks like. */
export const two = { quantity: 2, exitBy: null, tickets: [ticket] };
/** Something to open. */
export const verdict = { tickets: [ticket], reason: "it pays" };

type Activity =
  | "analyze"
  | "openPosition"
  | "adjustPosition"
  | "reducePosition"
  | "closePosition";

interface Context {
  readonly quantity: number;
  readonly reason: string;
  readonly trouble: string;
  readonly adjustments: number;
  readonly fills: number;
  readonly rejections: number;
  readonly isMarketOpen: boolean;
  readonly isSuspended: boolean;
}

export interface Bare {
  readonly Machine: MachineClass;
  /** Those without children. */
  readonly states: readonly string[];
}

/** A strategy that adds nothing to the life cycle, compiled as `fsmc build` does. */
export async function bareMachine(): Promise<Bare> {
  const read = (path: string) => readFileSync(join(root, path), "utf8");
  const { files, diagnostics, models } = await compile(
    [{ path: SPEC, text: read(SPEC) }],
    { read },
  );
  const [file] = files;
  if (
    file === undefined ||
    diagnostics.some(({ severity }) => severity !== "info")
  )
    throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const folder = join(root, "out", `lifecycle-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  try {
    const path = join(folder, "bare.ts");
    writeFileSync(path, file.text);
    const loaded: { readonly default: MachineClass } = await import(
      pathToFileURL(path).href
    );
    const states = models
      .flatMap(({ strategies }) => strategies)
      .flatMap((strategy) => (strategy.abstract ? [] : strategy.states))
      .filter(({ kind }) => kind !== "composite")
      .map(({ name }) => name);
    return { Machine: loaded.default, states };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Waiting {
  readonly activity: Activity;
  readonly signal: AbortSignal;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export class Life {
  readonly clock = new SimulatedClock(Date.UTC(2026, 0, 5, 14));
  readonly told: string[] = [];
  readonly machine: DrivenMachine;
  /** Thrown by `diagnose`, as a callback that is broken does. */
  isDiagnosisBroken = false;
  #waiting: Waiting[] = [];

  constructor(Machine: MachineClass, params: Record<string, unknown> = {}) {
    const wait =
      (activity: Activity) =>
      (...args: readonly unknown[]) => {
        const call = args.at(-1);
        const { promise, resolve, reject } = Promise.withResolvers<unknown>();
        if (!hasSignal(call)) throw new Error(`${activity} has no call`);
        this.#waiting.push({ activity, signal: call.signal, resolve, reject });
        return promise;
      };
    this.machine = new Machine({
      id: "life",
      params,
      callbacks: {
        analyze: wait("analyze"),
        openPosition: wait("openPosition"),
        adjustPosition: wait("adjustPosition"),
        reducePosition: wait("reducePosition"),
        closePosition: wait("closePosition"),
        diagnose: () => {
          if (this.isDiagnosisBroken) throw new Error("no diagnosis");
          return { trouble: "looked at" };
        },
      },
      host: { clock: this.clock, seed: 0 },
    });
    this.machine.onOutput(({ name }) => void this.told.push(name));
    this.machine.start();
  }

  /** Without the composite it is in. */
  get state(): string {
    return (this.machine.state ?? "").replace("TRADING.", "");
  }

  get context(): Context {
    const { context } = this.machine;
    if (isContext(context)) return context;
    throw new Error("not the life cycle's context");
  }

  send(trigger: string, payload: unknown = null): string {
    return this.machine.send(trigger, payload);
  }

  advance(milliseconds: number): Promise<number> {
    return this.clock.advance(milliseconds);
  }

  /** Whether the activity that is under way has been told to stop. */
  isStopped(activity: Activity): boolean {
    return this.#of(activity).signal.aborted;
  }

  async done(activity: Activity, value: unknown = null): Promise<void> {
    this.#take(activity).resolve(value ?? undefined);
    await this.clock.advance(0);
  }

  /** For certain nothing of it happened. */
  async refuse(activity: Activity): Promise<void> {
    this.#take(activity).reject(new Rejected(`${activity} refused`, "BUSY"));
    await this.clock.advance(0);
  }

  /** Nobody knows. */
  async lose(activity: Activity): Promise<void> {
    this.#take(activity).reject(new Error(`${activity}: no answer`));
    await this.clock.advance(0);
  }

  #of(activity: Activity): Waiting {
    const found = this.#waiting.findLast((each) => each.activity === activity);
    if (found !== undefined) return found;
    throw new Error(`${activity} is not under way in ${this.state}`);
  }

  #take(activity: Activity): Waiting {
    const found = this.#of(activity);
    this.#waiting = this.#waiting.filter((each) => each !== found);
    return found;
  }
}

function hasSignal(call: unknown): call is { readonly signal: AbortSignal } {
  return typeof call === "object" && call !== null && "signal" in call;
}

function isContext(context: unknown): context is Context {
  return (
    typeof context === "object" && context !== null && "rejections" in context
  );
}
