import type { Instrument } from "./instrument.ts";

/**
 * What a quantity is worth at a price, in the instrument's currency; negative
 * for a negative quantity. An inverse contract is worth the less coin the
 * dearer the coin is.
 */
export function notional(
  { kind, multiplier }: Instrument,
  quantity: number,
  price: number,
): number {
  const size = quantity * multiplier;
  return kind === "inverse-perpetual" ? size / price : size * price;
}

/** What holding a quantity (negative: short) brings while the price goes from one to another, before fees, in the instrument's currency. */
export function profitOf(
  { kind, multiplier }: Instrument,
  quantity: number,
  from: number,
  to: number,
): number {
  const size = quantity * multiplier;
  return kind === "inverse-perpetual"
    ? size * (1 / from - 1 / to)
    : size * (to - from);
}

/** The price at which two quantities of one sign, held together, bring what they bring apart. */
export function averagePrice(
  { kind }: Instrument,
  first: { readonly quantity: number; readonly price: number },
  second: { readonly quantity: number; readonly price: number },
): number {
  const quantity = first.quantity + second.quantity;
  return kind === "inverse-perpetual"
    ? quantity / (first.quantity / first.price + second.quantity / second.price)
    : (first.quantity * first.price + second.quantity * second.price) /
        quantity;
}
