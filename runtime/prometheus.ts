import type {
  LatencyMetrics,
  PerformanceMetrics,
  StrategyMetrics,
} from "./metrics.ts";

interface Metric {
  readonly name: string;
  readonly help: string;
  readonly type: "counter" | "gauge" | "summary";
  readonly samples: readonly string[];
}

type Labels = Readonly<Record<string, string>>;

/** Metrics in Prometheus' text format 0.0.4; times in seconds, as is the custom there. */
export function prometheusText({
  strategies,
  latencies,
}: PerformanceMetrics): string {
  const counter = (
    name: string,
    help: string,
    value: (metrics: StrategyMetrics) => number,
  ): Metric => ({
    name,
    help,
    type: "counter",
    samples: strategies.map((each) =>
      sample(name, labelsOf(each), value(each)),
    ),
  });
  const metrics: readonly Metric[] = [
    counter(
      "fsmc_transitions_total",
      "Macrosteps that took a transition.",
      (each) => each.stateTransitions,
    ),
    counter("fsmc_orders_total", "Orders placed.", (each) => each.ordersPlaced),
    counter("fsmc_errors_total", "Errors.", (each) => each.errors),
    {
      name: "fsmc_execution_seconds",
      help: "Time since the strategy started, or that it took.",
      type: "gauge",
      samples: strategies.map((each) =>
        sample(
          "fsmc_execution_seconds",
          labelsOf(each),
          each.executionTimeMs / 1000,
        ),
      ),
    },
    {
      name: "fsmc_state_seconds_total",
      help: "Time spent in each state.",
      type: "counter",
      samples: strategies.flatMap(stateSamples),
    },
    {
      name: "fsmc_macrostep_seconds",
      help: "How long macrosteps took, callbacks included.",
      type: "summary",
      samples: latencies.flatMap(latencySamples),
    },
  ];
  return metrics.map(metricText).join("");
}

function metricText({ name, help, type, samples }: Metric): string {
  if (samples.length === 0) return "";
  const lines = [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
  return [...lines, ...samples, ""].join("\n");
}

function stateSamples(metrics: StrategyMetrics): readonly string[] {
  return Object.entries(metrics.timePerStateMs).map(([state, time]) =>
    sample(
      "fsmc_state_seconds_total",
      { ...labelsOf(metrics), state },
      time / 1000,
    ),
  );
}

function latencySamples(latency: LatencyMetrics): readonly string[] {
  const type = latency.strategyType;
  const name = "fsmc_macrostep_seconds";
  const quantile = (quantile: string, ms: number) =>
    sample(name, { type, quantile }, ms / 1000);
  return [
    quantile("0.5", latency.p50Ms),
    quantile("0.9", latency.p90Ms),
    quantile("0.99", latency.p99Ms),
    sample(`${name}_sum`, { type }, (latency.meanMs * latency.count) / 1000),
    sample(`${name}_count`, { type }, latency.count),
  ];
}

function labelsOf({ strategyId, strategyType }: StrategyMetrics): Labels {
  return { strategy: strategyId, type: strategyType };
}

function sample(name: string, labels: Labels, value: number): string {
  const pairs = Object.entries(labels).map(
    ([label, text]) => `${label}="${escaped(text)}"`,
  );
  return `${name}{${pairs.join(",")}} ${value}`;
}

function escaped(text: string): string {
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replaceAll("\n", "\\n");
}
