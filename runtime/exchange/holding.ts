import { toGrid } from "../market/grid.ts";

/** Quantity and average cost, the same for an account's position and a ledger's. */
export interface Cost {
  /** Negative when short. */
  readonly quantity: number;
  /** Average price at which what is held was traded; null when nothing is. */
  readonly averagePrice: number | null;
}

export const NOTHING_HELD: Cost = { quantity: 0, averagePrice: null };

/** No quantity is kept finer than a ten-thousandth of a lot, so that binary rounding leaves nothing behind. */
const GRID_PER_LOT = 10_000;

/**
 * Trades a quantity (negative for a sale) at average cost: adding moves the
 * average, reducing realizes the difference to it, and what goes through flat
 * is opened anew at the trade's price.
 *
 * @returns what is held then, and the profit that was realized, before fees, in the quote currency
 */
export function tradeAtCost(
  held: Cost,
  traded: number,
  price: number,
  lotSize: number,
): { readonly held: Cost; readonly realized: number } {
  const before = held.quantity;
  const cost = held.averagePrice ?? price;
  const after = toGrid(before + traded, lotSize / GRID_PER_LOT);
  const adds = before * traded >= 0;
  if (adds) {
    const value = before * cost + traded * price;
    const averagePrice = after === 0 ? null : value / (before + traded);
    return { held: { quantity: after, averagePrice }, realized: 0 };
  }
  const closed = Math.min(Math.abs(traded), Math.abs(before));
  const realized = closed * (price - cost) * Math.sign(before);
  const wentThrough = Math.sign(after) === Math.sign(traded);
  const averagePrice = after === 0 ? null : wentThrough ? price : cost;
  return { held: { quantity: after, averagePrice }, realized };
}
