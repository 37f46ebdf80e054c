import type { Instrument } from "../../market/instrument.ts";
import type { MarketEvent } from "../../market/event.ts";
import { midPrice } from "../../market/quote.ts";

/** The last price of one instrument, as a ledger values it. */
interface Mark {
  readonly instrument: Instrument;
  /** What one unit of `from` is worth in `to` is the price; null where it says nothing of two currencies. */
  readonly pair: { readonly from: string; readonly to: string } | null;
  price: number;
  isQuoted: boolean;
}

/**
 * The last prices: the mid of the quote; where there never was one, what was
 * last traded or published.
 */
export class Marks {
  readonly #marks = new Map<string, Mark>();
  /** Those that convert one currency into another. */
  readonly #pairs: Mark[] = [];

  hear(event: MarketEvent): void {
    switch (event.kind) {
      case "quote":
        this.#set(event.instrument, midPrice(event), true);
        break;
      case "trade":
        this.#set(event.instrument, event.price, false);
        break;
      case "bar":
      case "option":
        if (event.close !== null)
          this.#set(event.instrument, event.close, false);
        break;
      case "level":
        this.#set(event.instrument, event.level, false);
        break;
      case "depth":
      case "funding":
    }
  }

  /** The price of an own trade: better than none, until the market says one. */
  suggest(instrument: Instrument, price: number): void {
    if (!this.#marks.has(instrument.id)) this.#set(instrument, price, false);
  }

  priceOf({ id }: Instrument): number | null {
    return this.#marks.get(id)?.price ?? null;
  }

  /**
   * What one unit of a currency is worth in another, over as few instruments
   * as possible: coins by their spot or perpetual price, the coin of an
   * inverse perpetual by its own. Null if no price says.
   */
  rate(from: string, to: string): number | null {
    const rates = new Map([[from, 1]]);
    for (const [currency, worth] of rates) {
      if (currency === to) return worth;
      for (const { pair, price } of this.#pairs) {
        if (pair === null) continue;
        if (pair.from === currency && !rates.has(pair.to))
          rates.set(pair.to, worth * price);
        if (pair.to === currency && !rates.has(pair.from))
          rates.set(pair.from, worth / price);
      }
    }
    return null;
  }

  #set(instrument: Instrument, price: number, isQuoted: boolean): void {
    // Only an option can be worth nothing.
    if (!(instrument.kind === "option" ? price >= 0 : price > 0)) return;
    const mark = this.#marks.get(instrument.id);
    if (mark !== undefined) {
      if (mark.isQuoted && !isQuoted) return;
      mark.price = price;
      mark.isQuoted = isQuoted;
      return;
    }
    const pair = pairOf(instrument);
    const made = { instrument, pair, price, isQuoted };
    this.#marks.set(instrument.id, made);
    if (pair !== null) this.#pairs.push(made);
  }
}

/** What a price converts: `BTCUSDT`, in USDT, from BTC; of a share, an index, an option: nothing. */
function pairOf(instrument: Instrument): Mark["pair"] {
  const { kind, symbol, currency } = instrument;
  if (kind === "inverse-perpetual")
    return { from: currency, to: instrument.priceCurrency };
  if (kind !== "spot" && kind !== "linear-perpetual") return null;
  const letters = symbol.replace(/[^\p{L}\p{N}]/gu, "").toUpperCase();
  const to = currency.toUpperCase();
  if (!letters.endsWith(to) || letters === to) return null;
  return { from: letters.slice(0, -to.length), to: currency };
}
