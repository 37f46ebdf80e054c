import type { Journal } from "@fsmc/runtime";
import type { VenueLog } from "../venue/venue-log.ts";

/** What a run is kept in, and goes on from. */
export interface DurableRun {
  readonly journal: Journal;
  readonly venueLog: VenueLog;
  /** When its last record was written, in milliseconds since the epoch; null: it has none. */
  readonly lastRecordAt: number | null;
}

/** Simulated time, which waits for what happens in the real world. */
interface HoldingClock {
  hold(promise: Promise<unknown>): void;
}

/** A journal for which simulated time waits: nothing happens before what came first is durable. */
export class AwaitedJournal implements Journal {
  readonly #journal: Journal;
  readonly #clock: HoldingClock;
  readonly #onFailure: (error: unknown) => void;
  #isWaiting = false;
  #isBehind = false;

  constructor(
    journal: Journal,
    clock: HoldingClock,
    onFailure: (error: unknown) => void,
  ) {
    this.#journal = journal;
    this.#clock = clock;
    this.#onFailure = onFailure;
  }

  append(...args: Parameters<Journal["append"]>): void {
    this.#journal.append(...args);
    this.#isBehind = true;
    if (!this.#isWaiting) this.#clock.hold(this.#caughtUp());
  }

  flushed(machine?: string): Promise<void> {
    return this.#journal.flushed(machine);
  }

  hasApplied(...args: Parameters<Journal["hasApplied"]>): boolean {
    return this.#journal.hasApplied(...args);
  }

  has(machine: string): boolean {
    return this.#journal.has(machine);
  }

  recall(machine: string): ReturnType<Journal["recall"]> {
    return this.#journal.recall(machine);
  }

  machines(): readonly string[] {
    return this.#journal.machines();
  }

  close(): Promise<void> {
    return this.#journal.close();
  }

  async #caughtUp(): Promise<void> {
    this.#isWaiting = true;
    try {
      while (this.#isBehind) {
        this.#isBehind = false;
        await this.#journal.flushed();
      }
    } catch (error) {
      this.#onFailure(error);
    } finally {
      this.#isWaiting = false;
    }
  }
}
