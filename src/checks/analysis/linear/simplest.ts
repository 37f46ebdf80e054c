import {
  minus,
  order,
  plus,
  signOf,
  times,
  ZERO,
  type Rational,
} from "../rational.ts";

interface Edge {
  readonly value: Rational;
  readonly open: boolean;
}

/** Null: no bound on that side. */
export interface Bounds {
  readonly low: Edge | null;
  readonly high: Edge | null;
}

const DIGITS = 14;
const HALF: Rational = { over: 1n, under: 2n };

/**
 * The number that a person would name: zero, else the one with the fewest decimals next to zero. Null: there is none, or the
 * forbidden ones leave none that is simple.
 */
export function simplestWithin(
  bounds: Bounds,
  forbidden: readonly Rational[],
): Rational | null {
  const fits = (value: Rational): boolean =>
    isWithin(value, bounds) &&
    forbidden.every((each) => order(each, value) !== 0);
  if (fits(ZERO)) return ZERO;
  for (let digits = 0; digits <= DIGITS; digits += 1) {
    const unit: Rational = { over: 1n, under: 10n ** BigInt(digits) };
    const found = candidates(bounds, unit, forbidden.length).find(fits);
    if (found !== undefined) return found;
  }
  const { low, high } = bounds;
  if (low === null || high === null) return null;
  const middle = times(plus(low.value, high.value), HALF);
  return fits(middle) ? middle : null;
}

/** Multiples of the unit from the bound next to zero on (from zero, where none is). */
function candidates(
  { low, high }: Bounds,
  unit: Rational,
  spare: number,
): readonly Rational[] {
  const most = spare + 2;
  const fromLow = low !== null && signOf(low.value) >= 0;
  const fromHigh = high !== null && signOf(high.value) <= 0;
  const start = fromLow
    ? ceiling(low.value, unit)
    : fromHigh
      ? -ceiling({ ...high.value, over: -high.value.over }, unit)
      : 0n;
  const found: Rational[] = [];
  for (let step = 0n; step < most; step += 1n) {
    if (!fromHigh) found.push(times({ over: start + step, under: 1n }, unit));
    if (!fromLow) found.push(times({ over: start - step, under: 1n }, unit));
  }
  return found;
}

function ceiling(value: Rational, unit: Rational): bigint {
  const over = value.over * unit.under;
  const under = value.under * unit.over;
  const whole = over / under;
  return whole * under < over ? whole + 1n : whole;
}

function isWithin(value: Rational, { low, high }: Bounds): boolean {
  if (low !== null) {
    const side = signOf(minus(value, low.value));
    if (side < 0 || (side === 0 && low.open)) return false;
  }
  if (high !== null) {
    const side = signOf(minus(high.value, value));
    if (side < 0 || (side === 0 && high.open)) return false;
  }
  return true;
}
