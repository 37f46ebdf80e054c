import type { OutgoingEvent } from "../journal/snapshot.ts";

/** Events for other machines that these do not have yet, the oldest first. */
export class Outbox {
  #events: readonly OutgoingEvent[] = [];

  /** A list of its own after each change: the one before is in a snapshot, to compare with. */
  get events(): readonly OutgoingEvent[] {
    return this.#events;
  }

  add(events: readonly OutgoingEvent[]): void {
    if (events.length > 0) this.#events = [...this.#events, ...events];
  }

  /** They have arrived. */
  strike(ids: ReadonlySet<string>): void {
    this.#events = this.#events.filter((event) => !ids.has(event.id));
  }
}
