import type {
  Finding,
  HostOptions,
  Market,
  MarketEvent,
  PerformanceMetrics,
  RunningStrategy,
  StrategyResult,
  TrailEntry,
} from "@fsmc/runtime";
import { setTimeout as sleep } from "node:timers/promises";
import type { Setup } from "./load-setup.ts";
import type { ParamValues } from "./param-values.ts";

/** What a run is made of. */
export interface SessionPlan {
  readonly name: string;
  readonly setup: Setup;
  readonly market: Market;
  readonly params: ParamValues;
  readonly seed: number;
  /** How many times as fast as the market; null: as fast as it goes. */
  readonly speed: number | null;
  readonly onProgress: (events: number, time: number) => void;
  readonly signal: AbortSignal;
}

/** What came of it. */
export interface SessionResult {
  readonly events: number;
  /** Market time that went by, in milliseconds. */
  readonly marketTimeMs: number;
  /** One for each machine, in their order. */
  readonly results: readonly StrategyResult[];
  /** The phase in which each machine ended, and how many did. */
  readonly phases: Readonly<Record<string, number>>;
  readonly metrics: PerformanceMetrics;
  readonly findings: readonly Finding[];
  /** Every step, failure and fact, in order. */
  readonly trail: readonly TrailEntry[];
  readonly interrupted: boolean;
}

/** What the clock goes on for after the last event, in milliseconds. */
const SETTLING = 60_000;

/** Runs machines through a market, one after the other, on simulated time. */
export async function runSession(plan: SessionPlan): Promise<SessionResult> {
  const {
    AuditTrail,
    feedMarket,
    PaperExchange,
    PerformanceTracker,
    SimulatedClock,
    trailEntry,
  } = await import("@fsmc/runtime");
  const { market, seed, setup, signal } = plan;
  const clock = new SimulatedClock(market.start);
  const exchange = new PaperExchange({ ...market.exchange, clock, seed });
  const trail = new AuditTrail();
  const entries: TrailEntry[] = [];
  trail.onRecord((record) => entries.push(trailEntry(record)));
  const tracker = new PerformanceTracker(clock);
  const machines = new Machines(plan, {
    clock,
    exchange,
    seed,
    tracker,
    trail,
  });
  const pace = new Pace(market.start, plan.speed);
  const over = new AbortController();
  machines.begin();
  const fed = await feedMarket({
    clock,
    events: market.events,
    signal: AbortSignal.any([signal, over.signal]),
    onEvent: async (event) => {
      await pace.until(event.time, signal);
      exchange.hear(event);
      await machines.hear(event);
      if (machines.isOver && setup.repeats !== true) over.abort();
    },
    progressEvery: 500,
    onProgress: ({ events, time }) => plan.onProgress(events, time),
  });
  await machines.end();
  await clock.advance(SETTLING);
  return {
    events: fed.events,
    marketTimeMs: fed.time - market.start,
    ...machines.results(),
    metrics: tracker.all(),
    trail: entries,
    interrupted: signal.aborted,
  };
}

/** The machines of a run: one at a time. */
class Machines {
  readonly #plan: SessionPlan;
  readonly #host: HostOptions;
  readonly #all: RunningStrategy[] = [];

  constructor(plan: SessionPlan, host: HostOptions) {
    this.#plan = plan;
    this.#host = host;
  }

  begin(): void {
    const { name, setup, params, market } = this.#plan;
    const id = `${name}-${this.#all.length + 1}`;
    const running = setup.create({
      id,
      params,
      host: this.#host,
      market,
      wrap: (callbacks) => callbacks,
    });
    this.#all.push(running);
    running.machine.start();
  }

  async hear(event: MarketEvent): Promise<void> {
    if (this.isOver && this.#plan.setup.repeats === true) this.begin();
    const running = this.#all.at(-1);
    if (running === undefined) return;
    running.machine.ledger?.mark(event);
    if (!this.isOver) await running.onMarket(event);
  }

  async end(): Promise<void> {
    if (!this.isOver) await this.#all.at(-1)?.end?.();
  }

  get isOver(): boolean {
    const phase = this.#all.at(-1)?.machine.phase;
    return phase === "completed" || phase === "cancelled";
  }

  results(): Pick<SessionResult, "results" | "phases" | "findings"> {
    const phases: Record<string, number> = {};
    for (const { machine } of this.#all)
      phases[machine.phase] = (phases[machine.phase] ?? 0) + 1;
    const results = this.#all.map(({ machine }) => machine.result());
    for (const { machine } of this.#all) machine.cleanup();
    const findings = this.#all.at(-1)?.findings?.() ?? [];
    return { results, phases, findings };
  }
}

/** Holds a run back to a multiple of the market's own speed. */
class Pace {
  readonly #start: number;
  readonly #speed: number | null;
  readonly #begun = performance.now();

  constructor(start: number, speed: number | null) {
    this.#start = start;
    this.#speed = speed;
  }

  async until(time: number, signal: AbortSignal): Promise<void> {
    if (this.#speed === null || signal.aborted) return;
    const due = this.#begun + (time - this.#start) / this.#speed;
    const wait = due - performance.now();
    if (wait <= 1) return;
    await sleep(wait, undefined, { signal }).catch(() => {});
  }
}
