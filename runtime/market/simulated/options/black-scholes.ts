import { normalDensity, normalDistribution } from "./normal.ts";

/** A European option on one unit of its underlying, and what its value hangs on. */
export interface OptionTerms {
  readonly right: "call" | "put";
  /** Of the underlying, above 0, in the currency. */
  readonly price: number;
  /** Above 0, in the currency. */
  readonly strike: number;
  /** Until it expires, 0 or more. */
  readonly years: number;
  /** A year's, as a share, 0 or more. */
  readonly volatility: number;
  /** Riskless interest of a year, continuously compounded, as a share. Default 0. */
  readonly rate?: number;
  /** What the underlying pays in a year, continuously, as a share. Default 0. */
  readonly dividendYield?: number;
}

/** Units as in `OptionAnalytics`. */
export interface OptionValue {
  /** Of one unit of the underlying, in the currency. */
  readonly value: number;
  /** Per unit of the underlying's price. */
  readonly delta: number;
  /** Of delta, per unit of the underlying's price. */
  readonly gamma: number;
  /** Per point of volatility (0.01). */
  readonly vega: number;
  /** Per calendar day (a year has 365). */
  readonly theta: number;
  /** Per point of interest (0.01). */
  readonly rho: number;
}

const POINT = 0.01;
const DAYS = 365;

/**
 * What a European option is worth, and how that changes: Black and Scholes
 * ("The pricing of options and corporate liabilities", Journal of Political
 * Economy 81, 1973), with Merton's continuous dividend yield. At expiry or
 * without volatility: the limit, whose gamma is 0.
 *
 * @throws RangeError if price or strike is not positive, or years or volatility negative
 */
export function blackScholes(terms: OptionTerms): OptionValue {
  requireTerms(terms);
  const { price, strike, years, volatility } = terms;
  const { rate = 0, dividendYield = 0 } = terms;
  const sign = terms.right === "call" ? 1 : -1;
  const discount = Math.exp(-rate * years);
  const present = price * Math.exp(-dividendYield * years);
  const owed = strike * discount;
  const deviation = volatility * Math.sqrt(years);
  const d1 = standardized(present, owed, deviation);
  const first = normalDistribution(sign * d1);
  const second = normalDistribution(sign * (d1 - deviation));
  const density = deviation === 0 ? 0 : normalDensity(d1);
  const carried =
    sign * (dividendYield * present * first - rate * owed * second);
  const decay =
    years === 0 ? 0 : (present * density * volatility) / (2 * Math.sqrt(years));
  return {
    value: Math.max(0, sign * (present * first - owed * second)),
    delta: (sign * present * first) / price,
    gamma:
      deviation === 0 ? 0 : (present * density) / (price * price * deviation),
    vega: present * density * Math.sqrt(years) * POINT,
    theta: (carried - decay) / DAYS,
    rho: sign * owed * years * second * POINT,
  };
}

/** How many standard deviations the forward is above the strike, and half of one more. */
function standardized(
  present: number,
  owed: number,
  deviation: number,
): number {
  if (deviation > 0)
    return Math.log(present / owed) / deviation + deviation / 2;
  return present === owed ? 0 : (present - owed) * Infinity;
}

function requireTerms(terms: OptionTerms): void {
  const { price, strike, years, volatility } = terms;
  const { rate = 0, dividendYield = 0 } = terms;
  const isFinite = [
    price,
    strike,
    years,
    volatility,
    rate,
    dividendYield,
  ].every((each) => Number.isFinite(each));
  if (isFinite && price > 0 && strike > 0 && years >= 0 && volatility >= 0)
    return;
  throw new RangeError(
    `price and strike must be above 0, years and volatility 0 or more, and they are ${[price, strike, years, volatility].join(", ")}`,
  );
}
