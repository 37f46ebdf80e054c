import { ceilToGrid, floorToGrid, midPrice, type Quote } from "@fsmc/runtime";
import type {
  CrossExchangeMakerPayloads,
  CrossExchangeMakerSettings,
} from "../generated/cross-exchange-maker.ts";
import type { Leg, Venues } from "./cross-exchange-maker.market.ts";

/** Where an order on the maker's venue would be placed now. */
export type Prices = CrossExchangeMakerPayloads["QUOTE"];

/** What a quote says: prices; that the taker's are too old; nothing, as long as one venue has not been heard of lately. */
export type Heard = Prices | "blind" | null;

/** What a hedge brings, and what it leaves for the maker order, at the latest quotes of both venues. */
export class MakerPrices {
  readonly #settings: CrossExchangeMakerSettings;
  readonly #makerId: string;
  readonly #tick: number;
  readonly #latest: Record<Leg, Quote | null> = { maker: null, taker: null };

  constructor(
    { maker: { instrument } }: Venues,
    settings: CrossExchangeMakerSettings,
  ) {
    this.#settings = settings;
    this.#makerId = instrument.id;
    this.#tick = instrument.tickSize;
  }

  hear(quote: Quote): Heard {
    const isMakers = quote.instrument.id === this.#makerId;
    this.#latest[isMakers ? "maker" : "taker"] = quote;
    const { maker, taker } = this.#latest;
    if (maker === null || taker === null) return null;
    const since = quote.time - this.#settings.maxQuoteAge;
    if (taker.time < since || !hasBothSides(taker)) return "blind";
    if (maker.time < since || !hasBothSides(maker)) return null;
    return {
      buyAt: this.#buyAt(maker, taker.bid),
      sellAt: this.#sellAt(maker, taker.ask),
      middle: midPrice(maker),
      bid: taker.bid,
      ask: taker.ask,
    };
  }

  /** No more than the hedge pays for, and no more than it takes to be first. */
  #buyAt({ bid, ask }: Quote, hedgedAt: number): number {
    const { makerFee, takerFee, profit } = this.#settings;
    const pays = (hedgedAt * (1 - takerFee)) / (1 + makerFee + profit);
    const tick = this.#tick;
    return floorToGrid(Math.min(pays, bid + tick, ask - tick), tick);
  }

  /** The same for a sale: no less. */
  #sellAt({ bid, ask }: Quote, hedgedAt: number): number {
    const { makerFee, takerFee, profit } = this.#settings;
    const pays = (hedgedAt * (1 + takerFee)) / (1 - makerFee - profit);
    const tick = this.#tick;
    return ceilToGrid(Math.max(pays, ask - tick, bid + tick), tick);
  }
}

/** A side without a quantity has no price at which anybody trades. */
function hasBothSides({ bidSize, askSize }: Quote): boolean {
  return bidSize > 0 && askSize > 0;
}
