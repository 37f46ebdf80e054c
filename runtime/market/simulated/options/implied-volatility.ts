import { blackScholes, type OptionTerms } from "./black-scholes.ts";

const LOWEST = 1e-4;
const HIGHEST = 10;
const MOST_ROUNDS = 100;

/**
 * The volatility at which an option is worth a value: Newton's method from the
 * start of Manaster and Koehler ("The calculation of implied variances from
 * the Black–Scholes model", Journal of Finance 37, 1982), bisecting wherever
 * that would leave what is known to contain the answer.
 *
 * @param terms all but the volatility
 * @param value of one unit of the underlying, in the currency
 * @returns a year's, as a share; null if none between 0.0001 and 10 gives the value: it is below what exercise alone is worth, or too high
 * @throws RangeError as {@link blackScholes} does
 */
export function impliedVolatility(
  terms: Omit<OptionTerms, "volatility">,
  value: number,
): number | null {
  let low = LOWEST;
  let high = HIGHEST;
  const at = (volatility: number): number =>
    blackScholes({ ...terms, volatility }).value - value;
  if (!(at(low) <= 0 && at(high) >= 0)) return null;
  let volatility = guess(terms);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const priced = blackScholes({ ...terms, volatility });
    const error = priced.value - value;
    if (error > 0) high = volatility;
    else low = volatility;
    const newton = volatility - error / (priced.vega * 100);
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - volatility) <= 1e-12 * next) return next;
    volatility = next;
  }
  return volatility;
}

/** Where vega is highest: from there Newton's method closes in from one side. */
function guess(terms: Omit<OptionTerms, "volatility">): number {
  const { price, strike, years, rate = 0, dividendYield = 0 } = terms;
  const forward = price * Math.exp((rate - dividendYield) * years);
  const start = Math.sqrt((2 * Math.abs(Math.log(forward / strike))) / years);
  return Math.min(Math.max(start, 0.01), HIGHEST / 2);
}
