import type { StrategyExchange } from "./exchange/exchange.ts";
import type { Ledger } from "./exchange/ledger/ledger.ts";
import type { OutgoingEvent } from "./journal/snapshot.ts";
import type { OutputEvent } from "./vocabulary.ts";

/** A run of an activity that opens or places is about to begin. */
export interface RunRequest {
  readonly machine: string;
  readonly type: string;
  readonly activity: string;
  readonly key: string;
}

/** Whether it may. */
export type Admission =
  | { readonly kind: "granted" }
  /** Its outcome is `failed`, and no error. */
  | {
      readonly kind: "refused";
      readonly code: string;
      readonly message: string;
    }
  /** Not in this process, which is about to end: the next one begins it, as the journal has it. */
  | { readonly kind: "kept back" };

/** Whose orders they are. */
export interface Trader {
  readonly id: string;
  readonly type: string;
  readonly ledger: Ledger;
  readonly activity: string;
  /** The run's: its first order is paid for with its admission. */
  readonly key: string;
}

/**
 * What machines ask of whoever looks after many of them: the other end is
 * `Supervisor`. None of it throws.
 */
export interface Supervision {
  /** Nothing from outside is taken any more: the process is about to end. */
  readonly isStopping: boolean;

  admit(request: RunRequest): Admission;

  /** The exchange as an activity that opens or places may use it. */
  exchangeFor(trader: Trader, exchange: StrategyExchange): StrategyExchange;

  /**
   * Where an output goes besides to its listeners.
   *
   * @param id of the output: the machine, the record, its place in that
   */
  address(output: OutputEvent, id: string): readonly OutgoingEvent[];

  /** Takes an event there; the record that it is in is durable. */
  deliver(source: string, event: OutgoingEvent): void;

  /** Runs what belongs to a machine (null: to none), so that a promise that it forgets is known to be its own. */
  confine<Result>(machine: string | null, act: () => Result): Result;
}
