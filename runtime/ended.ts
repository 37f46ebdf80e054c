import { OpenOrderError } from "./exchange/errors.ts";
import { isOfRun } from "./exchange/ledger/claims.ts";
import type { Ledger } from "./exchange/ledger/ledger.ts";

/**
 * Holds the end of what `opens` against the ledger: it runs for its orders' lifetime.
 *
 * @param key the run's
 * @throws OpenOrderError
 */
export function requireEnded(
  ledger: Ledger,
  activity: string,
  key: string,
): void {
  for (const { clientOrderId, status } of ledger.unsettled())
    if (isOfRun(clientOrderId, key))
      throw new OpenOrderError(activity, clientOrderId, status);
}
