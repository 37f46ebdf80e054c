import type { Instrument } from "../market/instrument.ts";
import type { Quote } from "../market/quote.ts";
import type { Position } from "./exchange.ts";
import type { Holding } from "./ledger/holding-book.ts";
import type { Fill, Order, Side } from "./order.ts";
import type { Account } from "./settlement.ts";
import type { OrderRecord } from "./ledger/order-register.ts";

/** An order as an activity asks for it: the client order id is the runtime's to give. */
export interface ActivityOrder {
  readonly instrument: Instrument;
  readonly side: Side;
  /** Above 0, a multiple of the instrument's lot size. */
  readonly quantity: number;
  /** Required where the activity has more than one leg. */
  readonly leg?: string;
  /**
   * The venue fills no more than what makes the account's position smaller:
   * the account's, which other machines trade as well. Default false.
   */
  readonly reduceOnly?: boolean;
}

export interface ActivityLimitOrder extends ActivityOrder {
  /** In the quote currency, a multiple of the instrument's tick size. */
  readonly price: number;
  /** Refused with code `WOULD_TAKE` if it would trade at once. Default false. */
  readonly postOnly?: boolean;
}

/**
 * What an activity trades through: an exchange cut down to what the activity's
 * effect words allow, on its legs, for its machine. Orders get their client
 * order ids from the run's key, fills go to the machine's ledger.
 *
 * What the words do not allow throws `ForbiddenCallError` before anything is
 * sent. A refusal of the venue throws `Rejected`; any other error means that
 * what became of the request is unknown.
 */
export interface ActivityExchange {
  /** @throws Rejected if there is no quote, or only a stale one */
  marketPrice(instrument: Instrument): Promise<Quote>;

  /**
   * The first quote that is newer than the one there is now.
   *
   * @param patience in milliseconds
   * @returns null if none came in that time, or the activity was told to stop
   */
  nextQuote(instrument: Instrument, patience: number): Promise<Quote | null>;

  /** The account's position, whoever traded it. */
  position(instrument: Instrument): Promise<Position>;

  /**
   * What the account has at a venue.
   *
   * @param currency default: the venue's first account
   * @throws Rejected code `NO_ACCOUNT` if the venue keeps none
   */
  account(venue: string, currency?: string | null): Promise<Account>;

  orderStatus(
    instrument: Instrument,
    clientOrderId: string,
  ): Promise<Order | null>;

  /** What the machine holds on the activity's legs. */
  holdings(): readonly Holding[];

  /** All that the run's orders came to so far, those of attempts with the same key included. */
  fills(): readonly Fill[];

  /** The machine's orders on the same legs of which more may be filled. */
  unsettled(): readonly OrderRecord[];

  /**
   * `opens` and `places`: any order. `reduces` and `closes`: one that makes
   * the machine's holding smaller and never turns it.
   *
   * On a retry it asks for the order of the attempt before first, and returns
   * that instead of placing it twice. Resolves at the venue's acknowledgement.
   *
   * @throws Rejected code `ABORTED` once the activity has been told to stop
   */
  placeMarketOrder(order: ActivityOrder): Promise<Order>;

  /** As {@link placeMarketOrder}. */
  placeLimitOrder(order: ActivityLimitOrder): Promise<Order>;

  /**
   * Resolves when nothing more of the order can be filled. Takes it back when
   * the activity is told to stop.
   *
   * @param onProgress called when more of it was filled and it is not final; its fills are in the ledger then
   * @throws UnsettledOrderError if it could not be taken back: never `Rejected`, since of the order something may have happened
   */
  settled(order: Order, onProgress?: (order: Order) => void): Promise<Order>;

  /**
   * Takes one order back and resolves to its final status, or to null if it
   * is certain that it never came about. Without `cancels` only an order of this activity.
   *
   * @throws UnsettledOrderError if the venue refuses to take back an order of this activity; of another's that is `Rejected`
   */
  cancelOrder(clientOrderId: string): Promise<Order | null>;

  /** `cancels`: takes all unsettled orders on the activity's legs back, and waits for each final status. */
  cancelAll(): Promise<readonly Order[]>;
}
