import { notional } from "../../market/contract.ts";
import type { Instrument } from "../../market/instrument.ts";
import type { Fill } from "../order.ts";

/** What a trade costs, in the instrument's currency; negative for a rebate. */
export interface Fees {
  /** In bps of the value. */
  readonly makerBps: number;
  /** In bps of the value. */
  readonly takerBps: number;
  /** For each contract, as options have it; comes on top. Default 0. */
  readonly perContract?: number;
}

const BPS = 1e-4;

/** In the instrument's currency. */
export function feeOf(
  fees: Fees,
  liquidity: Fill["liquidity"],
  instrument: Instrument,
  quantity: number,
  price: number,
): number {
  const bps = liquidity === "maker" ? fees.makerBps : fees.takerBps;
  const share = Math.abs(notional(instrument, quantity, price)) * bps * BPS;
  return share + quantity * (fees.perContract ?? 0);
}
