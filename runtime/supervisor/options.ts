import type { StrategyFactory } from "../factory.ts";
import type { HostOptions } from "../host.ts";
import type { Journal } from "../journal/journal.ts";
import type { SqliteJournalOptions } from "../journal/sqlite/sqlite-journal.ts";
import type { PerformanceTrackerOptions } from "../watching/performance-tracker.ts";
import type { BudgetOptions } from "./budget/options.ts";

/** What may be said about a supervisor; each has a default. */
export interface SupervisorOptions extends Omit<
  HostOptions,
  "journal" | "supervision"
> {
  /** Null: what happened is kept in memory only, and no machine comes back after a restart. */
  readonly journal: Journal | null;
  /** What all strategies share. Default: no limits. */
  readonly budget?: BudgetOptions | null;
  /** What figures are read by: see {@link PerformanceTrackerOptions.detail}. Default: strategy. */
  readonly detail?: PerformanceTrackerOptions["detail"];
  /** Default: the one that generated files register with. */
  readonly factory?: StrategyFactory;
}

/** The same where the supervisor opens its journal itself. */
export interface OpenSupervisorOptions extends Omit<
  SupervisorOptions,
  "journal"
> {
  /** The path of the file. Default: `fsmc.journal`. */
  readonly journal?: string;
  readonly journalOptions?: SqliteJournalOptions;
}
