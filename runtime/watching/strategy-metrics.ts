import type { HistogramSample, Labels, Metric } from "./metric.ts";
import type {
  Durations,
  PerformanceMetrics,
  StrategyMetrics,
} from "./performance.ts";

/** What strategies did, as measurements; times in seconds. */
export function strategyMetrics({
  strategies,
  latencies,
  activities,
}: PerformanceMetrics): readonly Metric[] {
  const each = (value: (metrics: StrategyMetrics) => number) =>
    strategies.map((metrics) => ({
      labels: labelsOf(metrics),
      value: value(metrics),
    }));
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
      samples: strategies.flatMap((metrics) =>
        Object.entries(metrics.timePerStateMs).map(([state, time]) => ({
          labels: { ...labelsOf(metrics), state },
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

function labelsOf({ strategyId, strategyType }: StrategyMetrics): Labels {
  return { strategy: strategyId, type: strategyType };
}
