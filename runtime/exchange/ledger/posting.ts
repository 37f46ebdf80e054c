import { notional } from "../../market/contract.ts";
import type { Instrument } from "../../market/instrument.ts";
import type { Fill } from "../order.ts";
import type { Settlement } from "../settlement.ts";

interface Booked {
  /** When it counts, in milliseconds since the epoch. */
  readonly time: number;
  readonly leg: string;
  readonly instrument: Instrument;
  /** By how much the holding changed, below 0 for what went out; of funding what it was paid for. */
  readonly quantity: number;
  readonly price: number;
  /** In the instrument's currency, as all money here; negative for a rebate. */
  readonly fee: number;
  /**
   * What came in for the quantity, before fees; below 0: what it cost. As soon
   * as nothing is held, the amounts less the fees are the net profit.
   */
  readonly amount: number;
  /** By how much the realized profit changed, before fees. */
  readonly realizedPnl: number;
}

/** A trade of an own order. */
export interface FillPosting extends Booked {
  readonly kind: "fill";
  readonly fill: Fill;
}

/** What a settlement came to. Where a fill is heard of late, the difference is booked as one more. */
export interface SettlementPosting extends Booked {
  readonly kind: Settlement["kind"] | "delivery";
  /** Of a `delivery` the option's; `instrument` is then what was delivered. */
  readonly settlement: Settlement;
}

/** One thing that was booked. */
export type Posting = FillPosting | SettlementPosting;

/** What comes in for a quantity (below 0: sold) at a price. An inverse contract is a debt in coin: to buy it brings some. */
export function amountOf(
  instrument: Instrument,
  quantity: number,
  price: number,
): number {
  if (quantity === 0) return 0;
  const value = notional(instrument, quantity, price);
  return instrument.kind === "inverse-perpetual" ? value : 0 - value;
}
