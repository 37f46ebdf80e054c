import type { AttemptOutcome } from "../tracker.ts";

/** What one strategy did. */
export interface StrategyMetrics {
  readonly strategyId: string;
  readonly strategyType: string;
  readonly stateTransitions: number;
  readonly ordersPlaced: number;
  readonly errors: number;
  /** From its start to its end, or to now. */
  readonly executionTimeMs: number;
  /** By the state's shortest unique name; the active one up to now. */
  readonly timePerStateMs: Readonly<Record<string, number>>;
}

/** How long something took, over all times that it happened. */
export interface Durations {
  readonly count: number;
  readonly sumMs: number;
  readonly meanMs: number;
  readonly minMs: number;
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** In ascending order, how many took at most so long. */
  readonly buckets: readonly {
    readonly mostMs: number;
    readonly count: number;
  }[];
}

/** How long the macrosteps of all strategies of one type took, callbacks included. */
export interface LatencyMetrics extends Durations {
  readonly strategyType: string;
}

/** How long the attempts of an activity took that came to one end, by the host's clock. */
export interface ActivityMetrics extends Durations {
  readonly strategyType: string;
  readonly activity: string;
  readonly outcome: AttemptOutcome;
}

export interface PerformanceMetrics {
  readonly strategies: readonly StrategyMetrics[];
  readonly latencies: readonly LatencyMetrics[];
  readonly activities: readonly ActivityMetrics[];
}
