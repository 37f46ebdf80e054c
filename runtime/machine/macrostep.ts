import type { StepText } from "../trail-record.ts";
import type { WaitingEvent } from "./inbox.ts";
import type { Intent } from "./intent.ts";

/** A raised event, or the `done` of a composite. */
export interface Raised {
  readonly name: string;
  readonly payload: unknown;
  /** One of the machine's own, not a trigger. */
  readonly fact: boolean;
}

/** What the running macrostep has collected so far. */
export class Macrostep<Output> {
  intents: Intent<Output>[] = [];
  steps: number[] = [];
  raised: Raised[] = [];
  /** Runs whose states were entered: they start when the machine has come to rest. */
  due: number[] = [];
  /** The time that all of it sees; NaN until the clock is read. */
  now = NaN;
  /** Steps taken after the event's own. */
  followed = 0;
  isSettling = false;
  /** Whether states were left or entered. */
  hasMoved = false;
  hasEnded = false;
  /** Whether the event may lift a halt. */
  lifts = false;
  /** Before this macrostep changed it; null while it has not. */
  haltedBefore: boolean | null = null;
  /** The event as it was sent, where it came through a queue or with a message. */
  event: WaitingEvent | null = null;
  /** What callbacks are told; null after the event's own step. */
  message: string | null = null;

  /** What the journal is to be told once the rest of it is done; null where it is told nothing. */
  record: MacrostepRecord | null = null;

  /** Committed or undone: on to the next. */
  clear(): void {
    if (this.intents.length > 0) this.intents = [];
    if (this.raised.length > 0) this.raised = [];
    if (this.due.length > 0) this.due = [];
    this.steps.length = 0;
    this.now = NaN;
    this.followed = 0;
    this.isSettling = false;
    this.hasMoved = false;
    this.hasEnded = false;
    this.lifts = false;
    this.haltedBefore = null;
    this.event = null;
    this.message = null;
    this.record = null;
  }
}

export interface MacrostepRecord {
  readonly trigger: string;
  readonly payload: unknown;
  readonly message: string | null;
  readonly eventId: string | null;
  readonly steps: readonly StepText[];
}
