import type { Clock } from "../clock.ts";
import { Rejected } from "../errors.ts";
import type { StrategyExchange } from "./exchange.ts";
import type { Ledger } from "./ledger/ledger.ts";
import { isFinal, type Order } from "./order.ts";
import type { OrderRecord } from "./ledger/order-register.ts";
import { sleepUntil } from "./sleep.ts";

/** What it takes to find out what became of an order. */
export interface Settling {
  readonly exchange: StrategyExchange;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly signal: AbortSignal;
}

/** Resolves when nothing more of the order can be filled; on abort it is taken back, and its final status awaited. */
export async function awaitFinal(
  order: Order,
  { exchange, ledger, signal }: Settling,
): Promise<Order> {
  if (isFinal(order)) return order;
  const { instrument, clientOrderId } = order;
  const { promise, resolve, reject } = Promise.withResolvers<Order>();
  const hear = (news: Order | null): void => {
    if (news?.clientOrderId === clientOrderId && isFinal(news)) resolve(news);
  };
  const cancel = (): void => {
    exchange.cancelOrder(instrument, clientOrderId).then(hear, reject);
  };
  const unsubscribe = exchange.onOrder(hear);
  signal.addEventListener("abort", cancel, { once: true });
  try {
    if (signal.aborted) cancel();
    // It may have ended before anyone listened.
    else exchange.orderStatus(instrument, clientOrderId).then(hear, reject);
    const final = await promise;
    ledger.update(final);
    return final;
  } finally {
    unsubscribe();
    signal.removeEventListener("abort", cancel);
  }
}

/**
 * Cancels until the order is final.
 *
 * @returns the order, or null if it is certain that it never came about
 */
export async function takeBack(
  record: OrderRecord,
  settling: Settling,
): Promise<Order | null> {
  const { exchange, clock, ledger } = settling;
  const { instrument, clientOrderId } = record;
  for (;;) {
    // Asked after that, "no such order" is an answer.
    const isInvalid = clock.now() > record.sentAt + exchange.requestValidity;
    try {
      const order = await exchange.cancelOrder(instrument, clientOrderId);
      ledger.update(order);
      return order;
    } catch (error) {
      if (!(error instanceof Rejected) || error.code !== "UNKNOWN_ORDER")
        throw error;
    }
    if (isInvalid) {
      ledger.discard(record);
      return null;
    }
    await untilInvalid(record, settling);
  }
}

/** Waits until a request that has not been carried out will not be any more. */
export function untilInvalid(
  record: OrderRecord,
  { exchange, clock }: Settling,
): Promise<void> {
  return sleepUntil(clock, record.sentAt + exchange.requestValidity + 1);
}
