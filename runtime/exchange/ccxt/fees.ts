import { toGrid } from "../../market/grid.ts";
import type { Calls } from "./calls.ts";
import type { CcxtClient } from "./client.ts";
import type { CcxtMarket } from "./market.ts";
import { Answer } from "./reading/answer.ts";
import type { TradeAnswer } from "./reading/trade.ts";

/** A rate is asked for again after this many milliseconds. */
const STALE = 60_000;

/** Fees are kept to a hundred-millionth of the currency. */
const FINEST = 1e-8;

interface Rate {
  readonly at: number;
  readonly rate: number | null;
}

/**
 * What a trade's fee is in the instrument's currency, whatever currency the
 * venue took it in: at the trade's own price where that is the coin, else at
 * the last price of the fee's currency.
 */
export class Fees {
  readonly #client: CcxtClient;
  readonly #calls: Calls;
  readonly #now: () => number;
  readonly #onProblem: (message: string) => void;
  readonly #rates = new Map<string, Rate>();
  readonly #told = new Set<string>();

  constructor(
    client: CcxtClient,
    calls: Calls,
    now: () => number,
    onProblem: (message: string) => void,
  ) {
    this.#client = client;
    this.#calls = calls;
    this.#now = now;
    this.#onProblem = onProblem;
  }

  /** Never throws: a fee that cannot be worked out is a problem that is told, and 0. */
  async of(market: CcxtMarket, trade: TradeAnswer): Promise<number> {
    const { fee, liquidity } = trade;
    const currency = market.settle ?? market.quote;
    if (fee === null) {
      const { maker, taker } = market.feeRates;
      const rate = liquidity === "maker" ? maker : taker;
      this.#tellOnce(
        `${market.symbol}: the venue tells no fee of its trades: ${rate} of the value is assumed`,
      );
      return toGrid(rate * valueOf(market, trade), FINEST);
    }
    if (fee.cost === 0 || fee.currency === currency) return fee.cost;
    if (market.settle === null && fee.currency === market.base) {
      this.#tellOnce(
        `${market.symbol}: the venue takes its fee in ${fee.currency}: the account holds less than was traded`,
      );
      return toGrid(fee.cost * trade.price, FINEST);
    }
    const rate = await this.#rate(fee.currency, currency);
    if (rate !== null) return toGrid(fee.cost * rate, FINEST);
    this.#onProblem(
      `trade ${trade.tradeId} of ${market.symbol}: its fee of ${fee.cost} ${fee.currency} cannot be told in ${currency}, and is booked as 0`,
    );
    return 0;
  }

  async #rate(from: string, to: string): Promise<number | null> {
    const symbol = `${from}/${to}`;
    const known = this.#rates.get(symbol);
    if (known !== undefined && this.#now() - known.at < STALE)
      return known.rate;
    const rate = await this.#last(symbol);
    this.#rates.set(symbol, { at: this.#now(), rate });
    return rate;
  }

  async #last(symbol: string): Promise<number | null> {
    if (new Answer(this.#client.markets, "markets").get(symbol).isMissing)
      return null;
    try {
      const ticker = await this.#calls.ask("ticker", symbol, () =>
        this.#client.fetchTicker(symbol),
      );
      return new Answer(ticker, "ticker").get("last").positive();
    } catch {
      return null;
    }
  }

  #tellOnce(message: string): void {
    if (this.#told.has(message)) return;
    this.#told.add(message);
    this.#onProblem(message);
  }
}

/** In the instrument's currency. */
function valueOf(
  { instrument: { kind, multiplier } }: CcxtMarket,
  { price, quantity }: TradeAnswer,
): number {
  const units = quantity * multiplier;
  return kind === "inverse-perpetual" ? units / price : units * price;
}
