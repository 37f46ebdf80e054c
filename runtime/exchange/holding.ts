import { averagePrice, profitOf } from "../market/contract.ts";
import { toGrid } from "../market/grid.ts";
import type { Instrument } from "../market/instrument.ts";

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
 * @param lotSize the finest of what was ever traded in this holding; default the instrument's
 * @returns what is held then, and the profit that was realized, before fees, in the instrument's currency
 */
export function tradeAtCost(
  held: Cost,
  traded: number,
  price: number,
  instrument: Instrument,
  lotSize: number = instrument.lotSize,
): { readonly held: Cost; readonly realized: number } {
  const before = held.quantity;
  const after = onLedgerGrid(before + traded, lotSize);
  const cost = held.averagePrice;
  if (after === 0 && before === 0) return { held: NOTHING_HELD, realized: 0 };
  if (cost === null || before === 0)
    return { held: { quantity: after, averagePrice: price }, realized: 0 };
  if (before * traded >= 0) {
    const [had, added] = [
      { quantity: before, price: cost },
      { quantity: traded, price },
    ];
    const average = averagePrice(instrument, had, added);
    return { held: { quantity: after, averagePrice: average }, realized: 0 };
  }
  const closed = Math.min(Math.abs(traded), Math.abs(before));
  const signed = closed * Math.sign(before);
  const realized = profitOf(instrument, signed, cost, price);
  if (after === 0) return { held: NOTHING_HELD, realized };
  const wentThrough = Math.sign(after) === Math.sign(traded);
  const left = { quantity: after, averagePrice: wentThrough ? price : cost };
  return { held: left, realized };
}

/** Without what binary rounding leaves behind. */
export function onLedgerGrid(quantity: number, lotSize: number): number {
  return toGrid(quantity, lotSize / GRID_PER_LOT);
}
