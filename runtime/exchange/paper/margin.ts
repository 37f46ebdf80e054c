import { notional } from "../../market/contract.ts";
import type { Instrument, OptionContract } from "../../market/instrument.ts";

/** What a perpetual's position binds, as shares of its value. */
export interface MarginRates {
  /** To open it. Default 0.1: ten times the money. */
  readonly initial: number;
  /** To keep it. Default 0.05. */
  readonly maintenance: number;
}

/** What a position binds, in the instrument's currency, 0 or more. */
export interface Requirement {
  readonly initial: number;
  readonly maintenance: number;
}

/** What a requirement is worked out from, besides the position. */
export interface MarginTerms {
  readonly rates: MarginRates;
  /** Whether coins and shares may be bought on credit and sold short. */
  readonly borrow: boolean;
  /** An option's; null while it is not known: then the strike stands for it. */
  readonly underlyingPrice: number | null;
}

export const DEFAULT_RATES: MarginRates = { initial: 0.1, maintenance: 0.05 };

/**
 * Of coins and shares where they may be borrowed: the Federal Reserve's
 * Regulation T (12 CFR 220.12) to open, FINRA Rule 4210(c) to keep.
 */
const ON_CREDIT: Requirement = { initial: 0.5, maintenance: 0.25 };
const SOLD_SHORT: Requirement = { initial: 0.5, maintenance: 0.3 };

const SHORT_OPTION = { ofUnderlying: 0.2, atLeast: 0.1 };

/**
 * What holding a quantity (negative: short) at a price binds. Compared with
 * the equity, in which bought coins, shares and options count with their value
 * and short ones as a debt.
 *
 * - Coins, shares and options that are paid for in full are no collateral: they
 *   bind what they are worth. On credit and short: Regulation T.
 * - Perpetuals: the listing's rates of the value.
 * - Short options, one by one, without offsets between them or against shares: see {@link shortOptionMargin}.
 */
export function requirementOf(
  instrument: Instrument,
  quantity: number,
  price: number,
  { rates, borrow, underlyingPrice }: MarginTerms,
): Requirement {
  const value = Math.abs(notional(instrument, quantity, price));
  switch (instrument.kind) {
    case "spot": {
      if (quantity < 0) return scaled(SOLD_SHORT, value);
      return borrow ? scaled(ON_CREDIT, value) : even(value);
    }
    case "linear-perpetual":
    case "inverse-perpetual":
      return scaled(rates, value);
    case "option":
      return quantity < 0
        ? even(shortOptionMargin(instrument, quantity, underlyingPrice))
        : even(value);
    case "index":
      return even(0);
  }
}

/**
 * What short options bind besides their premium: for each unit of the
 * underlying 20 % of its price less what the option is out of the money by, at
 * least 10 % of the strike (puts) or of the underlying's price (calls).
 *
 * The strategy-based margin of a short uncovered equity option (Cboe Rule
 * 10.3(c)(5), explained in the Cboe Margin Manual) is the premium plus that;
 * the premium is not added here, since the equity already has the option as a
 * debt. Options on an index are taken the same way; of a broad one the rule asks 15 % only.
 */
export function shortOptionMargin(
  { right, strike, multiplier }: OptionContract,
  quantity: number,
  underlyingPrice: number | null,
): number {
  const price = underlyingPrice ?? strike;
  const outOfTheMoney = Math.max(
    right === "call" ? strike - price : price - strike,
    0,
  );
  const { ofUnderlying, atLeast } = SHORT_OPTION;
  const perUnit = Math.max(
    ofUnderlying * price - outOfTheMoney,
    atLeast * (right === "put" ? strike : price),
  );
  return Math.abs(quantity) * multiplier * perUnit;
}

function scaled(shares: Requirement, value: number): Requirement {
  return {
    initial: shares.initial * value,
    maintenance: shares.maintenance * value,
  };
}

function even(amount: number): Requirement {
  return { initial: amount, maintenance: amount };
}
