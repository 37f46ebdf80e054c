import { NotFlatError } from "../errors.ts";
import type { ActivityExchange } from "./activity-exchange.ts";
import { floorToGrid } from "../market/grid.ts";
import { opposite, type Order } from "./order.ts";

/**
 * For activities that are `closes`: trades what the machine holds on the
 * activity's legs away by market orders, where it was traded.
 *
 * @returns the orders, all final
 * @throws NotFlatError if something is still held then: the outcome is unknown, a retry goes on from there
 */
export async function closeHoldings(
  exchange: ActivityExchange,
): Promise<readonly Order[]> {
  const orders: Order[] = [];
  for (const holding of exchange.holdings()) {
    const side = opposite(holding.quantity > 0 ? "buy" : "sell");
    let open = Math.abs(holding.quantity);
    for (const { instrument, quantity: traded } of holding.inventory) {
      const quantity = floorToGrid(
        Math.min(Math.abs(traded), open),
        instrument.lotSize,
      );
      if (quantity === 0) break;
      const { leg } = holding;
      const placed = await exchange.placeMarketOrder({
        instrument,
        side,
        quantity,
        leg,
      });
      orders.push(await exchange.settled(placed));
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
): Promise<readonly Order[]> {
  await exchange.cancelAll();
  return closeHoldings(exchange);
}
