import type {
  DepthLevel,
  DepthUpdate,
  IndexLevel,
  MarketEvent,
} from "../event.ts";
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
  /** What has changed in the book unheard: quantities by price. */
  readonly missed: Record<"bids" | "asks", Map<number, number>>;
}

/** Keeps events from being heard, as a script says. */
export class Interference {
  readonly #subjects: ReadonlyMap<string, Subject>;

  /** @param windows by instrument id */
  constructor(windows: ReadonlyMap<string, readonly Window[]>) {
    this.#subjects = new Map(
      [...windows].map(([id, all]) => [
        id,
        {
          windows: all,
          quote: null,
          level: null,
          told: null,
          missed: { bids: new Map(), asks: new Map() },
        },
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
      return event.kind === "depth" ? caughtUp(subject, event) : event;
    }
    if (event.kind === "depth") miss(subject, event);
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

function miss({ missed }: Subject, { bids, asks }: DepthUpdate): void {
  for (const { price, quantity } of bids) missed.bids.set(price, quantity);
  for (const { price, quantity } of asks) missed.asks.set(price, quantity);
}

/** With all that was missed, so that the book of whoever listens is right again. */
function caughtUp(subject: Subject, update: DepthUpdate): DepthUpdate {
  const { bids, asks } = subject.missed;
  if (bids.size === 0 && asks.size === 0) return update;
  miss(subject, update);
  const all = { ...update, bids: levelsOf(bids), asks: levelsOf(asks) };
  bids.clear();
  asks.clear();
  return all;
}

function levelsOf(
  quantities: ReadonlyMap<number, number>,
): readonly DepthLevel[] {
  return [...quantities].map(([price, quantity]) => ({ price, quantity }));
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
