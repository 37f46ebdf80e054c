import type { Clock } from "../../clock.ts";
import { Rejected } from "../../errors.ts";
import type { Instrument } from "../../market/instrument.ts";
import type { Order, OrderType } from "../order.ts";
import { sleepUntil } from "../sleep.ts";
import type { Blotter } from "./blotter.ts";
import type { ClientOrderIds } from "./client-order-ids.ts";
import { MalformedAnswerError, UnknownOutcomeError } from "./errors.ts";
import type { Finding } from "./finding.ts";
import type { CcxtMarket } from "./market.ts";
import type { Problems } from "./problems.ts";
import type { OrderAnswer } from "./reading/order.ts";
import type { TrackedOrder } from "./tracked-order.ts";

export interface InquiryOptions {
  readonly venue: string;
  readonly clock: Clock;
  readonly ids: ClientOrderIds;
  readonly finding: Finding;
  readonly blotter: Blotter;
  readonly problems: Problems;
  readonly marketOf: (instrument: Instrument) => CcxtMarket;
  /** After this many milliseconds a request that was not carried out will not be. */
  readonly requestValidity: number;
  /** Called when there is an order of which more may be told. */
  readonly onOpen: () => void;
}

/** What is not yet in an answer is asked for again after so many milliseconds each. */
export const PAUSES = [100, 300, 900] as const;

/** Finds out what became of orders. */
export class Inquiry {
  readonly #options: InquiryOptions;

  constructor(options: InquiryOptions) {
    this.#options = options;
  }

  /** Null if the venue does not know it, or not yet. */
  async status(
    instrument: Instrument,
    clientOrderId: string,
  ): Promise<Order | null> {
    const { blotter, finding, ids, marketOf, onOpen } = this.#options;
    const market = marketOf(instrument);
    const venueClientId = ids.encode(clientOrderId);
    const known = blotter.get(instrument, venueClientId);
    if (known?.isOver === true) return this.#named(known, clientOrderId);
    try {
      const answer = await finding.order(market, venueClientId);
      if (answer === null) {
        if (known === null || known.orderId === null) return null;
        throw new MalformedAnswerError(
          "order",
          "the order that it acknowledged",
          null,
        );
      }
      const order =
        known ?? this.#found(market, clientOrderId, venueClientId, answer);
      this.#named(order, clientOrderId);
      await blotter.take(market, order, answer, answer.trades);
      if (!order.isOver) onOpen();
      return await this.complete(market, order, answer);
    } catch (error) {
      throw this.recorded("status of", clientOrderId, error);
    }
  }

  /** What became of an order that was sent before; null once it is certain that nothing did nor will. */
  async certain(order: TrackedOrder): Promise<Order | null> {
    const { blotter, clock, requestValidity } = this.#options;
    const { instrument, clientOrderId, sentAt } = order;
    const invalidAt = sentAt + requestValidity + 1;
    const isInvalid = clock.now() >= invalidAt;
    let found = await this.status(instrument, clientOrderId);
    if (found === null && !isInvalid) {
      await sleepUntil(clock, invalidAt);
      found = await this.status(instrument, clientOrderId);
    }
    if (found === null) blotter.forget(order);
    return found;
  }

  /** Fetches the trades that an order must have. @throws UnknownOutcomeError if it has ended and they are not to be had */
  async complete(
    market: CcxtMarket,
    order: TrackedOrder,
    answer: OrderAnswer,
  ): Promise<Order> {
    const { blotter, clock, finding, venue } = this.#options;
    for (const pause of PAUSES) {
      if (!order.lacksTrades) break;
      const trades = await finding.trades(market, order);
      await blotter.take(market, order, null, trades, true);
      if (order.lacksTrades) await sleepUntil(clock, clock.now() + pause);
    }
    if (!order.lacksTrades || answer.status === "open") return order.snapshot();
    throw new UnknownOutcomeError(
      venue,
      `order ${order.clientOrderId}`,
      "its trades do not come to what is said to be filled of it",
    );
  }

  /** Asks until it has ended. @throws UnknownOutcomeError if it does not */
  async ended(
    instrument: Instrument,
    clientOrderId: string,
  ): Promise<Order | null> {
    const { clock, venue } = this.#options;
    for (const pause of PAUSES) {
      const found = await this.status(instrument, clientOrderId);
      if (found?.status !== "new" && found?.status !== "partially-filled")
        return found;
      await sleepUntil(clock, clock.now() + pause);
    }
    throw new UnknownOutcomeError(
      venue,
      `cancel ${clientOrderId}`,
      "the venue took the request, and has the order as working",
    );
  }

  /** What nobody can tell is recorded, as it was found. @returns the same */
  recorded(operation: string, what: string, error: unknown): unknown {
    if (!(error instanceof Rejected))
      this.#options.problems.failed(`${operation} ${what}`, error);
    return error;
  }

  /** A request was carried out, and what came of it cannot be found out: whatever keeps it from that is no refusal of the request. */
  inDoubt(operation: string, what: string, error: unknown): unknown {
    const told = this.recorded(operation, what, error);
    const isPlain =
      !(told instanceof Rejected) && !(told instanceof MalformedAnswerError);
    if (isPlain) return told;
    const { venue } = this.#options;
    return new UnknownOutcomeError(venue, `${operation} ${what}`, told.message);
  }

  /** An order that another process placed. */
  #found(
    market: CcxtMarket,
    clientOrderId: string,
    venueClientId: string,
    { side, quantity, price, createdAt }: OrderAnswer,
  ): TrackedOrder {
    const { blotter, clock } = this.#options;
    if (side === null || quantity === null)
      throw new MalformedAnswerError(
        side === null ? "order.side" : "order.amount",
        "to know it",
        null,
      );
    const type: OrderType =
      price === null || price === 0
        ? { kind: "market" }
        : { kind: "limit", price };
    return blotter.track({
      clientOrderId,
      venueClientId,
      instrument: market.instrument,
      side,
      quantity,
      type,
      sentAt: createdAt ?? clock.now(),
    });
  }

  /** One that was heard of before anybody had asked for it goes by its right name from here on. */
  #named(order: TrackedOrder, clientOrderId: string): Order {
    const { blotter } = this.#options;
    if (order.clientOrderId !== clientOrderId)
      blotter.rename(order, clientOrderId);
    return order.snapshot();
  }
}
