import type { Span } from "../record/course.ts";
import type { FillCount } from "../record/fill-counts.ts";
import type { Silence } from "../record/silences.ts";
import type { BandRow } from "./bands.ts";

/** What a chart shows. */
export interface ChartData {
  /** Milliseconds since the epoch, like `end`. */
  readonly start: number;
  readonly end: number;
  /** What money is told in. */
  readonly currency: string;
  /** Net PnL with what is held at its marks, and of it what is realized, fees and funding included. */
  readonly equity: readonly Span[];
  readonly realized: readonly Span[];
  /** What each leg holds, at its marks. */
  readonly exposure: readonly {
    readonly leg: string;
    readonly spans: readonly Span[];
  }[];
  readonly fills: readonly FillCount[];
  readonly gaps: readonly Silence[];
  /** The states first, then the regions of parallel ones. */
  readonly rows: readonly BandRow[];
  /** By state, those inside of regions too; in milliseconds. */
  readonly timePerState: ReadonlyMap<string, number>;
  /** At the end. */
  readonly netPnl: number;
}

export interface ChartWords {
  readonly title: string;
  readonly subtitle: string;
  /** What must not be overlooked; null: nothing. */
  readonly alarm: string | null;
}
