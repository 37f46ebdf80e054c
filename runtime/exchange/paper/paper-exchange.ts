import type { Clock } from "../../clock.ts";
import type { MarketEvent } from "../../market/event.ts";
import type { Instrument } from "../../market/instrument.ts";
import type { Quote } from "../../market/quote.ts";
import { Random } from "../../random.ts";
import type {
  LimitOrderRequest,
  MarketOrderRequest,
  Position,
  StrategyExchange,
  Unsubscribe,
} from "../exchange.ts";
import type { Fill, Order, OrderType } from "../order.ts";
import type { Account, Settlement } from "../settlement.ts";
import type { AssignmentOptions } from "./assignments.ts";
import type { Depth } from "./book.ts";
import { noFaults, type FaultPlan, type PaperRequest } from "./faults/fault.ts";
import { FaultTally, type FaultCounts } from "./faults/tally.ts";
import { HoldingAccount, type Cash } from "./holding-account.ts";
import type { Latency } from "./latency.ts";
import type { PaperAccount } from "./margin-account.ts";
import type { PaperListing } from "./market.ts";
import { PaperNetwork } from "./network.ts";
import type { PaperOrderRequest } from "./order-checks.ts";
import { Reports } from "./reports.ts";
import { PaperVenue } from "./venue.ts";

export interface PaperExchangeOptions {
  readonly clock: Clock;
  readonly seed: number | string;
  readonly listings: readonly PaperListing[];
  /** Default 5 to 50 ms one way, without a tail. */
  readonly latency?: Latency;
  /** From this age on, in milliseconds, a quote is stale and nothing trades on it. Default 60,001: a minute bar is good until the next. */
  readonly staleAfter?: number;
  /** Default 10 levels, 1 bps apart. Not for instruments that send their depth. */
  readonly depth?: Depth;
  /** Default none: everybody trades without limit, and may go short. Venues that have one here keep the accounts that are said, and hold them to their margin. */
  readonly accounts?: readonly PaperAccount[];
  /** Early exercise of what is short. Default none. */
  readonly assignment?: AssignmentOptions;
  /** Default none. */
  readonly faults?: FaultPlan;
  /** How long to wait for an answer, in milliseconds. Default 10,000. */
  readonly answerTimeout?: number;
  /** Default 1,000 ms. */
  readonly requestValidity?: number;
}

/** What the venues themselves know of the account, all of it at one time. */
export interface PaperBooks {
  /** Not flat. */
  readonly positions: readonly Position[];
  /** Of which more may be filled. */
  readonly workingOrders: readonly Order[];
  readonly cash: readonly Cash[];
}

/**
 * Trades on paper, against the market events that are handed to
 * {@link PaperExchange.hear}. Deterministic: the same seed, events and requests
 * give the same answers, and all waiting is timers of the clock.
 *
 * What its fills assume:
 *
 * - A market order takes the other side of the quote, never the mid, and walks
 *   on into what depth updates have told of the book, or where an instrument
 *   sends none, into an assumed {@link Depth}. What finds nothing expires. A
 *   side of size 0 gives nothing, whatever its price. What is taken is gone
 *   until the next quote or depth update; then it is there again. Orders have
 *   no other effect on the market, and never trade with each other.
 * - A limit order takes what its price allows and then rests. A resting order
 *   fills at its own price, as maker: when a later quote's other side reaches
 *   it, up to what stands there; when the market trades at a worse price, up to
 *   what was traded; and when it trades at the order's price, once its turn has
 *   come. One trade fills several orders together no more than itself.
 * - The queue: on its arrival an order stands behind all that is shown at its
 *   price: the quote's size at the best price; behind that what depth updates
 *   have told, or where there are none as much as at the best price; nothing
 *   inside of the spread. Trades at the price use that up; when less is shown
 *   than stood before it, the difference has gone; when the best price falls
 *   back behind it, all have. Whoever else cancels stood behind it. Where no
 *   trades are heard, only a quote that reaches the price fills it. A trade
 *   whose aggressor is not told counts for the side of the mid that it was on.
 * - `reduceOnly` is looked at on arrival and at each fill: never more is filled
 *   than the position, and what has nothing left to reduce is cancelled.
 * - Funding is paid at the mid for what was held right before. An option ends
 *   at its expiry at its underlying's last price (its mid, else its last trade,
 *   bar or level, else what the options' recordings say of it), or if none is
 *   known, at the first that is. All that is in the money is exercised.
 * - Without `accounts` everybody may go short, also in spot, and has no margin
 *   limit. With them, what an order asks for must be there, working orders
 *   bind margin (see `requirementOf`), and an account that is used up is
 *   liquidated at the market, a millisecond later.
 */
