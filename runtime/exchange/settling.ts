import type { Clock } from "../clock.ts";
import { Rejected } from "../errors.ts";
import type { Instrument } from "../market/instrument.ts";
import { OrderInDoubtError, UnsettledOrderError } from "./errors.ts";
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

/** After an unanswered question what became of an order, it is asked again so much later, in milliseconds. */
const ASKED_AGAIN = 1_000;

/**
 * Resolves when nothing more of the order can be filled; on abort it is taken
 * back, and its final status awaited.
 *
 * @param onProgress called when more of it was filled and it is not final
 * @throws UnsettledOrderError if the venue refuses to take it back
 */
export async function awaitFinal(
  order: Order,
  settling: Settling,
  onProgress: (order: Order) => void,
): Promise<Order> {
  if (isFinal(order)) return order;
  const { exchange, ledger, signal } = settling;
  const { instrument, clientOrderId } = order;
  const { promise, resolve, reject } = Promise.withResolvers<Order>();
  let known = order.fills.length;
  const hear = (news: Order | null): void => {
    if (news?.clientOrderId !== clientOrderId) return;
    if (news.instrument.id !== instrument.id) return;
    if (isFinal(news)) resolve(news);
    else if (news.fills.length > known) {
      known = news.fills.length;
      ledger.update(news);
      onProgress(news);
    }
  };
  const cancel = (): void => {
    exchange
      .cancelOrder(instrument, clientOrderId)
      .then(hear, (error: unknown) => reject(unsettled(order, error)));
  };
  const over = new AbortController();
  const unsubscribe = exchange.onOrder(hear);
  signal.addEventListener("abort", cancel, { once: true });
  try {
    if (signal.aborted) cancel();
    else void askUntilAnswered(order, settling, hear, over.signal);
    const final = await promise;
    ledger.update(final);
    return final;
  } finally {
    // With a reason: without one Node makes an error with a stack each time.
    over.abort("settled");
    unsubscribe();
    signal.removeEventListener("abort", cancel);
  }
}

/** What a refusal means once an order is out: not that nothing happened. */
export function unsettled(
  { clientOrderId }: Pick<Order, "clientOrderId">,
  error: unknown,
): unknown {
  return error instanceof Rejected
    ? new UnsettledOrderError(clientOrderId, error)
    : error;
}

/** It may have ended before anyone listened. */
async function askUntilAnswered(
  { instrument, clientOrderId }: Order,
  { exchange, clock }: Settling,
  hear: (news: Order | null) => void,
  over: AbortSignal,
): Promise<void> {
  while (!over.aborted) {
    try {
      hear(await exchange.orderStatus(instrument, clientOrderId));
      return;
    } catch {
      await sleepUntil(clock, clock.now() + ASKED_AGAIN);
    }
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

/** An order that may have been sent. */
export interface Sending {
  readonly instrument: Instrument;
  readonly clientOrderId: string;
  /** When it may have been sent last, in milliseconds since the epoch; null: it was not. */
  readonly sentAt: number | null;
}

/**
 * Asks for an order. Where the venue does not know it, the request may still be
 * on its way: it is asked again once that would not be carried out any more.
 *
 * @returns null if it is certain that there is no such order, nor will be
 * @throws OrderInDoubtError if the venue refuses to say; never Rejected
 */
export async function foundOrder(
  sending: Sending,
  settling: Pick<Settling, "exchange" | "clock">,
): Promise<Order | null> {
  const { exchange, clock } = settling;
  const validUntil =
    sending.sentAt === null
      ? -Infinity
      : sending.sentAt + exchange.requestValidity;
  const isInvalid = clock.now() > validUntil;
  const order = await asked(sending, exchange);
  if (order !== null || isInvalid) return order;
  await sleepUntil(clock, validUntil + 1);
  return asked(sending, exchange);
}

async function asked(
  { instrument, clientOrderId }: Sending,
  exchange: StrategyExchange,
): Promise<Order | null> {
  try {
    return await exchange.orderStatus(instrument, clientOrderId);
  } catch (error) {
    throw error instanceof Rejected
      ? new OrderInDoubtError(clientOrderId, error)
      : error;
  }
}

/** Waits until a request that has not been carried out will not be any more. */
function untilInvalid(
  record: OrderRecord,
  { exchange, clock }: Settling,
): Promise<void> {
  return sleepUntil(clock, record.sentAt + exchange.requestValidity + 1);
}
