export type {
  HistogramSample,
  Labels,
  Metric,
  MetricSource,
  Sample,
} from "./metric.ts";
export { MetricsServer, type MetricsServerOptions } from "./metrics-server.ts";
export type {
  ActivityMetrics,
  Durations,
  LatencyMetrics,
  PerformanceMetrics,
  StrategyMetrics,
} from "./performance.ts";
export {
  PerformanceTracker,
  type PerformanceTrackerOptions,
} from "./performance-tracker.ts";
export { PROMETHEUS_CONTENT_TYPE, prometheusText } from "./prometheus-text.ts";
