import type { Run } from "../activities.ts";
import type { Host } from "../host.ts";
import type { Failure } from "../failure.ts";
import type { Ledger } from "../exchange/ledger/ledger.ts";
import type { AppliedEvents } from "../journal/applied-events.ts";
import type { JournalSource } from "../journal/journal.ts";
import type { MachineState } from "../journal/snapshot.ts";
import { DelayedRaises } from "./delayed-raises.ts";
import { FaultWindow } from "./faults.ts";
import type { Held } from "./held.ts";
import { Inbox, type WaitingEvent } from "./inbox.ts";
import type { PendingFact } from "./fact.ts";
import type { MachineTimer } from "./machine-timer.ts";
import { Macrostep } from "./macrostep.ts";
import { Outbox } from "./outbox.ts";
import type { TimeLimit } from "./time-limit.ts";
import { UnsettledOrders } from "./unsettled.ts";

/** With a method, not a function: so a machine of one strategy is a machine, whatever its outputs. */
export interface OutputListener<Output> {
  hear(output: Output): void;
}

/** What most machines never need, or need rarely: made when first used. */
export class Workings<Output> {
  readonly #host: Host;
  readonly macrostep = new Macrostep<Output>();
  readonly inbox = new Inbox();
  readonly faults = new FaultWindow();
  readonly unsettled = new UnsettledOrders();
  readonly outbox = new Outbox();
  /** Outputs so far; of machines without a journal, whose records are not counted. */
  outputs = 0;
  readonly delayed: DelayedRaises;
  readonly timers: (MachineTimer | undefined)[] = [];
  /** Of active states, those that are over included: their outcome may be delivered again. */
  readonly runs = new Map<number, Run>();
  readonly runStamps: (number | undefined)[] = [];
  /** Facts whose handling failed, on their way to be delivered again. */
  readonly pending = new Set<PendingFact>();
  readonly listeners = new Set<OutputListener<Output>>();
  limit: TimeLimit | null = null;
  halted = false;
  /** When work on the event began, by the process's clock; of watched hosts. */
  begunAt = 0;
  /** The initial state was left; of machines that note it. */
  isInitialized = false;
  /** The queue is being worked off, or an error handled: what comes now waits. */
  isBusy = false;
  /** What fell due while the process was down goes first: whatever else waits, waits until then. */
  isCatchingUp = false;
  /** Reactions to the error that had their turn; null while none is handled. */
  tried: number[] | null = null;
  /** What `error` is in them and in arms. */
  failure: Failure = { code: null, message: "", attempt: 1 };
  /** The state whose activity failed without an arm for it; null for what was thrown. */
  failedIn: number | null = null;
  /** Whether `on error` or the forced error state took the last failure over. */
  wasTakenOver = false;
  hasTimedOut = false;
  /** Told after every macrostep. */
  watchers: (() => void)[] = [];
  /** The machine as of its last record in the journal; null without one. */
  journaled: MachineState | null = null;
  /** What waits for records to become durable, in their order. */
  readonly held: Held[] = [];
  source: JournalSource | null = null;
  /** What the books have heard is about to be written down. */
  isBookingDue = false;

  /** What was applied, by the names that senders gave; null until somebody gives one. */
  applied: AppliedEvents | null = null;
  ledger: Ledger | null = null;

  /** Whether somebody hears of the macrostep that is under way. */
  get isWatched(): boolean {
    return (
      this.#host.isWatched ||
      this.macrostep.event !== null ||
      this.watchers.length > 0
    );
  }

  constructor(host: Host, deliver: (event: WaitingEvent) => void) {
    this.#host = host;
    this.delayed = new DelayedRaises(host.clock, deliver);
  }
}
