import type { Instrument } from "../market/instrument.ts";
import type { Quote } from "../market/quote.ts";
import type { Fill, Order, Side } from "./order.ts";
import type { Account, Settlement } from "./settlement.ts";

export interface MarketOrderRequest {
  /** Idempotent within a venue: the same id again returns the order that it first made. */
  readonly clientOrderId: string;
  readonly instrument: Instrument;
  readonly side: Side;
  /** Above 0, a multiple of the instrument's lot size. */
  readonly quantity: number;
  /** The venue fills no more than what makes the account's position smaller. Default false. */
  readonly reduceOnly?: boolean;
}

export interface LimitOrderRequest extends MarketOrderRequest {
  /** In the currency of the price, a multiple of the instrument's tick size. */
  readonly price: number;
  /** Refused with code `WOULD_TAKE` if it would trade at once. Default false. */
  readonly postOnly?: boolean;
}

/** What the account holds of one instrument, whoever traded it. */
export interface Position {
  readonly instrument: Instrument;
  /** Negative when short. */
  readonly quantity: number;
  /** In the quote currency; null when flat. */
  readonly averagePrice: number | null;
}

export type Unsubscribe = () => void;

/**
 * What a strategy trades through, on as many venues as it has instruments of.
 *
 * Two kinds of failure, told apart by type: {@link Rejected} means *refused*,
 * nothing of the request happened nor will. Any other error means *unknown*:
 * the request may have been carried out.
 */
export interface StrategyExchange {
  /**
   * After this many milliseconds a request that has not been carried out will
   * not be any more. Until then "no such order" is no answer.
   */
  readonly requestValidity: number;

  /** The latest quote. @throws Rejected if there is none, or only a stale one */
  marketPrice(instrument: Instrument): Promise<Quote>;

  /** Resolves when the venue has acknowledged it, with what was filled by then. */
  placeMarketOrder(request: MarketOrderRequest): Promise<Order>;

  /** Resolves when the venue has acknowledged it; what is not filled at once works until it is filled or cancelled. */
  placeLimitOrder(request: LimitOrderRequest): Promise<Order>;

  /**
   * Takes an order back. Resolves to the order in its final status, which may
   * be `filled`: the fill came first.
   *
   * @throws Rejected with code `UNKNOWN_ORDER` if the venue does not know it
   */
  cancelOrder(instrument: Instrument, clientOrderId: string): Promise<Order>;

  /** The order, rejected ones included, or null if the venue does not know it (yet). */
  orderStatus(
    instrument: Instrument,
    clientOrderId: string,
  ): Promise<Order | null>;

  position(instrument: Instrument): Promise<Position>;

  /**
   * What the account has at a venue.
   *
   * @param currency null: the venue's first account
   * @throws Rejected with code `NO_ACCOUNT` if the venue keeps none, as a paper exchange without margin
   */
  account(venue: string, currency?: string | null): Promise<Account>;

  /** Every fill of the account. A fill may also be in an order's answer; its trade id tells. */
  onFill(listener: (fill: Fill) => void): Unsubscribe;

  /** Every change of an order of the account, after its fills. */
  onOrder(listener: (order: Order) => void): Unsubscribe;

  /** All that changes a position without an order: funding, expiry, assignment, liquidation. */
  onSettlement(listener: (settlement: Settlement) => void): Unsubscribe;
}
