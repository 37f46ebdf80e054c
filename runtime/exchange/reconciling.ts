import type { Clock } from "../clock.ts";
import type { StrategyExchange } from "./exchange.ts";
import type { Ledger } from "./ledger/ledger.ts";
import type { OrderRecord } from "./ledger/order-register.ts";
import { foundOrder } from "./settling.ts";
import { sleepUntil } from "./sleep.ts";

/** After an unanswered question it is asked again so much later, in milliseconds. */
const ASKED_AGAIN = 1_000;

/** Who wants to know what became of orders while nobody listened. */
export interface Reconciling {
  readonly exchange: StrategyExchange;
  readonly clock: Clock;
  readonly ledger: Ledger;
  /** Nobody wants to know any more. */
  readonly isOver: () => boolean;
}

/**
 * Asks what became of an order while no process was there to hear of it, until
 * that is known: what was filled is booked, and an order that never came about
 * is settled.
 */
export async function reconcile(
  record: OrderRecord,
  { exchange, clock, ledger, isOver }: Reconciling,
): Promise<void> {
  while (!isOver()) {
    try {
      const order = await foundOrder(record, { exchange, clock });
      if (isOver()) return;
      if (order === null) ledger.discard(record);
      else ledger.update(order);
      return;
    } catch {
      await sleepUntil(clock, clock.now() + ASKED_AGAIN);
    }
  }
}
