import type { Finding, Market } from "@fsmc/runtime";
import type { ParamValues } from "../params/param-values.ts";
import type { DayResult } from "../record/day-book.ts";
import type { Exposed } from "./open-positions.ts";

/** What `result.json` and `--json` say. Money in the reporting currency, times in milliseconds; nothing of real time. */
export interface RunSummary {
  readonly strategy: string;
  readonly data: {
    readonly source: Market["source"];
    readonly description: string;
    readonly seed: number;
  };
  /** Those that the user gave. */
  readonly params: ParamValues;
  /** ISO 8601, like `end`. */
  readonly start: string;
  readonly end: string;
  /** What was heard of the market. */
  readonly events: number;
  readonly marketTimeMs: number;
  readonly interrupted: boolean;
  /** How many machines ran, by the phase in which they ended. */
  readonly runs: number;
  readonly phases: Readonly<Record<string, number>>;
  readonly currency: string;
  readonly realizedPnl: number;
  readonly unrealizedPnl: number;
  readonly totalFees: number;
  /** Received; below 0: paid. */
  readonly funding: number;
  /** Realized and unrealized, less fees, with funding. */
  readonly netPnl: number;
  /** Currencies whose amounts are not in the sums, because no price converts them. */
  readonly unconverted: readonly string[];
  readonly ordersPlaced: number;
  readonly ordersExecuted: number;
  readonly fills: number;
  readonly positionsOpened: number;
  readonly positionsClosed: number;
  readonly transitions: number;
  readonly errors: number;
  /** Each message once, with how often. */
  readonly errorMessages: Readonly<Record<string, number>>;
  /** By kind: overfills, fills of unknown orders, fills that contradict each other. */
  readonly incidents: Readonly<Record<string, number>>;
  /** How often each kind of fault had its effect. */
  readonly faults: Readonly<Record<string, number>>;
  readonly timePerStateMs: Readonly<Record<string, number>>;
  /** What each leg holds at the end, by asset, over all machines; empty where it is flat. */
  readonly legs: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly endsExposed: boolean;
  readonly exposed: readonly Exposed[];
  readonly machines: readonly MachineResult[];
  /** Of each UTC day; one entry for a run of one day. */
  readonly days: readonly DayResult[];
  readonly findings: readonly Finding[];
  readonly files: RunFiles;
}

/** One of the machines, in their order. */
export interface MachineResult {
  readonly id: string;
  readonly state: string;
  readonly phase: string;
  readonly executionTimeMs: number;
  readonly netPnl: number;
  readonly ordersExecuted: number;
  readonly transitions: number;
  /** The last error, whether or not it got over it. */
  readonly error: string | null;
}

/** Relative to where the user is, or as `--out` named their folder. */
export interface RunFiles {
  readonly blotter: string;
  readonly chart: string;
  readonly trail: string;
  readonly diagram: string;
  readonly result: string;
}
