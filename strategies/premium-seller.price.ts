import { midPrice, type MarketEvent } from "@fsmc/runtime";

/** What an event says that its instrument is worth; null where it says nothing of that, as a quote without one of its sides. */
export function worthOf(event: MarketEvent): number | null {
  switch (event.kind) {
    case "quote":
      return event.bidSize > 0 && event.askSize > 0 ? midPrice(event) : null;
    case "trade":
      return event.price;
    case "bar":
      return event.close;
    case "level":
      return event.level;
    case "depth":
    case "funding":
    case "option":
      return null;
  }
}
