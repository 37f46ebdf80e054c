import { isOnGrid } from "../../market/grid.ts";
import type { Instrument } from "../../market/instrument.ts";
import type { LimitOrderRequest, MarketOrderRequest } from "../exchange.ts";
import type { OrderType, Refusal } from "../order.ts";
import { isWorse } from "./book.ts";
import { reducible, type PaperMarket } from "./market.ts";

/** What a paper order is asked for with; of a market order `postOnly` says nothing. */
export type PaperOrderRequest = MarketOrderRequest &
  Pick<LimitOrderRequest, "postOnly">;

/** Why an instrument cannot be traded now; null: it can. */
export function whyNotTradable(
  instrument: Instrument,
  now: number,
): Refusal | null {
  if (instrument.kind === "index")
    return {
      code: "NOT_TRADABLE",
      message: `${instrument.id} is an index: nobody can trade it`,
    };
  if (instrument.kind === "option" && now >= instrument.expiry)
    return {
      code: "EXPIRED",
      message: `${instrument.id} expired at ${new Date(instrument.expiry).toISOString()}`,
    };
  return null;
}

/** What is wrong with the numbers of an order; null: nothing. */
export function whyNotValid(
  { instrument, quantity }: PaperOrderRequest,
  type: OrderType,
): Refusal | null {
  const { lotSize, tickSize } = instrument;
  if (!(quantity > 0) || !isOnGrid(quantity, lotSize))
    return {
      code: "INVALID_QUANTITY",
      message: `the quantity must be a multiple of ${lotSize} above 0, and is ${quantity}`,
    };
  if (
    type.kind === "limit" &&
    (!(type.price > 0) || !isOnGrid(type.price, tickSize))
  )
    return {
      code: "INVALID_PRICE",
      message: `the price must be a multiple of ${tickSize} above 0, and is ${type.price}`,
    };
  return null;
}

/** Whether an order keeps its promises, `postOnly` and `reduceOnly`, at its arrival. @returns null if it does */
export function whyNotAsPromised(
  request: PaperOrderRequest,
  type: OrderType,
  market: PaperMarket,
  held: number,
): Refusal | null {
  const { instrument, side, reduceOnly, postOnly } = request;
  if (reduceOnly === true && reducible(instrument, held, side) <= 0)
    return {
      code: "REDUCE_ONLY",
      message: `a ${side} order would not reduce a position of ${held}`,
    };
  const best = market.book.best(side);
  const wouldTake =
    type.kind === "limit" && best !== null && !isWorse(side, best, type.price);
  if (postOnly === true && wouldTake)
    return {
      code: "WOULD_TAKE",
      message: `${side} at ${type.price} would trade at once with ${best}`,
    };
  return null;
}
