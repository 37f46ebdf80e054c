/** Names that a measurement is told apart by: `{ strategy: "arb-1", type: "Arbitrage" }`. */
export type Labels = Readonly<Record<string, string>>;

/** One number at the time of reading. */
export interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

/** How many observations were at most so large, and what they add up to. */
export interface HistogramSample {
  readonly labels: Labels;
  /** Upper bounds in ascending order, each with how many observations lie at or below it; without the infinite one. */
  readonly buckets: readonly {
    readonly most: number;
    readonly count: number;
  }[];
  readonly count: number;
  readonly sum: number;
}

interface Described {
  /** In the style of Prometheus: `fsmc_orders_total`, base units, counters end in `_total`. */
  readonly name: string;
  /** One sentence for people. */
  readonly help: string;
  /** By the Unified Code for Units of Measure: `s`, `{machine}`. */
  readonly unit: string;
}

/** Measurements of one kind, whoever reads them: Prometheus, OpenTelemetry. */
export type Metric = Described &
  (
    | {
        readonly kind: "counter" | "gauge";
        readonly samples: readonly Sample[];
      }
    | {
        readonly kind: "histogram";
        readonly samples: readonly HistogramSample[];
      }
  );

/** Something that is measured: asked each time when somebody reads. */
export interface MetricSource {
  read(): readonly Metric[];
}
