import type { DepthLevel } from "../event.ts";

/** What is there now and was not so before: new quantities, and 0 where nothing is left. */
export function changesOf(
  before: readonly DepthLevel[],
  now: readonly DepthLevel[],
): readonly DepthLevel[] {
  const old = new Map(before.map(({ price, quantity }) => [price, quantity]));
  const changes: DepthLevel[] = [];
  for (const { price, quantity } of now) {
    if (old.get(price) !== quantity) changes.push({ price, quantity });
    old.delete(price);
  }
  for (const price of old.keys()) changes.push({ price, quantity: 0 });
  return changes;
}
