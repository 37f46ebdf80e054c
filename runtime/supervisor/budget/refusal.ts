import { Rejected } from "../../errors.ts";
import type { MarketOrderRequest } from "../../exchange/exchange.ts";
import type { Ledger } from "../../exchange/ledger/ledger.ts";
import { isFinal } from "../../exchange/order.ts";
import type { Trader } from "../../supervision.ts";
import { OverBudgetError } from "../errors.ts";

/**
 * Of an order after one that is out the activity must not say that nothing
 * happened: what it throws then leaves that open.
 */
export function refusalIn(
  { ledger, key }: Trader,
  { clientOrderId }: MarketOrderRequest,
  error: unknown,
): unknown {
  if (!(error instanceof Rejected)) return error;
  if (!hasOthersOut(ledger, key, clientOrderId)) return error;
  const record = ledger.order(clientOrderId);
  if (record !== null) ledger.discard(record);
  return new OverBudgetError(error);
}

/** Whether another order of the run has filled, or may. Its second has the client order id `key_2`, and so on. */
function hasOthersOut(ledger: Ledger, key: string, except: string): boolean {
  for (let nth = 1; ; nth += 1) {
    const id = nth === 1 ? key : `${key}_${nth}`;
    const record = ledger.order(id);
    if (record === null) return false;
    const { status, filled } = record;
    const isOut = filled > 0 || status === "unknown" || !isFinal({ status });
    if (id !== except && isOut) return true;
  }
}
