import type { LedgerSnapshot } from "../exchange/ledger/snapshot.ts";

/**
 * The books after what was added to them: of orders the later version counts,
 * all else comes after what there was.
 */
export function addToLedger(
  before: LedgerSnapshot | null,
  added: LedgerSnapshot | null,
): LedgerSnapshot | null {
  if (added === null || before === null) return added ?? before;
  const orders = new Map(
    before.orders.map((order) => [order.clientOrderId, order]),
  );
  for (const order of added.orders) orders.set(order.clientOrderId, order);
  return {
    currency: added.currency,
    orders: [...orders.values()],
    claims: [...before.claims, ...added.claims],
    heard: [...before.heard, ...added.heard],
  };
}
