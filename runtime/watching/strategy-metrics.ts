import type { HistogramSample, Labels, Metric } from "./metric.ts";
import type {
  Durations,
  PerformanceMetrics,
  StrategyMetrics,
} from "./performance.ts";

/** Whether figures are each strategy's, or those of all of its type together. */
export type MetricDetail = "strategy" | "type";

/** What strategies did, as measurements; times in seconds. */
export function strategyMetrics(
  { strategies, latencies, activities }: PerformanceMetrics,
  detail: MetricDetail = "strategy",
): readonly Metric[] {
  const rows = detail === "type" ? byType(strategies) : strategies.map(row);
  const each = (value: (metrics: StrategyMetrics) => number) =>
    rows.map(({ labels, metrics }) => ({ labels, value: value(metrics) }));
  return [
    {
      name: "fsmc_transitions_total",
      help: "Macrosteps that took a transition.",
      unit: "{transition}",
      kind: "counter",
      samples: each((metrics) => metrics.stateTransitions),
    },
    {
      name: "fsmc_orders_total",
      help: "Orders placed.",
      unit: "{order}",
      kind: "counter",
      samples: each((metrics) => metrics.ordersPlaced),
    },
    {
      name: "fsmc_errors_total",
      help: "Errors.",
      unit: "{error}",
      kind: "counter",
      samples: each((metrics) => metrics.errors),
    },
    {
      name: "fsmc_execution_seconds",
      help: "Time since the strategy started, or that it took.",
      unit: "s",
      kind: "gauge",
      samples: each((metrics) => metrics.executionTimeMs / 1_000),
    },
    {
      name: "fsmc_state_seconds_total",
      help: "Time spent in each state.",
      unit: "s",
      kind: "counter",
      samples: rows.flatMap(({ labels, metrics }) =>
        Object.entries(metrics.timePerStateMs).map(([state, time]) => ({
          labels: { ...labels, state },
          value: time / 1_000,
        })),
      ),
    },
    {
      name: "fsmc_macrostep_seconds",
      help: "How long macrosteps took, callbacks included.",
      unit: "s",
      kind: "histogram",
      samples: latencies.map((latency) =>
        histogram({ type: latency.strategyType }, latency),
      ),
    },
    {
      name: "fsmc_activity_seconds",
      help: "How long attempts of activities took, by what they came to.",
      unit: "s",
      kind: "histogram",
      samples: activities.map((each) => {
        const { strategyType: type, activity, outcome } = each;
        return histogram({ type, activity, outcome }, each);
      }),
    },
  ];
}

/** Of times in milliseconds, in seconds. */
export function histogram(
  labels: Labels,
  { buckets, count, sumMs }: Durations,
): HistogramSample {
  return {
    labels,
    buckets: buckets.map((bucket) => ({
      most: bucket.mostMs / 1_000,
      count: bucket.count,
    })),
    count,
    sum: sumMs / 1_000,
  };
}

interface Row {
  readonly labels: Labels;
  readonly metrics: StrategyMetrics;
}

function row(metrics: StrategyMetrics): Row {
  const { strategyId: strategy, strategyType: type } = metrics;
  return { labels: { strategy, type }, metrics };
}

function byType(strategies: readonly StrategyMetrics[]): readonly Row[] {
  const sums = new Map<string, StrategyMetrics>();
  for (const metrics of strategies) {
    const { strategyType: type } = metrics;
    const sum = sums.get(type);
    sums.set(type, sum === undefined ? metrics : added(sum, metrics));
  }
  return Array.from(sums, ([type, metrics]) => ({ labels: { type }, metrics }));
}

function added(one: StrategyMetrics, other: StrategyMetrics): StrategyMetrics {
  const times = { ...one.timePerStateMs };
  for (const [state, time] of Object.entries(other.timePerStateMs))
    times[state] = (times[state] ?? 0) + time;
  return {
    ...one,
    stateTransitions: one.stateTransitions + other.stateTransitions,
    ordersPlaced: one.ordersPlaced + other.ordersPlaced,
    errors: one.errors + other.errors,
    executionTimeMs: one.executionTimeMs + other.executionTimeMs,
    timePerStateMs: times,
  };
}
