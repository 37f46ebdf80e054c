import type { DepthLevel, MarketEvent } from "../../../runtime/market/event.ts";
import type { Instrument } from "../../../runtime/market/instrument.ts";
import type { Quote } from "../../../runtime/market/quote.ts";

/** Quotes with sizes that are not the best of what all depth updates before them add up to. */
export function quotesBesideTheBook(
  events: Iterable<MarketEvent>,
  of: Instrument,
): Quote[] {
  const bids = new Map<number, number>();
  const asks = new Map<number, number>();
  const faults: Quote[] = [];
  for (const event of events) {
    if (event.instrument !== of) continue;
    if (event.kind === "depth") {
      apply(bids, event.bids);
      apply(asks, event.asks);
    } else if (event.kind === "quote" && event.bidSize > 0) {
      const bid = Math.max(...bids.keys());
      const ask = Math.min(...asks.keys());
      const book = [bid, bids.get(bid), ask, asks.get(ask)];
      const best = [event.bid, event.bidSize, event.ask, event.askSize];
      if (best.join() !== book.join()) faults.push(event);
    }
  }
  return faults;
}

function apply(book: Map<number, number>, levels: readonly DepthLevel[]): void {
  for (const { price, quantity } of levels)
    if (quantity === 0) book.delete(price);
    else book.set(price, quantity);
}
