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

/** How long the macrosteps of all strategies of one type took, callbacks included. */
export interface LatencyMetrics {
  readonly strategyType: string;
  readonly count: number;
  readonly meanMs: number;
  readonly minMs: number;
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

export interface PerformanceMetrics {
  readonly strategies: readonly StrategyMetrics[];
  readonly latencies: readonly LatencyMetrics[];
}
