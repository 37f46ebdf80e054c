/** Exact fractions: a sum of decimals as a trader writes them (0.1 + 0.2) is what it says, not what a double makes of it. */

/** In lowest terms; the divisor is positive. */
export interface Rational {
  readonly over: bigint;
  readonly under: bigint;
}

export const ZERO: Rational = { over: 0n, under: 1n };
export const ONE: Rational = { over: 1n, under: 1n };

/** Longer decimals (1e-300) would make the arithmetic slow. */
const LONGEST = 40;

/** The same few numbers stand in all guards of a strategy. */
const KNOWN = new Map<number, Rational | null>();
const MOST_KNOWN = 1_000;

/** By its shortest decimal. Null for what is not finite, or has very many digits. */
export function rationalOf(value: number): Rational | null {
  const known = KNOWN.get(value);
  if (known !== undefined) return known;
  const rational = read(value);
  if (KNOWN.size < MOST_KNOWN) KNOWN.set(value, rational);
  return rational;
}

function read(value: number): Rational | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value));
  if (match === null) return null;
  const [, sign = "", whole = "0", part = "", power = "0"] = match;
  const places = part.length - Number(power);
  if (Math.abs(places) > LONGEST) return null;
  const digits = BigInt(sign + whole + part);
  return places >= 0
    ? reduced(digits, 10n ** BigInt(places))
    : reduced(digits * 10n ** BigInt(-places), 1n);
}

export function toNumber({ over, under }: Rational): number {
  const direct = Number(over) / Number(under);
  return Number.isFinite(direct) ? direct : Number(over / under);
}

export function plus(a: Rational, b: Rational): Rational {
  return reduced(a.over * b.under + b.over * a.under, a.under * b.under);
}

export function minus(a: Rational, b: Rational): Rational {
  return plus(a, negated(b));
}

export function negated({ over, under }: Rational): Rational {
  return { over: -over, under };
}

export function times(a: Rational, b: Rational): Rational {
  return reduced(a.over * b.over, a.under * b.under);
}

/** @param divisor not zero */
export function dividedBy(value: Rational, divisor: Rational): Rational {
  const { over, under } = divisor;
  return over < 0n
    ? times(value, { over: -under, under: -over })
    : times(value, { over: under, under: over });
}

/** Below zero, zero or above, as the first is smaller, equal or greater. */
export function order(a: Rational, b: Rational): number {
  const difference = a.over * b.under - b.over * a.under;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

export function signOf({ over }: Rational): number {
  return over === 0n ? 0 : over < 0n ? -1 : 1;
}

function reduced(over: bigint, under: bigint): Rational {
  let a = over < 0n ? -over : over;
  let b = under;
  while (b !== 0n) [a, b] = [b, a % b];
  return a <= 1n ? { over, under } : { over: over / a, under: under / a };
}
