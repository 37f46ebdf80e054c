import { NotFlatError } from "./errors.ts";
import type { Ledger } from "./exchange/ledger/ledger.ts";

/**
 * Holds "flat" against the ledger.
 *
 * @param orders whether an order that may still fill counts as well
 * @throws NotFlatError
 */
export function requireFlat(
  ledger: Ledger,
  legs: readonly string[],
  orders: boolean,
): void {
  const open = ledger
    .holdings(legs)
    .map(({ leg, asset, quantity }) => `${quantity} ${asset} on ${leg}`);
  if (orders)
    for (const { clientOrderId, leg } of ledger.unsettled(legs))
      open.push(`order ${clientOrderId} on ${leg}`);
  if (open.length > 0) throw new NotFlatError(legs, open);
}
