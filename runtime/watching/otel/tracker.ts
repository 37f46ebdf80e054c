import {
  metrics,
  SpanStatusCode,
  trace,
  type Meter,
  type Tracer,
} from "@opentelemetry/api";
import type { AttemptOutcome, Tracker } from "../../tracker.ts";
import { SCOPE } from "./scope.ts";

export interface OpenTelemetryOptions {
  /** Default: the global provider's; without an SDK it does nothing. */
  readonly meter?: Meter;
  /** Likewise. */
  readonly tracer?: Tracer;
}

/**
 * A tracker for a host or a supervisor: distributions of how long macrosteps
 * and activities take, and a span for each attempt of an activity, in the
 * host's time.
 */
export function openTelemetryTracker(
  options: OpenTelemetryOptions = {},
): Tracker {
  const meter = options.meter ?? metrics.getMeter(SCOPE);
  const tracer = options.tracer ?? trace.getTracer(SCOPE);
  const macrosteps = meter.createHistogram("fsmc.macrostep", {
    description: "How long macrosteps took, callbacks included.",
    unit: "s",
  });
  const activities = meter.createHistogram("fsmc.activity", {
    description: "How long attempts of activities took.",
    unit: "s",
  });
  return {
    started() {},
    transition() {},
    error() {},
    ended() {},
    macrostep({ type }, begun) {
      macrosteps.record((performance.now() - begun) / 1_000, { type });
    },
    attempt({ machine, type, activity, key, attempt, resumed }, begun) {
      const span = tracer.startSpan(activity, {
        startTime: new Date(begun),
        attributes: {
          "fsmc.machine": machine,
          "fsmc.type": type,
          "fsmc.client_order_id": key,
          "fsmc.attempt": attempt,
          "fsmc.resumed": resumed,
        },
      });
      return (outcome, time) => {
        activities.record((time - begun) / 1_000, { type, activity, outcome });
        span.setAttribute("fsmc.outcome", outcome);
        if (isTrouble(outcome))
          span.setStatus({ code: SpanStatusCode.ERROR, message: outcome });
        span.end(new Date(time));
      };
    },
  };
}

function isTrouble(outcome: AttemptOutcome): boolean {
  return outcome !== "done" && outcome !== "stopped";
}
