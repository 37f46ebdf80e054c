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
  /** Those of the machine, defaults included. */
  readonly params: object;
  /** Those that the user gave. */
  readonly paramsGiven: ParamValues;
  /** ISO 8601, like `end`. */
  readonly start: string;
  readonly end: string;
  /** What was heard of the market. */
  readonly events: number;
  readonly marketTimeMs: number;
  readonly interrupted: boolean;
  /** ISO 8601: where it went on after a restart; null: it began. Events, times, errors and refusals are counted from there. */
  readonly resumedAt: string | null;
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
  /** Orders that the venue rejected, by code and message, with how often. */
  readonly refusals: Readonly<Record<string, number>>;
  /** In which state runs ended, with how many; those that had not ended are not among them. */
  readonly ends: Readonly<Record<string, number>>;
  readonly transitions: number;
  readonly errors: number;
  /** Each message once, with how often. */
  readonly errorMessages: Readonly<Record<string, number>>;
  /** Mistakes in the code of activities, whether or not an arm took the outcome: by activity, name and message, with how often. */
  readonly activityFaults: Readonly<Record<string, number>>;
  /** By kind: overfills, fills of unknown orders, fills that contradict each other. */
  readonly incidents: Readonly<Record<string, number>>;
  /** How often each kind of fault had its effect. */
  readonly faults: Readonly<Record<string, number>>;
  /** What `--faults` named; null without it. */
  readonly faultFile: string | null;
  /** Where in it scripted faults stand that befell nothing: `faults.yaml:3:5`. */
  readonly faultsNeverFired: readonly string[];
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
  /** What it ended by; null while it has not ended. */
  readonly end: RunEnd | null;
  readonly executionTimeMs: number;
  readonly netPnl: number;
  readonly ordersExecuted: number;
  readonly transitions: number;
  /** The last error, whether or not it got over it. */
  readonly error: string | null;
}

/** The last transition of a run that has ended. */
export interface RunEnd {
  /** Null: it had ended before the run went on after a restart. */
  readonly trigger: string | null;
  /** ISO 8601. */
  readonly time: string;
}

/** Relative to where the user is, or as `--out` named their folder. */
export interface RunFiles {
  readonly blotter: string;
  readonly chart: string;
  readonly trail: string;
  readonly diagram: string;
  readonly result: string;
}
