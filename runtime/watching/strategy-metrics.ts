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
  const groups = Map.groupBy(strategies, ({ strategyId, strategyType }) =>
    detail === "type" ? strategyType : strategyId,
  );
  const each = (value: (metrics: StrategyMetrics) => number) =>
    Array.from(groups.values(), (group) => ({
      labels: labelsOf(group, detail),
      value: sumOf(group, value),
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
      samples: Array.from(groups.values()).flatMap((group) =>
        statesOf(group).map((state) => ({
          labels: { ...labelsOf(group, detail), state },
          value: sumOf(
            group,
            ({ timePerStateMs }) => (timePerStateMs[state] ?? 0) / 1_000,
          ),
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

function sumOf(
  group: readonly StrategyMetrics[],
  value: (metrics: StrategyMetrics) => number,
): number {
  return group.reduce((sum, metrics) => sum + value(metrics), 0);
}

function statesOf(group: readonly StrategyMetrics[]): readonly string[] {
  const states = group.flatMap((each) => Object.keys(each.timePerStateMs));
  return [...new Set(states)];
}

function labelsOf(
  [first]: readonly StrategyMetrics[],
  detail: MetricDetail,
): Labels {
  if (first === undefined) return {};
  const { strategyId: strategy, strategyType: type } = first;
  return detail === "type" ? { type } : { strategy, type };
}
