import type { Clock } from "../clock.ts";
import type {
  AttemptEnded,
  Tracked,
  TrackedAttempt,
  Tracker,
} from "../tracker.ts";
import type { Metric, MetricSource } from "./metric.ts";
import type {
  ActivityMetrics,
  PerformanceMetrics,
  StrategyMetrics,
} from "./performance.ts";
import { prometheusText } from "./prometheus-text.ts";
import { QUICK, SLOW, Stopwatch } from "./stopwatch.ts";
import { strategyMetrics, type MetricDetail } from "./strategy-metrics.ts";

export interface PerformanceTrackerOptions {
  /**
   * What figures are read by: each strategy's own, or those of all of one type
   * together where there are thousands. Default: strategy.
   */
  readonly detail?: MetricDetail;
}

/** Counts what strategies do and how long it takes. */
export class PerformanceTracker implements Tracker, MetricSource {
  readonly #clock: Clock;
  readonly #detail: MetricDetail;
  readonly #strategies = new Map<string, Tracking>();
  /** By type: a histogram each machine would cost 10,000 machines a gigabyte. */
  readonly #latencies = new Map<string, Stopwatch>();
  readonly #activities = new Map<string, ActivityTimes>();

  /** @param clock the host's */
  constructor(clock: Clock, options: PerformanceTrackerOptions = {}) {
    this.#clock = clock;
    this.#detail = options.detail ?? "strategy";
  }

  started(machine: Tracked, state: string, time: number): void {
    this.#strategies.set(machine.id, new Tracking(machine, state, time));
  }

  transition(machine: Tracked, to: string, time: number): void {
    this.#strategies.get(machine.id)?.transition(to, time);
  }

  error(machine: Tracked): void {
    const tracking = this.#strategies.get(machine.id);
    if (tracking !== undefined) tracking.errors += 1;
  }

  ended(machine: Tracked, time: number): void {
    this.#strategies.get(machine.id)?.end(time);
  }

  macrostep(machine: Tracked, begun: number): void {
    const { type } = machine;
    const latency = this.#latencies.get(type) ?? new Stopwatch(QUICK);
    this.#latencies.set(type, latency);
    latency.add(performance.now() - begun);
  }

  attempt({ type, activity }: TrackedAttempt, begun: number): AttemptEnded {
    return (outcome, time) => {
      const id = JSON.stringify([type, activity, outcome]);
      const known = this.#activities.get(id) ?? {
        about: { strategyType: type, activity, outcome },
        times: new Stopwatch(SLOW),
      };
      this.#activities.set(id, known);
      known.times.add(Math.max(time - begun, 0));
    };
  }

  /** What a machine that is gone did is not told any more. */
  forget(strategyId: string): void {
    this.#strategies.delete(strategyId);
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
      latencies: Array.from(this.#latencies, ([strategyType, times]) => ({
        strategyType,
        ...times.read(),
      })),
      activities: Array.from(this.#activities.values(), ({ about, times }) => ({
        ...about,
        ...times.read(),
      })),
    };
  }

  read(): readonly Metric[] {
    return strategyMetrics(this.all(), this.#detail);
  }

  /** Everything in Prometheus' text format. */
  prometheus(): string {
    return prometheusText(this.read());
  }
}

interface ActivityTimes {
  readonly about: Pick<
    ActivityMetrics,
    "strategyType" | "activity" | "outcome"
  >;
  readonly times: Stopwatch;
}

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
