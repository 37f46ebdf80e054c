import type { Clock } from "../../clock.ts";
import { Rejected } from "../../errors.ts";
import type { Instrument } from "../../market/instrument.ts";
import type { LimitOrderRequest, MarketOrderRequest } from "../exchange.ts";
import type { Order, OrderType } from "../order.ts";
import { sleepUntil } from "../sleep.ts";
import type { Blotter } from "./blotter.ts";
import type { Calls } from "./calls.ts";
import type { CcxtClient, CcxtParams } from "./client.ts";
import type { ClientOrderIds } from "./client-order-ids.ts";
import { MalformedAnswerError, UnknownOutcomeError } from "./errors.ts";
import type { Finding } from "./finding.ts";
import { prepare, type CcxtMarket } from "./market.ts";
import { saysAlreadyThere } from "./outcome.ts";
import type { Problems } from "./problems.ts";
import { Answer } from "./reading/answer.ts";
import { readOrder, type OrderAnswer } from "./reading/order.ts";
import type { TrackedOrder } from "./tracked-order.ts";

export interface OrdersOptions {
  readonly venue: string;
  readonly client: CcxtClient;
  readonly clock: Clock;
  readonly calls: Calls;
  readonly ids: ClientOrderIds;
  readonly finding: Finding;
  readonly blotter: Blotter;
  readonly problems: Problems;
  readonly marketOf: (instrument: Instrument) => CcxtMarket;
  /** What makes the venue refuse an order that comes late. */
  readonly expiring: (now: number) => CcxtParams;
  readonly findsByClientId: boolean;
  /** After this many milliseconds a request that was not carried out will not be. */
  readonly requestValidity: number;
  /** Called when there is an order of which more may be told. */
  readonly onOpen: () => void;
  /** Called when the venue refuses a request for the time that it was stamped with. */
  readonly onClockSkew: () => void;
}

/** What is not yet in an answer is asked for again after so many milliseconds each. */
const PAUSES = [100, 300, 900] as const;

/** Order entry at one venue. */
export class Orders {
  readonly #options: OrdersOptions;
  readonly #placing = new Map<string, Promise<Order>>();

  constructor(options: OrdersOptions) {
    this.#options = options;
  }

