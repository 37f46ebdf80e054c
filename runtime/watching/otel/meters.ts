import { metrics, type Meter, type Observable } from "@opentelemetry/api";
import type { Metric, MetricSource } from "../metric.ts";
import { SCOPE } from "./scope.ts";

/**
 * Lets OpenTelemetry read the figures of a source whenever it collects.
 *
 * Of histograms it reads how many there were and their sum: the API has none
 * that are read. Distributions come from {@link openTelemetryTracker}.
 *
 * @param meter default: the global provider's; without an SDK it does nothing
 * @returns ends it
 */
export function observeMetrics(
  source: MetricSource,
  meter: Meter = metrics.getMeter(SCOPE),
): () => void {
  const instruments = new Map<string, Observable>();
  for (const metric of source.read())
    for (const instrument of instrumentsOf(metric))
      instruments.set(instrument.name, instrument.make(meter));
  const observables = [...instruments.values()];
  const read = (result: {
    observe(
      instrument: Observable,
      value: number,
      attributes: Readonly<Record<string, string>>,
    ): void;
  }): void => {
    for (const metric of source.read())
      for (const { name, value, labels } of readingsOf(metric)) {
        const instrument = instruments.get(name);
        if (instrument !== undefined) result.observe(instrument, value, labels);
      }
  };
  meter.addBatchObservableCallback(read, observables);
  return () => meter.removeBatchObservableCallback(read, observables);
}

interface Instrument {
  readonly name: string;
  make(meter: Meter): Observable;
}

function instrumentsOf(metric: Metric): readonly Instrument[] {
  const { help, unit, kind } = metric;
  const name = nameOf(metric);
  const described = { description: help, unit };
  const counter = (name: string, unit: string): Instrument => ({
    name,
    make: (meter) =>
      meter.createObservableCounter(name, { description: help, unit }),
  });
  switch (kind) {
    case "counter":
      return [counter(name, unit)];
    case "gauge":
      return [
        { name, make: (meter) => meter.createObservableGauge(name, described) },
      ];
    case "histogram":
      return [counter(`${name}.count`, "1"), counter(`${name}.sum`, unit)];
  }
}

interface Reading {
  readonly name: string;
  readonly value: number;
  readonly labels: Readonly<Record<string, string>>;
}

function readingsOf(metric: Metric): readonly Reading[] {
  const name = nameOf(metric);
  if (metric.kind !== "histogram")
    return metric.samples.map(({ value, labels }) => ({ name, value, labels }));
  return metric.samples.flatMap(({ count, sum, labels }) => [
    { name: `${name}.count`, value: count, labels },
    { name: `${name}.sum`, value: sum, labels },
  ]);
}

/** `fsmc_orders_total` is `fsmc.orders`, `fsmc_state_seconds_total` is `fsmc.state`: the unit says the rest. */
function nameOf({ name }: Metric): string {
  return name
    .replace(/_total$/, "")
    .replace(/_seconds$/, "")
    .replaceAll("_", ".");
}
