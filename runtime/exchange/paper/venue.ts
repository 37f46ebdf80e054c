import type { Clock } from "../../clock.ts";
import { Rejected } from "../../errors.ts";
import type { MarketEvent } from "../../market/event.ts";
import type { Instrument } from "../../market/instrument.ts";
import type { Quote } from "../../market/quote.ts";
import type { Random } from "../../random.ts";
import type { Position } from "../exchange.ts";
import type { Order, OrderType, Refusal } from "../order.ts";
import type { Account, Settlement } from "../settlement.ts";
import type { Depth } from "./book.ts";
import type { HoldingAccount } from "./holding-account.ts";
import { Assignments, type AssignmentOptions } from "./assignments.ts";
import { Expiries } from "./expiries.ts";
import { Liquidations } from "./liquidations.ts";
import { MarginAccount, type PaperAccount } from "./margin-account.ts";
import type { MarketLookup, PaperListing, PaperMarket } from "./market.ts";
import { Markets } from "./markets.ts";
import { Matching, type MatchingOptions } from "./matching.ts";
import { Settlements } from "./settlements.ts";
import { refuse, type Arrival } from "./network.ts";
import {
  whyNotAsPromised,
  whyNotTradable,
  whyNotValid,
  type PaperOrderRequest,
} from "./order-checks.ts";
import { PaperOrder } from "./paper-order.ts";

export interface PaperVenueOptions {
  readonly clock: Clock;
  readonly listings: readonly PaperListing[];
  readonly depth: Depth;
  /** In milliseconds. */
  readonly staleAfter: number;
  readonly account: HoldingAccount;
  /** Those that are held to a margin. */
  readonly accounts: readonly PaperAccount[];
  readonly assignment: AssignmentOptions;
  /** For assignments. */
  readonly random: Random;
  /** Told of every change of an order, with its new fills. */
  readonly report: MatchingOptions["report"];
  readonly tell: (settlement: Settlement) => void;
}

/** The venues' side of the paper exchange: no latency, no faults of the network. Times are the clock's. */
export class PaperVenue {
  readonly #options: PaperVenueOptions;
  readonly #markets: Markets;
  readonly #matching: Matching;
  readonly #settlements: Settlements;
  readonly #expiries: Expiries;
  readonly #assignments: Assignments;
  readonly #accounts: readonly MarginAccount[];
  readonly #liquidations: Liquidations | null;
  /** By venue and client order id. */
  readonly #orders = new Map<string, PaperOrder>();