  /** The same id again is the same order, also while the first is under way. */
  place(
    request: MarketOrderRequest | LimitOrderRequest,
    type: OrderType,
  ): Promise<Order> {
    const key = `${request.instrument.id} ${request.clientOrderId}`;
    const underWay = this.#placing.get(key);
    if (underWay !== undefined) return underWay;
    const placing = this.#place(request, type).finally(() =>
      this.#placing.delete(key),
    );
    this.#placing.set(key, placing);
    return placing;
  }

  async #place(
    request: MarketOrderRequest | LimitOrderRequest,
    wanted: OrderType,
  ): Promise<Order> {
    const { client, clock, calls, ids, blotter, marketOf } = this.#options;
    const { clientOrderId, instrument, side } = request;
    const market = marketOf(instrument);
    const venueClientId = ids.encode(clientOrderId);
    const known = blotter.get(instrument, venueClientId);
    const earlier = known === null ? null : await this.#certain(known);
    if (earlier !== null) return earlier;
    const { quantity, type } = prepare(client, market, request, wanted);
    const params = this.#paramsOf(request, market, venueClientId);
    const sentAt = clock.now();
    const plan = { clientOrderId, venueClientId, instrument, side, quantity };
    const order = blotter.track({ ...plan, type, sentAt });
    const price = type.kind === "limit" ? type.price : undefined;
    try {
      const answer = await calls.change("place", clientOrderId, () =>
        client.createOrder(
          market.symbol,
          type.kind,
          side,
          quantity,
          price,
          params,
        ),
      );
      const told = readOrder(answer);
      await blotter.take(market, order, told, told.trades);
      return await this.#complete(market, order, told);
    } catch (error) {
      if (error instanceof Rejected) {
        blotter.forget(order);
        if (error.code === "CLOCK_SKEW") this.#options.onClockSkew();
        throw error;
      }
      if (saysAlreadyThere(error)) {
        const there = await this.status(instrument, clientOrderId);
        if (there !== null) return there;
      }
      throw this.#unknown("place", clientOrderId, error);
    } finally {
      if (!order.isOver) this.#options.onOpen();
    }
  }

  async status(
    instrument: Instrument,
    clientOrderId: string,
  ): Promise<Order | null> {
    const { blotter, finding, ids, marketOf } = this.#options;
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
      if (!order.isOver) this.#options.onOpen();
      return await this.#complete(market, order, answer);
    } catch (error) {
      throw this.#told("status of", clientOrderId, error);
    }
  }

  async cancel(instrument: Instrument, clientOrderId: string): Promise<Order> {
    const { client, calls, blotter, ids, marketOf, findsByClientId } =
      this.#options;
    const market = marketOf(instrument);
    const venueClientId = ids.encode(clientOrderId);
    const known = blotter.get(instrument, venueClientId);
    if (known?.isOver === true) return known.snapshot();
    let orderId = known?.orderId ?? null;
    if (orderId === null && !findsByClientId) {
      const found = await this.status(instrument, clientOrderId);
      if (found === null) throw unknownOrder(clientOrderId);
      orderId = found.orderId;
    }
    const params = orderId === null ? { clientOrderId: venueClientId } : {};
    try {
      const answer = await calls.change("cancel", clientOrderId, () =>
        client.cancelOrder(orderId ?? "", market.symbol, params),
      );
      const order = blotter.get(instrument, venueClientId);
      if (order !== null) await this.#takeCancelled(market, order, answer);
    } catch (error) {
      // It may have ended before: then the venue knows it, and not as working.
      if (!(error instanceof Rejected) || error.code !== "UNKNOWN_ORDER")
        throw this.#told("cancel", clientOrderId, error);
    }
    return this.#ended(instrument, clientOrderId);
  }

  /** What became of an order that was sent before; null once it is certain that nothing did nor will. */
  async #certain(order: TrackedOrder): Promise<Order | null> {
    const { blotter, clock, requestValidity } = this.#options;
    const { instrument, clientOrderId, sentAt } = order;
    const found = await this.status(instrument, clientOrderId);
    const invalidAt = sentAt + requestValidity + 1;
    if (found !== null) return found;
    if (clock.now() < invalidAt) {
      await sleepUntil(clock, invalidAt);
      const late = await this.status(instrument, clientOrderId);
      if (late !== null) return late;
    }
    blotter.forget(order);
    return null;
  }

  /** Fetches the trades that an order must have. @throws UnknownOutcomeError if it has ended and they are not to be had */
  async #complete(
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

  /** What a cancellation is answered with may be next to nothing. */
  async #takeCancelled(
    market: CcxtMarket,
    order: TrackedOrder,
    answer: unknown,
  ): Promise<void> {
    const { blotter, problems } = this.#options;
    if (new Answer(answer, "order").get("id").isMissing) return;
    try {
      const told = readOrder(answer);
      if (told.status === null) return;
      await blotter.take(market, order, told, []);
      await this.#complete(market, order, told);
    } catch (error) {
      problems.failed(`cancel ${order.clientOrderId}`, error);
    }
  }

  /** Asks until it has ended. @throws UnknownOutcomeError if it does not */
  async #ended(instrument: Instrument, clientOrderId: string): Promise<Order> {
    const { blotter, clock, ids, venue } = this.#options;
    const order = blotter.get(instrument, ids.encode(clientOrderId));
    if (order?.isOver === true) return order.snapshot();
    for (const pause of PAUSES) {
      const found = await this.status(instrument, clientOrderId);
      if (found === null) throw unknownOrder(clientOrderId);
      if (found.status !== "new" && found.status !== "partially-filled")
        return found;
      await sleepUntil(clock, clock.now() + pause);
    }
    throw new UnknownOutcomeError(
      venue,
      `cancel ${clientOrderId}`,
      "the venue took the request, and has the order as working",
    );
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

  /** @throws Rejected code `REDUCE_ONLY` for what could reduce nothing */
  #paramsOf(
    request: MarketOrderRequest & { readonly postOnly?: boolean },
    { settle }: CcxtMarket,
    clientOrderId: string,
  ): CcxtParams {
    const { expiring, clock } = this.#options;
    const { reduceOnly = false, postOnly = false, side } = request;
    const isSpot = settle === null;
    if (reduceOnly && isSpot && side === "buy")
      throw new Rejected(
        `${request.clientOrderId} was not sent: a purchase reduces nothing on spot`,
        "REDUCE_ONLY",
      );
    return {
      clientOrderId,
      ...expiring(clock.now()),
      ...(reduceOnly && !isSpot ? { reduceOnly: true } : {}),
      ...(postOnly ? { postOnly: true } : {}),
    };
  }

  /** What nobody can tell is recorded, as it was found. */
  #told(operation: string, what: string, error: unknown): unknown {
    if (error instanceof Rejected) return error;
    this.#options.problems.failed(`${operation} ${what}`, error);
    return error;
  }

  #unknown(operation: string, what: string, error: unknown): unknown {
    const told = this.#told(operation, what, error);
    if (!(told instanceof MalformedAnswerError)) return told;
    const { venue } = this.#options;
    return new UnknownOutcomeError(venue, `${operation} ${what}`, told.message);
  }
}

function unknownOrder(clientOrderId: string): Rejected {
  return new Rejected(
    `the venue does not know ${clientOrderId}`,
    "UNKNOWN_ORDER",
  );
}
