import type { PlainFailure } from "./failure.ts";
import type { RetentionOptions } from "./retention.ts";

/** How the thread that writes is started. */
export interface WriterSetup extends RetentionOptions {
  readonly path: string;
  readonly synchronous: "full" | "normal";
  /** The file grows to this many pages (of 4,096 bytes) and no further; null: as far as the disk goes. */
  readonly mostPages: number | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** To the thread: lines of a batch, or what else there is to be done. */
export type ToWriter =
  string | { readonly kind: "compact" } | { readonly kind: "close" };

export interface CompactionReport {
  /** Of the file, in bytes. */
  readonly before: number;
  readonly after: number;
  /** Records that are not kept any more. */
  readonly removed: number;
}

/** From the thread. */
export type FromWriter =
  | { readonly kind: "opened"; readonly warnings: readonly string[] }
  | { readonly kind: "refused"; readonly failure: PlainFailure }
  /** The batch is written. */
  | { readonly kind: "durable" }
  /** It cannot be written for now, and is tried again. */
  | { readonly kind: "stalled"; readonly failure: PlainFailure }
  /** Nothing can be written any more. */
  | { readonly kind: "broken"; readonly failure: PlainFailure }
  | { readonly kind: "compacted"; readonly report: CompactionReport }
  | { readonly kind: "not-compacted"; readonly failure: PlainFailure }
  | { readonly kind: "warning"; readonly text: string }
  | { readonly kind: "closed"; readonly failure: PlainFailure | null };
