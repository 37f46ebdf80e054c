import { Rejected } from "../../errors.ts";
import type { Instrument } from "../../market/instrument.ts";
import type { Quote } from "../../market/quote.ts";
import type { Position } from "../exchange.ts";
import type { Account } from "../settlement.ts";
import type { Calls } from "./calls.ts";
import type { CcxtClient, CcxtParams } from "./client.ts";
import type { CcxtMarket } from "./market.ts";
import { Answer } from "./reading/answer.ts";

/** What the account has, and what the market is at: questions that change nothing. */
export class AccountView {
  readonly #client: CcxtClient;
  readonly #calls: Calls;
  readonly #accountOf: (instrument: Instrument) => CcxtParams;

  constructor(
    client: CcxtClient,
    calls: Calls,
    accountOf: (instrument: Instrument) => CcxtParams,
  ) {
    this.#client = client;
    this.#calls = calls;
    this.#accountOf = accountOf;
  }

  /** @throws Rejected code `NO_QUOTE` if one side of the book is empty */
  async quote(
    { symbol, instrument }: CcxtMarket,
    now: () => number,
  ): Promise<Quote> {
    const answer = await this.#calls.ask("book of", symbol, () =>
      this.#client.fetchOrderBook(symbol, LEVELS),
    );
    const book = new Answer(answer, "book");
    const bid = bestOf(book.get("bids"));
    const ask = bestOf(book.get("asks"));
    if (bid === null || ask === null)
      throw new Rejected(`${instrument.id} has no quote`, "NO_QUOTE");
    const time = book.get("timestamp").optional((each) => each.time());
    return {
      kind: "quote",
      instrument,
      time: time ?? now(),
      bid: bid.price,
      bidSize: bid.quantity,
      ask: ask.price,
      askSize: ask.quantity,
    };
  }

  /** Of spot: the whole balance of the coin, what working orders bind included. */
  position(market: CcxtMarket): Promise<Position> {
    return market.settle === null
      ? this.#balance(market)
      : this.#contracts(market);
  }

  async account(
    venue: string,
    currency: string,
    of: CcxtMarket,
  ): Promise<Account> {
    const balance = await this.#balances(of.instrument);
    const equity = amountOf(balance.get("total"), currency);
    const bound = amountOf(balance.get("used"), currency);
    const available = amountOf(balance.get("free"), currency);
    const margin = of.settle === null ? 0 : await this.#maintenanceMargin(of);
    return {
      venue,
      currency,
      equity,
      initialMargin: bound,
      maintenanceMargin: margin,
      available,
    };
  }

  async #balance({ instrument, base }: CcxtMarket): Promise<Position> {
    const balance = await this.#balances(instrument);
    const quantity = amountOf(balance.get("total"), base);
    return { instrument, quantity, averagePrice: null };
  }

  async #contracts({ instrument, symbol }: CcxtMarket): Promise<Position> {
    const answer = await this.#calls.ask("position of", symbol, () =>
      this.#client.fetchPositions([symbol], this.#accountOf(instrument)),
    );
    let [quantity, value] = [0, 0];
    for (const position of new Answer(answer, "positions").list()) {
      if (position.get("symbol").text() !== symbol) continue;
      const contracts = position.get("contracts").notNegative();
      if (contracts === 0) continue;
      const side = position.get("side").oneOf(["long", "short"]);
      const signed = side === "long" ? contracts : -contracts;
      quantity += signed;
      value += signed * position.get("entryPrice").positive();
    }
    const averagePrice = quantity === 0 ? null : value / quantity;
    return { instrument, quantity, averagePrice };
  }

  /** Of all positions in that account. */
  async #maintenanceMargin({ instrument }: CcxtMarket): Promise<number> {
    const answer = await this.#calls.ask("positions with", instrument.id, () =>
      this.#client.fetchPositions(undefined, this.#accountOf(instrument)),
    );
    return new Answer(answer, "positions")
      .list()
      .map((each) =>
        each
          .get("maintenanceMargin")
          .optional((margin) => margin.notNegative()),
      )
      .reduce<number>((sum, margin) => sum + (margin ?? 0), 0);
  }

  /** @throws MalformedAnswerError if there is nothing in it: whoever can trade has something */
  async #balances(instrument: Instrument): Promise<Answer> {
    const answer = await this.#calls.ask("balance for", instrument.id, () =>
      this.#client.fetchBalance(this.#accountOf(instrument)),
    );
    const balance = new Answer(answer, "balance");
    if (balance.get("total").names().length === 0)
      throw balance.get("total").expected("at least one currency");
    return balance;
  }
}

const LEVELS = 5;

/** Null where that side of the book is empty. */
function bestOf(
  side: Answer,
): { readonly price: number; readonly quantity: number } | null {
  const [best] = side.list();
  if (best === undefined) return null;
  const [price, quantity] = best.list();
  if (price === undefined || quantity === undefined)
    throw best.expected("a price and a quantity");
  return { price: price.positive(), quantity: quantity.notNegative() };
}

/** What is not named is not there; what is named has an amount. */
function amountOf(amounts: Answer, currency: string): number {
  return amounts.names().includes(currency)
    ? amounts.get(currency).notNegative()
    : 0;
}
