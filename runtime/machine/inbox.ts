import type { Outcome } from "../vocabulary.ts";
import type { Fact } from "./fact.ts";

/** An event that somebody sent, posted or raised, and that waits for its turn. */
export interface WaitingEvent {
  readonly trigger: string;
  readonly payload: unknown;
  readonly message: string | null;
  /** Sent or posted, not raised. */
  readonly outside: boolean;
  /** Told what became of it; null where nobody waits. */
  readonly settle: ((outcome: Outcome) => void) | null;
  /** What its sender calls it; null for most. */
  readonly id: string | null;
}

export type Waiting =
  | {
      readonly kind: "event" | "deferred";
      readonly event: WaitingEvent;
    }
  | { readonly kind: "fact"; readonly fact: Fact };

/** What came while the machine was at work, and what it deferred. */
export class Inbox {
  readonly #emergencies: WaitingEvent[] = [];
  readonly #others: Waiting[] = [];
  #deferred: WaitingEvent[] = [];
  /** Of the deferred ones, the next that is due again; those at or after `#end` wait for the next change. */
  #next = 0;
  #end = 0;
  /** Of them, the one whose turn it is. */
  #taken: WaitingEvent | null = null;
  /** The configuration has changed since the last one was taken: the round has begun anew. */
  #isRenewed = false;

  /** Without the one whose turn it is: what comes of it is written down. */
  get deferred(): readonly WaitingEvent[] {
    const taken = this.#taken;
    return taken === null
      ? this.#deferred
      : this.#deferred.filter((event) => event !== taken);
  }

  add(event: WaitingEvent, emergency: boolean): void {
    if (emergency) this.#emergencies.push(event);
    else this.#others.push({ kind: "event", event });
  }

  addFact(fact: Fact): void {
    this.#others.push({ kind: "fact", fact });
  }

  defer(event: WaitingEvent): void {
    // Deferred again: it keeps its place.
    if (event === this.#taken) this.#taken = null;
    if (!this.#deferred.includes(event)) this.#deferred.push(event);
  }

  /** The configuration has changed: the deferred events are due, the oldest first. */
  recallDeferred(): void {
    this.#next = 0;
    this.#end = this.#deferred.length;
    this.#isRenewed = true;
  }

  /** Emergencies first, then deferred events that are due, then the rest in order; null when nothing is left. */
  take(): Waiting | null {
    const emergency = this.#emergencies.shift();
    if (emergency !== undefined) return { kind: "event", event: emergency };
    if (this.#next < this.#end) {
      const event = this.#deferred[this.#next];
      this.#isRenewed = false;
      if (event !== undefined) return { kind: "deferred", event };
    }
    return this.#others.shift() ?? null;
  }

  takeUp(event: WaitingEvent): void {
    this.#taken = event;
  }

  /** After a deferred event's turn: gone, or deferred again. */
  tookDeferred(event: WaitingEvent, again: boolean): void {
    this.#taken = null;
    const place = this.#deferred.indexOf(event);
    if (place < 0) return;
    if (again) {
      if (!this.#isRenewed) this.#next = place + 1;
      return;
    }
    this.#deferred.splice(place, 1);
    if (place < this.#end) this.#end -= 1;
    if (place < this.#next) this.#next -= 1;
  }

  dropDeferred(): void {
    this.#deferred = [];
    this.#next = 0;
    this.#end = 0;
  }
}