export class PaperExchange implements StrategyExchange {
  readonly requestValidity: number;
  readonly #clock: Clock;
  readonly #tally = new FaultTally();
  readonly #network: PaperNetwork;
  readonly #reports: Reports;
  readonly #account: HoldingAccount;
  readonly #venue: PaperVenue;

  constructor(options: PaperExchangeOptions) {
    const { clock } = options;
    this.#clock = clock;
    this.requestValidity = options.requestValidity ?? 1_000;
    const way = {
      clock,
      random: new Random(options.seed).fork("latency"),
      latency: options.latency ?? { minimum: 5, maximum: 50 },
      faults: options.faults ?? noFaults,
      tally: this.#tally,
    };
    this.#network = new PaperNetwork({
      ...way,
      answerTimeout: options.answerTimeout ?? 10_000,
      requestValidity: this.requestValidity,
    });
    this.#reports = new Reports(way);
    const accounts = options.accounts ?? [];
    this.#account = new HoldingAccount(
      accounts.map(({ venue, currency, cash }) => ({
        venue,
        currency,
        amount: cash,
      })),
    );
    this.#venue = new PaperVenue({
      clock,
      random: new Random(options.seed).fork("assignments"),
      listings: options.listings,
      depth: options.depth ?? { levels: 10, step: 1 },
      staleAfter: options.staleAfter ?? 60_001,
      account: this.#account,
      accounts,
      assignment: options.assignment ?? {},
      report: (order, fills) => this.#reports.tellOrder(order, fills),
      tell: (settlement) => this.#reports.tellSettlement(settlement),
    });
  }

  /** The market moves. What is of instruments that are not listed is passed over. */
  hear(event: MarketEvent): void {
    this.#venue.hear(event);
  }

  /**
   * The venues' own view, read without network and faults: what a test or a
   * run holds the strategy's books against. A strategy cannot have it.
   */
  books(): PaperBooks {
    return {
      positions: this.#account.positions(),
      workingOrders: this.#venue.workingOrders(),
      cash: this.#account.cash(),
    };
  }

  /** How often each kind of fault has had its effect so far. */
  get faultsFired(): FaultCounts {
    return this.#tally.counts();
  }

  async marketPrice(instrument: Instrument): Promise<Quote> {
    return this.#venue.freshQuote(instrument);
  }

  placeMarketOrder(request: MarketOrderRequest): Promise<Order> {
    return this.#place(request, { kind: "market" });
  }

  placeLimitOrder(request: LimitOrderRequest): Promise<Order> {
    return this.#place(request, { kind: "limit", price: request.price });
  }

  cancelOrder(instrument: Instrument, clientOrderId: string): Promise<Order> {
    const request = this.#about("cancel", instrument, clientOrderId);
    return this.#network.send(request, (arrival) =>
      this.#venue.cancel(instrument, clientOrderId, arrival),
    );
  }

  orderStatus(
    instrument: Instrument,
    clientOrderId: string,
  ): Promise<Order | null> {
    const request = this.#about("status", instrument, clientOrderId);
    return this.#network.send(request, ({ refusal }) =>
      this.#venue.status(instrument, clientOrderId, refusal),
    );
  }

  position(instrument: Instrument): Promise<Position> {
    const request = this.#about("position", instrument, null);
    return this.#network.send(request, ({ refusal }) =>
      this.#venue.position(instrument, refusal),
    );
  }

  account(venue: string, currency: string | null = null): Promise<Account> {
    const request = {
      operation: "account",
      venue,
      instrument: null,
      clientOrderId: null,
      side: null,
      time: this.#clock.now(),
    } as const;
    return this.#network.send(request, ({ refusal }) =>
      this.#venue.account(venue, currency, refusal),
    );
  }

  onFill(listener: (fill: Fill) => void): Unsubscribe {
    return this.#reports.onFill(listener);
  }

  onOrder(listener: (order: Order) => void): Unsubscribe {
    return this.#reports.onOrder(listener);
  }

  onSettlement(listener: (settlement: Settlement) => void): Unsubscribe {
    return this.#reports.onSettlement(listener);
  }

  #place(request: PaperOrderRequest, type: OrderType): Promise<Order> {
    const { instrument, clientOrderId, side } = request;
    const about = this.#about("place", instrument, clientOrderId);
    return this.#network.send({ ...about, side }, (arrival) =>
      this.#venue.place(request, type, arrival),
    );
  }

  #about(
    operation: PaperRequest["operation"],
    instrument: Instrument,
    clientOrderId: string | null,
  ): PaperRequest {
    const { venue } = instrument;
    const time = this.#clock.now();
    return { operation, venue, instrument, clientOrderId, side: null, time };
  }
}
