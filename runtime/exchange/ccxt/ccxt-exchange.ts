import type { Clock } from "../../clock.ts";
import { Rejected } from "../../errors.ts";
import type { Logger } from "../../logger.ts";
import type { Instrument } from "../../market/instrument.ts";
import type { Quote } from "../../market/quote.ts";
import { requireUnique } from "../../require.ts";
import type {
  LimitOrderRequest,
  MarketOrderRequest,
  Position,
  StrategyExchange,
  Unsubscribe,
} from "../exchange.ts";
import type { Fill, Order } from "../order.ts";
import type { Account } from "../settlement.ts";
import type { Environment } from "./credentials.ts";
import type { CcxtProblem } from "./errors.ts";
import { currencyOf } from "./markets.ts";
import type { CcxtVenueOptions } from "./options.ts";
import { CcxtVenue } from "./venue.ts";

export interface CcxtExchangeOptions {
  /** The host's. A real clock: exchanges wait for nobody. */
  readonly clock: Clock;
  readonly venues: readonly CcxtVenueOptions[];
  /** Where the credentials are. Default: the process's. */
  readonly environment?: Environment;
  /** Hears of problems. Default: nobody does; see {@link CcxtExchange.problems}. */
  readonly logger?: Logger;
}

/**
 * Trades on real exchanges, through ccxt. What it assumes of them, and what it
 * does where they do not keep it, is in the README beside this file.
 *
 * Nothing of it shows credentials: not its errors, its problems, its logs, nor itself.
 */
export class CcxtExchange implements StrategyExchange, AsyncDisposable {
  readonly requestValidity: number;
  readonly #clock: Clock;
  readonly #venues: ReadonlyMap<string, CcxtVenue>;

  /**
   * Loads what is traded where, and begins to listen.
   *
   * @throws Error if ccxt or a credential is missing (it names the variable), or an exchange cannot do what is needed
   * @throws RangeError for an option that makes no sense, or an instrument that an exchange has not
   */
  static async open(options: CcxtExchangeOptions): Promise<CcxtExchange> {
    const { clock, venues, logger = null } = options;
    const environment = options.environment ?? process.env;
    const names = venues.map(({ venue, exchange }) => venue ?? exchange);
    requireUnique("venues", names);
    const opened = await Promise.allSettled(
      venues.map((each) =>
        CcxtVenue.open(each, { clock, environment, logger }),
      ),
    );
    const open = opened.flatMap((each) =>
      each.status === "fulfilled" ? [each.value] : [],
    );
    for (const each of opened)
      if (each.status === "rejected") {
        await Promise.all(open.map((venue) => venue.close()));
        throw each.reason;
      }
    return new CcxtExchange(clock, open);
  }

  private constructor(clock: Clock, venues: readonly CcxtVenue[]) {
    this.#clock = clock;
    this.#venues = new Map(venues.map((venue) => [venue.name, venue]));
    this.requestValidity = Math.max(
      0,
      ...venues.map(({ requestValidity }) => requestValidity),
    );
  }

  /** What went wrong without being anybody's answer, by venue and time: the latest 256 of each. */
  problems(): readonly CcxtProblem[] {
    return [...this.#venues.values()].flatMap(({ problems }) => problems.all());
  }

  /** The best bid and ask of the book, as it is now. */
  async marketPrice(instrument: Instrument): Promise<Quote> {
    const venue = this.#venueOf(instrument);
    const market = venue.market(instrument);
    return venue.account.quote(market, () => this.#clock.now());
  }

  async placeMarketOrder(request: MarketOrderRequest): Promise<Order> {
    const { orders } = this.#venueOf(request.instrument);
    return orders.place(request, { kind: "market" });
  }

  async placeLimitOrder(request: LimitOrderRequest): Promise<Order> {
    const { orders } = this.#venueOf(request.instrument);
    return orders.place(request, { kind: "limit", price: request.price });
  }

  async cancelOrder(
    instrument: Instrument,
    clientOrderId: string,
  ): Promise<Order> {
    const { orders } = this.#venueOf(instrument);
    return orders.cancel(instrument, clientOrderId);
  }

  async orderStatus(
    instrument: Instrument,
    clientOrderId: string,
  ): Promise<Order | null> {
    const { inquiry } = this.#venueOf(instrument);
    return inquiry.status(instrument, clientOrderId);
  }

  /**
   * Spot: the balance of the coin, whoever bought it, with what working orders
   * bind; its average price is not known, and null. Derivatives: contracts,
   * longs less shorts, at the average entry price.
   */
  async position(instrument: Instrument): Promise<Position> {
    const venue = this.#venueOf(instrument);
    return venue.account.position(venue.market(instrument));
  }

  async account(
    venue: string,
    currency: string | null = null,
  ): Promise<Account> {
    const found = this.#venues.get(venue);
    if (found === undefined)
      throw new Rejected(`there is no venue ${venue}`, "NO_ACCOUNT");
    const market = found.marketIn(currency);
    return found.account.account(venue, currencyOf(market), market);
  }

  onFill(listener: (fill: Fill) => void): Unsubscribe {
    return this.#onAll(({ blotter }) => blotter.onFill(listener));
  }

  onOrder(listener: (order: Order) => void): Unsubscribe {
    return this.#onAll(({ blotter }) => blotter.onOrder(listener));
  }

  /** Nothing is told: ccxt has no stream of funding, expiries and liquidations. */
  onSettlement(): Unsubscribe {
    return () => {};
  }

  /** Stops listening, and ends the connections. Working orders stay. */
  async close(): Promise<void> {
    await Promise.all([...this.#venues.values()].map((venue) => venue.close()));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** @throws Rejected code `UNKNOWN_VENUE` */
  #venueOf({ id, venue }: Instrument): CcxtVenue {
    const found = this.#venues.get(venue);
    if (found !== undefined) return found;
    throw new Rejected(`${id}: there is no venue ${venue}`, "UNKNOWN_VENUE");
  }

  #onAll(listen: (venue: CcxtVenue) => Unsubscribe): Unsubscribe {
    const ends = [...this.#venues.values()].map((venue) => listen(venue));
    return () => {
      for (const end of ends) end();
    };
  }
}
