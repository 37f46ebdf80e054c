import { signedQuantity, toGrid, type Fill } from "@fsmc/runtime";

/** How long the legs did not offset each other, by the times of the fills at the venues. */
export interface Nakedness {
  /** In milliseconds. */
  readonly longest: number;
  /** In milliseconds. */
  readonly total: number;
  /** The largest quantity that was not offset, in units of the base asset. */
  readonly largest: number;
  /** What is not offset after the last of the fills: bought, or sold (below 0). */
  readonly left: number;
}

/**
 * Works it out of the fills of both legs alone, in the order in which they
 * happened: which of two is heard of first is not which came first.
 *
 * @param lot what is less than this cannot be offset, and counts as level
 */
export function nakednessOf(fills: readonly Fill[], lot: number): Nakedness {
  let net = 0;
  let since: number | null = null;
  let longest = 0;
  let total = 0;
  let largest = 0;
  const finest = fills.reduce(
    (least, { instrument }) => Math.min(least, instrument.lotSize),
    lot,
  );
  for (const fill of fills.toSorted((a, b) => a.time - b.time)) {
    net = toGrid(net + signedQuantity(fill), finest);
    const open = Math.abs(net);
    if (open >= lot) {
      since ??= fill.time;
      largest = Math.max(largest, open);
    } else if (since !== null) {
      longest = Math.max(longest, fill.time - since);
      total += fill.time - since;
      since = null;
    }
  }
  return { longest, total, largest, left: net };
}
