import { createHistogram, type RecordableHistogram } from "node:perf_hooks";
import type { Clock } from "./clock.ts";
import type {
  LatencyMetrics,
  PerformanceMetrics,
  StrategyMetrics,
} from "./metrics.ts";
import { prometheusText } from "./prometheus.ts";

/** What the tracker must know of a machine. */
export interface Tracked {
  readonly id: string;
  readonly type: string;
  /** So far, as its ledger has it; 0 without one. */
  readonly ordersPlaced: number;
}

/**
 * Counts what strategies do and how long it takes. A machine whose host has
 * one tells it; the methods that it calls are the first five.
 */
export class PerformanceTracker {
  readonly #clock: Clock;
  readonly #strategies = new Map<string, Tracking>();
  /** By type: a histogram each machine would cost 10,000 machines a gigabyte. */
  readonly #latencies = new Map<string, RecordableHistogram>();

  /** @param clock the host's */
  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A machine has entered its first state; one of the same id that was tracked before is forgotten. */
  started(machine: Tracked, state: string, time: number): void {
    this.#strategies.set(machine.id, new Tracking(machine, state, time));
  }

  /** A macrostep was committed that took at least one transition; `stay` leads to the same state. */
  transition(machine: Tracked, to: string, time: number): void {
    this.#strategies.get(machine.id)?.transition(to, time);
  }

  error(machine: Tracked): void {
    const tracking = this.#strategies.get(machine.id);
    if (tracking !== undefined) tracking.errors += 1;
  }

  /** The machine will not move any more. */
  ended(machine: Tracked, time: number): void {
    this.#strategies.get(machine.id)?.end(time);
  }

  /** @param begun what `performance.now()` said before the macrostep */
  macrostep(machine: Tracked, begun: number): void {
    let latency = this.#latencies.get(machine.type);
    if (latency === undefined) {
      latency = createHistogram({ highest: LONGEST_NS, figures: 2 });
      this.#latencies.set(machine.type, latency);
    }
    const taken = Math.round((performance.now() - begun) * NS_PER_MS);
    latency.record(Math.min(Math.max(taken, 1), LONGEST_NS));
  }

  /** Null for a strategy that it never heard of. */
  metrics(strategyId: string): StrategyMetrics | null {
    const tracking = this.#strategies.get(strategyId);
    return tracking?.metrics(strategyId, this.#clock.now()) ?? null;
  }

  /** Everything, in the order in which strategies started. */
  all(): PerformanceMetrics {
    const now = this.#clock.now();
    return {
      strategies: Array.from(this.#strategies, ([id, tracking]) =>
        tracking.metrics(id, now),
      ),
      latencies: Array.from(this.#latencies, ([type, histogram]) =>
        latencyMetrics(type, histogram),
      ),
    };
  }

  /** Everything in Prometheus' text format, for an endpoint to serve. */
  prometheus(): string {
    return prometheusText(this.all());
  }
}

const NS_PER_MS = 1_000_000;
const LONGEST_NS = 60_000 * NS_PER_MS;

class Tracking {
  errors = 0;
  readonly #type: string;
  readonly #startedAt: number;
  readonly #times = new Map<string, number>();
  /** Null once it has ended, so that an ended machine can be collected. */
  #machine: Tracked | null;
  #orders = 0;
  #transitions = 0;
  #state: string;
  #since: number;
  #endedAt: number | null = null;

  constructor(machine: Tracked, state: string, time: number) {
    this.#machine = machine;
    this.#type = machine.type;
    this.#startedAt = time;
    this.#state = state;
    this.#since = time;
  }

  transition(to: string, time: number): void {
    this.#transitions += 1;
    if (to === this.#state) return;
    this.#times.set(this.#state, this.#timeIn(this.#state, time));
    this.#state = to;
    this.#since = time;
  }

  end(time: number): void {
    this.#endedAt ??= time;
    this.#orders = this.#machine?.ordersPlaced ?? this.#orders;
    this.#machine = null;
  }

  metrics(strategyId: string, now: number): StrategyMetrics {
    const end = this.#endedAt ?? now;
    const times = new Map(this.#times);
    times.set(this.#state, this.#timeIn(this.#state, end));
    return {
      strategyId,
      strategyType: this.#type,
      stateTransitions: this.#transitions,
      ordersPlaced: this.#machine?.ordersPlaced ?? this.#orders,
      errors: this.errors,
      executionTimeMs: end - this.#startedAt,
      timePerStateMs: Object.fromEntries(times),
    };
  }

  #timeIn(state: string, now: number): number {
    const before = this.#times.get(state) ?? 0;
    return state === this.#state ? before + (now - this.#since) : before;
  }
}

function latencyMetrics(
  strategyType: string,
  histogram: RecordableHistogram,
): LatencyMetrics {
  const percentile = (percent: number) =>
    histogram.percentile(percent) / NS_PER_MS;
  return {
    strategyType,
    count: histogram.count,
    meanMs: histogram.mean / NS_PER_MS,
    minMs: histogram.min / NS_PER_MS,
    p50Ms: percentile(50),
    p90Ms: percentile(90),
    p99Ms: percentile(99),
    maxMs: histogram.max / NS_PER_MS,
  };
}
