import { Rejected } from "../errors.ts";
import { toGrid } from "../market/grid.ts";
import type { Execution, Fill, Order } from "./order.ts";

/** Sum, average price and fees of some fills; null if there are none. */
export function executionOf(fills: readonly Fill[]): Execution | null {
  const instrument = fills[0]?.instrument;
  const isInverse = instrument?.kind === "inverse-perpetual";
  let [quantity, value, fee] = [0, 0, 0];
  for (const fill of fills) {
    quantity += fill.quantity;
    value += fill.quantity * (isInverse ? 1 / fill.price : fill.price);
    fee += fill.fee;
  }
  if (instrument === undefined || quantity === 0) return null;
  const price = isInverse ? quantity / value : value / quantity;
  return { quantity: toGrid(quantity, instrument.lotSize), price, fee };
}

/**
 * What a final order came to.
 *
 * @throws Rejected with the order's own code if nothing of it was filled: it is then certain that nothing will be
 */
export function executed(order: Order): Execution {
  const execution = executionOf(order.fills);
  if (execution !== null) return execution;
  const code = order.reason?.code ?? "UNFILLED";
  const why = order.reason?.message ?? "nothing was filled";
  throw new Rejected(`${order.clientOrderId} ${order.status}: ${why}`, code);
}
