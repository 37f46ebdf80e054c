import type { JournalRecord } from "@fsmc/runtime";
import type { Decision } from "./decide.ts";

/** A machine's events, executed once more. */
export interface ReplayedMachineResult {
  readonly machine: string;
  readonly type: string;
  /** The spec that made the records. */
  readonly recordedBy: SpecIdentity;
  readonly spec: SpecIdentity;
  /** Whether its params were recorded; else they are the spec's defaults and what was said. */
  readonly paramsKnown: boolean;
  /** That were executed. */
  readonly events: number;
  readonly same: number;
  /** Notes between events: orders, books, retries. */
  readonly passedOver: number;
  readonly differences: readonly Difference[];
}

export interface SpecIdentity {
  readonly version: number;
  readonly hash: string;
}

/** Where this spec decides otherwise. */
export interface Difference {
  readonly record: Pick<JournalRecord, "seq" | "time" | "trigger" | "payload">;
  readonly decision: Extract<
    Decision,
    { readonly kind: "otherwise" | "impossible" }
  >;
}
