/** `@fsmc/runtime/otel`: figures of strategies for OpenTelemetry, through its API. */
export { observeMetrics } from "./meters.ts";
export { openTelemetryTracker, type OpenTelemetryOptions } from "./tracker.ts";
