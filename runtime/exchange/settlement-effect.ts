import { notional } from "../market/contract.ts";
import { ceilToGrid } from "../market/grid.ts";
import type { Instrument, OptionContract } from "../market/instrument.ts";
import type {
  AssignmentSettlement,
  ExpirySettlement,
  Settlement,
} from "./settlement.ts";

/** A change of a position that no order brought about. */
export interface SettlementTrade {
  readonly instrument: Instrument;
  /** What is added to the position: negative for a sale. */
  readonly quantity: number;
  /** In the currency of the price; 0 for an option that is given up. */
  readonly price: number;
}

/** What a settlement means for a quantity that was held. */
export interface SettlementEffect {
  /** Received (below 0: paid), besides what the trades come to, in the currency of the settlement's instrument. */
  readonly payment: number;
  /** In the same currency, 0 or more. */
  readonly fee: number;
  readonly trades: readonly SettlementTrade[];
}

const NONE: SettlementEffect = { payment: 0, fee: 0, trades: [] };
const BPS = 1e-4;

/**
 * What a settlement does to what is held of its instrument: the same for an
 * account at an exchange as for a machine's ledger.
 *
 * An option that is exercised for the underlying goes at price 0, and the
 * underlying is traded at the strike; one that is paid in cash goes at its
 * intrinsic value, and one that is out of the money at its expiry at 0.
 *
 * @param held the quantity right before the settlement; fills of the same millisecond do not belong to it
 */
export function settlementEffect(
  settlement: Settlement,
  held: number,
): SettlementEffect {
  if (held === 0) return NONE;
  switch (settlement.kind) {
    case "funding": {
      const { instrument, price, rate } = settlement;
      return { ...NONE, payment: -notional(instrument, held, price) * rate };
    }
    case "liquidation": {
      const { instrument, price, feeBps } = settlement;
      const value = Math.abs(notional(instrument, held, price));
      const trades = [{ instrument, quantity: -held, price }];
      return { payment: 0, fee: value * feeBps * BPS, trades };
    }
    case "expiry":
      return exercise(settlement, held);
    case "assignment": {
      const { instrument, share } = settlement;
      const short = Math.max(-held, 0);
      const assigned = ceilToGrid(short * share, instrument.lotSize);
      return exercise(settlement, -Math.min(assigned, short));
    }
  }
}

/** What one unit of the underlying in this option is worth at once, in the currency; 0 out of the money. */
export function intrinsicValue(
  { right, strike }: Pick<OptionContract, "right" | "strike">,
  underlyingPrice: number,
): number {
  return right === "call"
    ? Math.max(underlyingPrice - strike, 0)
    : Math.max(strike - underlyingPrice, 0);
}

/** @param contracts how many of those held come to their end: below 0 where they are short */
function exercise(
  { kind, instrument, price }: ExpirySettlement | AssignmentSettlement,
  contracts: number,
): SettlementEffect {
  if (contracts === 0) return NONE;
  const { underlying, strike, multiplier } = instrument;
  const value = intrinsicValue(instrument, price);
  // Who exercises early has chosen to; at the expiry it is the price that says.
  const isExercised = kind === "assignment" || value > 0;
  const isDelivered =
    isExercised &&
    instrument.delivery === "physical" &&
    underlying.kind === "spot";
  const ended = {
    instrument,
    quantity: -contracts,
    price: isDelivered ? 0 : value,
  };
  if (!isDelivered) return { ...NONE, trades: [ended] };
  const direction = instrument.right === "call" ? 1 : -1;
  const quantity = (direction * contracts * multiplier) / underlying.multiplier;
  const delivered = { instrument: underlying, quantity, price: strike };
  return { ...NONE, trades: [ended, delivered] };
}
