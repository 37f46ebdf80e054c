import {
  blackScholes,
  impliedVolatility,
  midPrice,
  type Instrument,
  type MarketEvent,
  type OptionAnalytics,
  type OptionContract,
  type Quote,
} from "@fsmc/runtime";
import { worthOf } from "./premium-seller.price.ts";

/** An option that can be sold now. */
export interface Candidate {
  readonly contract: OptionContract;
  readonly quote: Quote;
  /** Without the sign. */
  readonly delta: number;
  /** Whose delta that is: the recording's, or worked out of the quote. */
  readonly source: "recorded" | "own";
}

const DAY = 86_400_000;
const YEAR = 365 * DAY;
/** Recorded greeks of the day before are as good as today's; older ones are not used. */
const ANALYTICS_AGE = 4 * DAY;
/** Recorded volatilities outside of this come of last prices that are days old. */
const PLAUSIBLE_VOLATILITY = { from: 0.05, to: 1.5 } as const;

/** What is known of one underlying's options: the last quotes, and the greeks that were recorded or that the quotes imply. */
export class OptionBoard {
  readonly #quotes = new Map<string, Quote>();
  readonly #analytics = new Map<string, OptionAnalytics>();
  readonly #contracts = new Map<string, OptionContract>();
  readonly #underlying: Instrument;
  #price: number | null = null;

  constructor(underlying: Instrument) {
    this.#underlying = underlying;
  }

  /** Of the underlying, the last that was heard of. */
  get price(): number | null {
    return this.#price;
  }

  hear(event: MarketEvent): void {
    const { instrument, kind } = event;
    const isUnderlying = instrument.id === this.#underlying.id;
    if (isUnderlying) this.#price = worthOf(event) ?? this.#price;
    if (kind === "option") this.#analytics.set(instrument.id, event);
    if (kind !== "quote") return;
    if (instrument.kind === "option")
      this.#contracts.set(instrument.id, instrument);
    else if (!isUnderlying) return;
    this.#quotes.set(instrument.id, event);
  }

  quote(instrument: string): Quote | null {
    return this.#quotes.get(instrument) ?? null;
  }

  contract(instrument: string): OptionContract | null {
    return this.#contracts.get(instrument) ?? null;
  }

  /** @param since quotes that are older do not count */
  isQuoted(instrument: string, since: number): boolean {
    const quote = this.quote(instrument);
    return quote !== null && quote.time >= since && quote.askSize > 0;
  }

  /** Out of the money, with two sides, quoted since then. */
  candidates(since: number): readonly Candidate[] {
    const found: Candidate[] = [];
    for (const quote of this.#quotes.values()) {
      const { instrument: contract } = quote;
      if (contract.kind !== "option" || quote.time < since) continue;
      if (!(quote.bidSize > 0 && quote.askSize > 0 && quote.bid > 0)) continue;
      if (this.#price === null || !isOutOfTheMoney(contract, this.#price))
        continue;
      const candidate = this.#judged(contract, quote);
      if (candidate !== null) found.push(candidate);
    }
    return found;
  }

  /** Without the sign; null where nothing is known. */
  delta(instrument: string): number | null {
    const contract = this.contract(instrument);
    const quote = this.quote(instrument);
    if (contract === null || quote === null) return null;
    return this.#judged(contract, quote)?.delta ?? null;
  }

  #judged(contract: OptionContract, quote: Quote): Candidate | null {
    const recorded = this.#recorded(contract, quote.time);
    if (recorded !== null)
      return { contract, quote, delta: recorded, source: "recorded" };
    const own = this.#implied(contract, quote);
    return own === null ? null : { contract, quote, delta: own, source: "own" };
  }

  #recorded({ id }: OptionContract, time: number): number | null {
    const known = this.#analytics.get(id);
    if (known === undefined || time - known.time > ANALYTICS_AGE) return null;
    const { impliedVolatility: volatility, delta } = known;
    if (volatility === null || delta === null) return null;
    const { from, to } = PLAUSIBLE_VOLATILITY;
    return volatility >= from && volatility <= to ? Math.abs(delta) : null;
  }

  /** Black and Scholes on the mid, without interest and dividends: an American option's early exercise is neglected. */
  #implied(contract: OptionContract, quote: Quote): number | null {
    const { right, strike, expiry } = contract;
    const years = (expiry - quote.time) / YEAR;
    if (this.#price === null || years <= 0) return null;
    const terms = { right, strike, years, price: this.#price };
    const volatility = impliedVolatility(terms, midPrice(quote));
    if (volatility === null) return null;
    return Math.abs(blackScholes({ ...terms, volatility }).delta);
  }
}

function isOutOfTheMoney(
  { right, strike }: OptionContract,
  price: number,
): boolean {
  return right === "call" ? strike > price : strike < price;
}
