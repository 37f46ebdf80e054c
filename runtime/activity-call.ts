import type { ActivityExchange } from "./exchange/activity-exchange.ts";

/** Why an activity's signal is aborted: the state was left, the spec said `cancel`, the attempt took too long. */
export type StopReason = "left" | "cancelled" | "timeout";

/** What an activity is given besides its arguments. */
export interface ActivityCall {
  /** Aborted: stop it. Not: it did not happen. Its `reason` is a {@link StopReason}. */
  readonly signal: AbortSignal;
  /** The client order id: the same for retries and restarts, until an attempt has certainly failed. */
  readonly key: string;
  /** From 1. */
  readonly attempt: number;
  /** A process before this one may have begun this attempt: ask before acting. */
  readonly resumed: boolean;
  /** When the run started, milliseconds since the epoch. */
  readonly startedAt: number;
  /** Says what is done so far, in cumulative quantities. @throws ResultError */
  readonly report: (partial: unknown) => void;
  /** Null where the host has no exchange. */
  readonly exchange: ActivityExchange | null;
  /** The machine's. */
  readonly id: string;
}
