import type { IndexLevel, MarketEvent } from "../event.ts";
import type { Quote } from "../quote.ts";

interface Window {
  readonly kind: "gap" | "halt" | "freeze";
  readonly from: number;
  readonly to: number;
}

/** What one instrument goes through, and what was last heard of it. */
interface Subject {
  readonly windows: readonly Window[];
  quote: Quote | null;
  level: IndexLevel | null;
  /** Where a halt was told last: its beginning. */
  told: number | null;
}

/** Keeps events from being heard, as a script says. */
export class Interference {
  readonly #subjects: ReadonlyMap<string, Subject>;

  /** @param windows by instrument id */
  constructor(windows: ReadonlyMap<string, readonly Window[]>) {
    this.#subjects = new Map(
      [...windows].map(([id, all]) => [
        id,
        { windows: all, quote: null, level: null, told: null },
      ]),
    );
  }

  /** What is heard instead: mostly the event itself; null for nothing. */
  apply(event: MarketEvent): MarketEvent | null {
    const subject = this.#subjects.get(event.instrument.id);
    if (subject === undefined || event.kind === "funding") return event;
    const { time } = event;
    const window = subject.windows.find(
      ({ from, to }) => time >= from && time < to,
    );
    if (window === undefined) {
      if (event.kind === "quote") subject.quote = event;
      if (event.kind === "level") subject.level = event;
      return event;
    }
    switch (window.kind) {
      case "gap":
        return event.kind === "trade" || event.kind === "bar" ? event : null;
      case "halt":
        return event.kind === "quote" ? halted(subject, window, event) : null;
      case "freeze":
        return frozen(subject, event);
    }
  }
}

function halted(
  subject: Subject,
  { from }: Window,
  event: Quote,
): MarketEvent | null {
  if (subject.told === from) return null;
  subject.told = from;
  const last = subject.quote ?? event;
  return { ...last, time: event.time, bidSize: 0, askSize: 0 };
}

function frozen(
  { quote, level }: Subject,
  { kind, time }: MarketEvent,
): MarketEvent | null {
  if (kind === "quote" && quote !== null) return { ...quote, time };
  if (kind === "level" && level !== null) return { ...level, time };
  return null;
}
