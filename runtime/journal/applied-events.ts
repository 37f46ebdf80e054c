const MOST = 1024;
const LONGEST = 24 * 60 * 60 * 1000;

/**
 * The ids of the events that a machine has applied, so that none is applied
 * twice: the last 1,024, and none older than 24 hours.
 */
export class AppliedEvents {
  /** Insertion order is age. */
  readonly #times = new Map<string, number>();

  has(eventId: string, now: number): boolean {
    const time = this.#times.get(eventId);
    return time !== undefined && time > now - LONGEST;
  }

  /** All that are remembered with their times, oldest first. */
  entries(): readonly (readonly [id: string, time: number])[] {
    return [...this.#times];
  }

  /** It was not applied after all. */
  delete(eventId: string): void {
    this.#times.delete(eventId);
  }

  add(eventId: string, now: number): void {
    this.#times.delete(eventId);
    this.#times.set(eventId, now);
    for (const [oldest, time] of this.#times) {
      if (this.#times.size <= MOST && time > now - LONGEST) break;
      this.#times.delete(oldest);
    }
  }
}
