import { NotFlatError, Rejected } from "../errors.ts";
import { floorToGrid, toGrid } from "../market/grid.ts";
import type { Instrument } from "../market/instrument.ts";
import type { ActivityExchange, ActivityOrder } from "./activity-exchange.ts";
import { executionOf } from "./execution.ts";
import { opposite, type Order } from "./order.ts";

export interface ClosingOptions {
  /**
   * How long to go on, in milliseconds of market time, where the book is too
   * thin or there is no fresh quote: what is there is taken, and what is left
   * waits for the next quote. Default 0: one order each.
   */
  readonly patience?: number;
  /**
   * Whether the venue is told that the orders only reduce. Default: for all
   * but spot. Say false where other machines trade the same instrument on the account the other way.
   */
  readonly reduceOnly?: boolean;
}

/**
 * For activities that are `closes`: trades what the machine holds on the
 * activity's legs away by market orders, where it was traded.
 *
 * @returns the orders, all final
 * @throws NotFlatError if something is still held then: the outcome is unknown, a retry goes on from there
 */
export async function closeHoldings(
  exchange: ActivityExchange,
  options: ClosingOptions = {},
): Promise<readonly Order[]> {
  const orders: Order[] = [];
  for (const holding of exchange.holdings()) {
    const { leg } = holding;
    const side = opposite(holding.quantity > 0 ? "buy" : "sell");
    let open = Math.abs(holding.quantity);
    for (const { instrument, quantity: traded } of holding.inventory) {
      const quantity = floorToGrid(
        Math.min(Math.abs(traded), open),
        instrument.lotSize,
      );
      if (quantity === 0) break;
      const reduceOnly = options.reduceOnly ?? instrument.kind !== "spot";
      const order = { instrument, side, quantity, leg, reduceOnly };
      orders.push(...(await close(exchange, order, options.patience ?? 0)));
      open -= quantity;
    }
  }
  const left = exchange.holdings();
  if (left.length > 0)
    throw new NotFlatError(
      left.map(({ leg }) => leg),
      left.map(({ quantity, asset }) => `${quantity} ${asset}`),
    );
  return orders;
}

/**
 * For activities that are `cancels closes`: takes all unsettled orders back,
 * then closes what is held. Errors as {@link closeHoldings}.
 *
 * @returns the closing orders; none if nothing was held
 */
export async function flatten(
  exchange: ActivityExchange,
  options: ClosingOptions = {},
): Promise<readonly Order[]> {
  await exchange.cancelAll();
  return closeHoldings(exchange, options);
}

/** In as many slices as quotes give within the patience. */
async function close(
  exchange: ActivityExchange,
  order: ActivityOrder,
  patience: number,
): Promise<readonly Order[]> {
  const { instrument } = order;
  const orders: Order[] = [];
  let quantity = order.quantity;
  let since: number | null = null;
  for (;;) {
    const slice = await closeNow(exchange, { ...order, quantity }, patience);
    if (slice !== null) {
      orders.push(slice);
      const filled = executionOf(slice.fills)?.quantity ?? 0;
      quantity = toGrid(quantity - filled, instrument.lotSize);
    }
    if (quantity <= 0 || slice?.reason?.code === "REDUCE_ONLY") return orders;
    const quote = await nextQuote(exchange, instrument, patience);
    if (quote === null) return orders;
    since ??= quote.time;
    if (quote.time - since >= patience) return orders;
  }
}

/** Null if the market gave nothing to trade on, and there is patience to wait. */
async function closeNow(
  exchange: ActivityExchange,
  order: ActivityOrder,
  patience: number,
): Promise<Order | null> {
  try {
    return await exchange.settled(await exchange.placeMarketOrder(order));
  } catch (error) {
    const isQuiet =
      error instanceof Rejected &&
      (error.code === "NO_QUOTE" || error.code === "STALE_QUOTE");
    if (isQuiet && patience > 0) return null;
    throw error;
  }
}

async function nextQuote(
  exchange: ActivityExchange,
  instrument: Instrument,
  patience: number,
): Promise<{ readonly time: number } | null> {
  return patience > 0 ? await exchange.nextQuote(instrument, patience) : null;
}
