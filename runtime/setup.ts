import type { Host, HostOptions } from "./host.ts";
import type { PaperExchangeOptions } from "./exchange/paper/options.ts";
import type { Ledger } from "./exchange/ledger/ledger.ts";
import type { JournaledMachine } from "./journal/journal.ts";
import type { MachineSnapshot } from "./journal/snapshot.ts";
import type { MarketEvent } from "./market/event.ts";
import type { StrategyResult } from "./result.ts";
import type { Outcome, Phase } from "./vocabulary.ts";

/**
 * What `fsmc run` needs to know of a strategy: the default export of
 * `strategies/<name>.callbacks.ts`.
 *
 * @typeParam Params the type of the generated machine's option `params`
 */
export interface StrategySetup<Params = Readonly<Record<string, unknown>>> {
  /**
   * The market of this run.
   *
   * @throws MarketDataError if the recordings have not what it needs
   */
  market(request: MarketRequest<Params>): Market | Promise<Market>;
  /** One machine, not started. Called again after the end of the one before, if it `repeats`. */
  create(parts: SetupParts<Params>): RunningStrategy;
  /** After a run has ended at a final state, the next begins with the next event. Default: the first end is the end. */
  readonly repeats?: boolean;
}

export interface MarketRequest<Params> {
  /** The folder of recordings; null: simulate. */
  readonly data: string | null;
  readonly seed: number;
  /** The first and the last day of the recordings that are wanted, as UTC midnights in milliseconds since the epoch; null: as far as they go. */
  readonly from: number | null;
  readonly to: number | null;
  /** What the user said, of the spec's types; the machine knows the defaults of the others. */
  readonly params: Params;
}

/** What a run trades on. */
export interface Market {
  readonly source: "recorded" | "simulated";
  /** One line for people: `Bybit BTCUSDT, spot and perpetual, minute quotes of 2022-12-13`. */
  readonly description: string;
  /** In time order. */
  readonly events: AsyncIterable<MarketEvent> | Iterable<MarketEvent>;
  /** Where the clock starts, in milliseconds since the epoch; not after the first event. */
  readonly start: number;
  /** About the time of the last event: for the progress that is shown. */
  readonly end: number;
  /** The paper exchange; clock and seed are the run's. */
  readonly exchange: Omit<PaperExchangeOptions, "clock" | "seed">;
}

export interface SetupParts<Params> {
  /** Of this machine, and what its client order ids begin with: `arbitrage-1`, `arbitrage-2` … */
  readonly id: string;
  readonly params: Params;
  /** To be handed on to the machine. */
  readonly host: HostOptions;
  readonly market: Market;
  /** What stands between the machine and its callbacks: nothing in a run, what makes them fail in a test. Give the machine `wrap(callbacks)`. */
  wrap<Callbacks extends object>(this: void, callbacks: Callbacks): Callbacks;
}

export interface RunningStrategy {
  readonly machine: RunnableMachine;
  /** Called with each event, after the exchange has had it, while the machine runs. Sends the triggers. */
  onMarket(event: MarketEvent): void | Promise<void>;
  /** The market has ended: the last chance to close. The clock then goes on for a minute, so that orders settle. */
  end?(): void | Promise<void>;
  /** What a reader should know beside the result, above all why nothing was traded. Asked once, of the last one. */
  findings?(): readonly Finding[];
}

/** `best spread seen`: `4.1 bps at 13:22; both legs' fees are 20 bps`. */
export interface Finding {
  readonly label: string;
  readonly value: string;
}

/** What a run does with a machine; every generated one has it. */
export interface RunnableMachine {
  readonly id: string;
  readonly type: string;
  readonly host: Host;
  /** Those it was given, and the defaults of the others. */
  readonly params: object;
  readonly state: string | null;
  /** The active states that have no active child, in document order. */
  readonly configuration: readonly string[];
  readonly phase: Phase;
  readonly isCompleted: boolean;
  readonly isError: boolean;
  readonly errorCount: number;
  /** When the run ended, in milliseconds since the epoch; null while it has not. */
  readonly endedAt: number | null;
  /** Null without an exchange. */
  readonly ledger: Ledger | null;
  start(): void;
  /**
   * Instead of `start()`, after a restart: goes on where it was by the journal.
   *
   * @throws JournalError if that is of another strategy, or another version of this one
   */
  recoverFrom(journaled: JournaledMachine): void;
  /** All that it is, as plain JSON. */
  snapshot(): MachineSnapshot;
  /** Takes an event, and resolves when it is durable. @throws UnknownTriggerError, PayloadError (rejects) */
  post(
    trigger: string,
    payload?: unknown,
    options?: { readonly id?: string },
  ): Promise<Outcome | "duplicate">;
  /** Resolves when all that happened so far is durable. */
  flushed(): Promise<void>;
  /** What came of it so far. */
  result(): StrategyResult;
  cleanup(): void;
}
