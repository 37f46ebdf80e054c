/**
 * What OpenTelemetry is told, as JSON: in a process of its own, since its API
 * has a build for bundlers that vitest takes and Node cannot load.
 */
import { observeMetrics, openTelemetryTracker } from "@fsmc/runtime/otel";
import { trace, type Span, type Tracer } from "@opentelemetry/api";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { Floor } from "../supervisor/floor.ts";

/** An SDK that is asked by hand. */
class Collector {
  readonly #exporter = new InMemoryMetricExporter(
    AggregationTemporality.CUMULATIVE,
  );
  readonly #reader = new PeriodicExportingMetricReader({
    exporter: this.#exporter,
    exportIntervalMillis: 1_000_000,
  });
  readonly meter = new MeterProvider({ readers: [this.#reader] }).getMeter(
    "test",
  );

  /** Points by instrument. */
  async collect() {
    this.#exporter.reset();
    await this.#reader.forceFlush();
    const [collected] = this.#exporter.getMetrics();
    const scopes = collected?.scopeMetrics ?? [];
    const all = scopes.flatMap(({ metrics }) => metrics);
    return Object.fromEntries(
      all.map(({ descriptor, dataPoints }) => [
        descriptor.name,
        {
          unit: descriptor.unit,
          points: dataPoints.map(({ attributes, value }) => ({
            attributes,
            value,
          })),
        },
      ]),
    );
  }
}

/** Keeps spans as they are told, in whose place an SDK would send them away. */
function tracerOf(spans: Record<string, unknown>[]): Tracer {
  return {
    startSpan(name, options) {
      const span: Span = trace.getTracer("none").startSpan(name);
      const kept: Record<string, unknown> = { name, ...options };
      spans.push(kept);
      return Object.assign(span, {
        setAttribute(key: string, value: unknown) {
          kept[key] = value;
          return span;
        },
        setStatus(status: unknown) {
          kept["status"] = status;
          return span;
        },
        end(time: unknown) {
          kept["endTime"] = time;
        },
      });
    },
    startActiveSpan() {
      throw new Error("not of use here");
    },
  };
}

const collector = new Collector();
const spans: Record<string, unknown>[] = [];
const tracker = openTelemetryTracker({
  meter: collector.meter,
  tracer: tracerOf(spans),
});
const budget = { exposure: { USDT: 1_000 } };
const floor = new Floor({ budget, more: { tracker } });
const end = observeMetrics(floor.supervisor, collector.meter);
const start = floor.world.clock.now();
floor.buyer("a").send("GO");
floor.counter("c").send("COUNT", { quantity: 2 });
const sick = floor.buyer("sick", 1, {
  buy() {
    throw new Error("no answer");
  },
});
sick.send("GO");
await floor.advance();
const metrics = await collector.collect();
end();
floor.buyer("late").send("GO");
await floor.advance();
const after = await collector.collect();
process.stdout.write(JSON.stringify({ start, metrics, after, spans }));
