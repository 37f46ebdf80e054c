import type { OptionContract } from "@fsmc/runtime";

/** A short option, and what buying it back would cost. */
export interface ShortOption {
  readonly contract: OptionContract;
  /** Contracts, above 0. */
  readonly quantity: number;
  /** Of one unit of the underlying, in the currency. */
  readonly price: number;
}

/**
 * What an account must hold for short calls and puts on one share, in the
 * currency: of the side that needs more, its premium and 20% of the share's
 * price less what it is out of the money, at least 10% (of the strike for a
 * put); of the other side its premium. The Cboe margin manual's rule for a
 * short straddle or combination in a margin account (Regulation T).
 *
 * @param price of the underlying
 */
export function marginOf(
  options: readonly ShortOption[],
  price: number,
): number {
  const sides = (["call", "put"] as const).map((right) =>
    sideOf(
      options.filter(({ contract }) => contract.right === right),
      price,
    ),
  );
  const premium = sides.reduce((sum, side) => sum + side.premium, 0);
  return premium + Math.max(...sides.map(({ risk }) => risk));
}

function sideOf(options: readonly ShortOption[], price: number) {
  let premium = 0;
  let risk = 0;
  for (const { contract, quantity, price: worth } of options) {
    const { right, strike, multiplier } = contract;
    const units = quantity * multiplier;
    const out = Math.max(0, right === "call" ? strike - price : price - strike);
    const least = 0.1 * (right === "call" ? price : strike);
    premium += worth * units;
    risk += Math.max(0.2 * price - out, least) * units;
  }
  return { premium, risk };
}
