import { Rejected } from "../errors.ts";
import { toGrid } from "../market/grid.ts";
import type { Execution, Fill, Order } from "./order.ts";

/** Sum, average price and fees of some fills; null if there are none. */
export function executionOf(fills: readonly Fill[]): Execution | null {
  let quantity = 0;
  let value = 0;
  let fee = 0;
  for (const fill of fills) {
    quantity += fill.quantity;
    value += fill.quantity * fill.price;
    fee += fill.fee;
  }
  const lotSize = fills[0]?.instrument.lotSize;
  if (lotSize === undefined || quantity === 0) return null;
  return { quantity: toGrid(quantity, lotSize), price: value / quantity, fee };
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
