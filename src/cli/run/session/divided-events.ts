import type { MarketEvent } from "@fsmc/runtime";

/** A market in two parts: what was heard before a restart, and the rest. */
export class DividedEvents {
  readonly #events:
    AsyncIterator<MarketEvent, undefined> | Iterator<MarketEvent, undefined>;
  #held: MarketEvent | null = null;

  constructor(events: AsyncIterable<MarketEvent> | Iterable<MarketEvent>) {
    this.#events =
      Symbol.asyncIterator in events
        ? events[Symbol.asyncIterator]()
        : events[Symbol.iterator]();
  }

  /** Those until then, that instant included. */
  async *until(time: number): AsyncGenerator<MarketEvent> {
    for (;;) {
      const { done, value } = await this.#events.next();
      if (done === true) return;
      if (value.time > time) {
        this.#held = value;
        return;
      }
      yield value;
    }
  }

  async *rest(): AsyncGenerator<MarketEvent> {
    if (this.#held !== null) yield this.#held;
    this.#held = null;
    yield* this.until(Infinity);
  }
}
