import type {
  Journal,
  JournaledMachine,
  JournalRecord,
  JournalSource,
} from "../journal/journal.ts";
import type { Durations } from "../watching/performance.ts";
import { SLOW, Stopwatch } from "../watching/stopwatch.ts";

/** How far a journal is behind. */
export interface JournalLag {
  /** Records that are not durable yet. */
  readonly pending: number;
  /** How long the oldest of them has waited, in milliseconds. */
  readonly oldestMs: number;
  /** How long it took until records were durable. */
  readonly durable: Durations;
}

/** A journal, and how long it takes. */
export class JournalMeter implements Journal {
  readonly #journal: Journal;
  /** When each record that waits was appended: they become durable about in their order. */
  readonly #waiting = new Set<{ readonly since: number }>();
  readonly #durable = new Stopwatch(SLOW);

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  append(
    record: JournalRecord,
    durable: () => void,
    source: JournalSource | null = null,
  ): void {
    const wait = { since: performance.now() };
    this.#waiting.add(wait);
    const told = () => {
      this.#waiting.delete(wait);
      this.#durable.add(performance.now() - wait.since);
      durable();
    };
    this.#journal.append(record, told, source);
  }

  lag(): JournalLag {
    const [oldest] = this.#waiting;
    return {
      pending: this.#waiting.size,
      oldestMs: oldest === undefined ? 0 : performance.now() - oldest.since,
      durable: this.#durable.read(),
    };
  }

  flushed(machine?: string): Promise<void> {
    return this.#journal.flushed(machine);
  }

  hasApplied(machine: string, eventId: string, time: number): boolean {
    return this.#journal.hasApplied(machine, eventId, time);
  }

  has(machine: string): boolean {
    return this.#journal.has(machine);
  }

  recall(machine: string): JournaledMachine | null {
    return this.#journal.recall(machine);
  }

  machines(): readonly string[] {
    return this.#journal.machines();
  }

  close(): Promise<void> {
    return this.#journal.close();
  }
}