  constructor(options: PaperVenueOptions) {
    this.#options = options;
    const { clock, random, account, report, tell } = options;
    this.#markets = new Markets(options.listings, options.depth);
    const marketOf: MarketLookup = (instrument) =>
      this.#markets.find(instrument);
    const matching = new Matching({ clock, account, report });
    const parts = { clock, account, matching, marketOf };
    const settlements = new Settlements({ ...parts, tell });
    this.#matching = matching;
    this.#settlements = settlements;
    this.#expiries = new Expiries({ ...parts, settlements });
    const plan = options.assignment;
    this.#assignments = new Assignments({
      ...parts,
      settlements,
      random,
      plan,
    });
    this.#accounts = options.accounts.map(
      (terms) => new MarginAccount(terms, account, marketOf),
    );
    const working = () => this.#markets.working();
    const accounts = this.#accounts;
    this.#liquidations =
      accounts.length === 0
        ? null
        : new Liquidations({
            ...parts,
            accounts,
            holdings: account,
            settlements,
            working,
          });
  }

  /** Nothing is made for an event that changes no order. */
  hear(event: MarketEvent): void {
    const market = this.#markets.find(event.instrument);
    if (market === null) return;
    this.#hear(market, event);
    this.#expiries.retry();
    this.#liquidations?.check();
  }

  /** @throws Rejected `UNKNOWN_INSTRUMENT`, `NO_QUOTE` or `STALE_QUOTE` */
  freshQuote(instrument: Instrument): Quote {
    const quote = this.#markets.listed(instrument).book.top;
    if (quote === null)
      throw new Rejected(`${instrument.id} has no quote yet`, "NO_QUOTE");
    const age = this.#options.clock.now() - quote.time;
    if (age >= this.#options.staleAfter)
      throw new Rejected(
        `the quote of ${instrument.id} is ${age} ms old`,
        "STALE_QUOTE",
      );
    return quote;
  }

  /** @throws Rejected if this order is refused, or was the first time */
  place(request: PaperOrderRequest, type: OrderType, arrival: Arrival): Order {
    const id = orderKey(request.instrument, request.clientOrderId);
    const order = this.#orders.get(id) ?? this.#create(request, type, arrival);
    const snapshot = order.snapshot();
    if (snapshot.status === "rejected" && snapshot.reason !== null)
      refuse(snapshot.reason);
    return snapshot;
  }

  /** @throws Rejected `UNKNOWN_ORDER`, or the refusal */
  cancel(
    instrument: Instrument,
    clientOrderId: string,
    { refusal, fault, onEffect }: Arrival,
  ): Order {
    if (refusal !== null) refuse(refusal);
    const order = this.#find(instrument, clientOrderId);
    if (order === null)
      throw new Rejected(
        `${instrument.id} has no order ${clientOrderId}`,
        "UNKNOWN_ORDER",
      );
    const matching = this.#matching;
    const market = this.#markets.listed(order.request.instrument);
    if (fault?.kind === "race" && matching.race(market, order, fault.share))
      onEffect();
    if (!order.isFinal) matching.end(market, order, "cancelled", null);
    return order.snapshot();
  }

  /** @throws Rejected the refusal */
  status(
    instrument: Instrument,
    clientOrderId: string,
    refusal: Refusal | null,
  ): Order | null {
    if (refusal !== null) refuse(refusal);
    return this.#find(instrument, clientOrderId)?.snapshot() ?? null;
  }

  /** @throws Rejected the refusal */
  position(instrument: Instrument, refusal: Refusal | null): Position {
    if (refusal !== null) refuse(refusal);
    if (this.#markets.find(instrument) === null)
      this.#markets.listed(instrument);
    return { instrument, ...this.#options.account.costOf(instrument) };
  }

  /** @throws Rejected the refusal, or `NO_ACCOUNT` */
  account(
    venue: string,
    currency: string | null,
    refusal: Refusal | null,
  ): Account {
    if (refusal !== null) refuse(refusal);
    const account = this.#accounts.find(
      ({ terms }) =>
        terms.venue === venue &&
        (currency === null || terms.currency === currency),
    );
    if (account !== undefined)
      return account.statement(this.#markets.working());
    const what = currency === null ? "accounts" : `account in ${currency}`;
    throw new Rejected(`${venue} keeps no ${what}`, "NO_ACCOUNT");
  }

  workingOrders(): readonly Order[] {
    return [...this.#markets.working()].flatMap(({ working }) =>
      working.all().map((order) => order.snapshot()),
    );
  }

  #hear(market: PaperMarket, event: MarketEvent): void {
    const isResting = !market.working.isEmpty;
    switch (event.kind) {
      case "quote":
        market.book.update(event);
        if (isResting) this.#matching.onBest(market);
        return;
      case "depth":
        market.book.updateDepth(event);
        if (isResting) this.#matching.onDepth(market, event);
        return;
      case "trade":
        market.lastPrice = event.price;
        if (isResting) this.#matching.onTrade(market, event);
        return;
      case "bar":
        market.lastPrice = event.close;
        return;
      case "level":
        market.lastPrice = event.level;
        return;
      case "funding":
        this.#settlements.fund(market, event);
        return;
      case "option":
        // Counts while nothing is heard of the underlying itself.
        if (market.underlying !== null && event.underlyingPrice !== null)
          market.underlying.impliedPrice = event.underlyingPrice;
        return;
    }
  }

  #create(
    request: PaperOrderRequest,
    type: OrderType,
    { refusal, fault, onEffect }: Arrival,
  ): PaperOrder {
    const { clock, report } = this.#options;
    const orderId = `paper-${this.#orders.size + 1}`;
    const order = new PaperOrder(request, type, orderId, clock.now());
    const { instrument, clientOrderId } = request;
    this.#orders.set(orderKey(instrument, clientOrderId), order);
    const reason = refusal ?? this.#whyNot(request, type);
    if (reason !== null) {
      order.end("rejected", reason, clock.now());
      report(order.snapshot(), []);
      return order;
    }
    if (fault?.kind === "partial") {
      order.cap = order.shareOfRest(fault.share);
      order.onCapped = onEffect;
    }
    const market = this.#markets.listed(instrument);
    market.isTraded = true;
    if (instrument.kind === "option") {
      this.#expiries.watch(instrument);
      this.#assignments.watch(instrument);
    }
    this.#matching.arrive(market, order);
    if (!order.isFinal) this.#markets.hasWork(market);
    return order;
  }

  #whyNot(request: PaperOrderRequest, type: OrderType): Refusal | null {
    const { clock, account } = this.#options;
    const { instrument } = request;
    const forever = whyNotTradable(instrument, clock.now());
    if (forever !== null) return forever;
    try {
      this.freshQuote(instrument);
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      return { code: error.code ?? "REFUSED", message: error.message };
    }
    const held = account.quantityOf(instrument);
    const market = this.#markets.listed(instrument);
    return (
      whyNotValid(request, type) ??
      whyNotAsPromised(request, type, market, held) ??
      this.#whyNotAffordable(request, type, market)
    );
  }

  #whyNotAffordable(
    request: PaperOrderRequest,
    type: OrderType,
    market: PaperMarket,
  ): Refusal | null {
    const { instrument } = request;
    const account = this.#accounts.find((each) => each.isOf(instrument));
    if (account !== undefined)
      return account.whyNot(request, type, market, this.#markets.working());
    const { venue, currency } = instrument;
    // A venue that keeps no accounts lets everybody trade without limit.
    if (this.#accounts.every(({ terms }) => terms.venue !== venue)) return null;
    return {
      code: "NO_ACCOUNT",
      message: `${venue} keeps no account in ${currency}`,
    };
  }

  #find(instrument: Instrument, clientOrderId: string): PaperOrder | null {
    return this.#orders.get(orderKey(instrument, clientOrderId)) ?? null;
  }
}

/** One venue does not know another's client order ids. */
function orderKey({ venue }: Instrument, clientOrderId: string): string {
  return `${venue} ${clientOrderId}`;
}
