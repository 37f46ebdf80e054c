import type { Clock } from "../../clock.ts";
import { Rejected } from "../../errors.ts";
import type { Instrument } from "../../market/instrument.ts";
import type { LimitOrderRequest, MarketOrderRequest } from "../exchange.ts";
import type { Order, OrderType } from "../order.ts";
import type { Blotter } from "./blotter.ts";
import type { Calls } from "./calls.ts";
import type { CcxtClient, CcxtParams } from "./client.ts";
import type { ClientOrderIds } from "./client-order-ids.ts";
import type { Inquiry } from "./inquiry.ts";
import { prepare, type CcxtMarket } from "./market.ts";
import { saysAlreadyThere } from "./outcome.ts";
import { Answer } from "./reading/answer.ts";
import { readOrder } from "./reading/order.ts";
import type { TrackedOrder } from "./tracked-order.ts";

export interface OrdersOptions {
  readonly client: CcxtClient;
  readonly clock: Clock;
  readonly calls: Calls;
  readonly ids: ClientOrderIds;
  readonly blotter: Blotter;
  readonly inquiry: Inquiry;
  readonly marketOf: (instrument: Instrument) => CcxtMarket;
  /** What makes the venue refuse an order that comes late. */
  readonly expiring: (now: number) => CcxtParams;
  readonly findsByClientId: boolean;
  /** Called when there is an order of which more may be told. */
  readonly onOpen: () => void;
  /** Called when the venue refuses a request for the time that it was stamped with. */
  readonly onClockSkew: () => void;
}

type PlaceRequest = MarketOrderRequest | LimitOrderRequest;

/** Order entry at one venue. */
export class Orders {
  readonly #options: OrdersOptions;
  readonly #placing = new Map<string, Promise<Order>>();

  constructor(options: OrdersOptions) {
    this.#options = options;
  }

  /** The same id again is the same order, also while the first is under way. */
  place(request: PlaceRequest, type: OrderType): Promise<Order> {
    const key = `${request.instrument.id} ${request.clientOrderId}`;
    const underWay = this.#placing.get(key);
    if (underWay !== undefined) return underWay;
    const placing = this.#place(request, type).finally(() =>
      this.#placing.delete(key),
    );
    this.#placing.set(key, placing);
    return placing;
  }

  async cancel(instrument: Instrument, clientOrderId: string): Promise<Order> {
    const { blotter, ids, inquiry, marketOf } = this.#options;
    const market = marketOf(instrument);
    const venueClientId = ids.encode(clientOrderId);
    const known = blotter.get(instrument, venueClientId);
    if (known?.isOver === true) return known.snapshot();
    await this.#sendCancel(market, clientOrderId, known);
    const order = blotter.get(instrument, venueClientId);
    if (order?.isOver === true) return order.snapshot();
    try {
      const ended = await inquiry.ended(instrument, clientOrderId);
      if (ended !== null) return ended;
    } catch (error) {
      throw inquiry.inDoubt("cancel", clientOrderId, error);
    }
    throw unknownOrder(clientOrderId);
  }

  async #place(request: PlaceRequest, wanted: OrderType): Promise<Order> {
    const { client, clock, ids, blotter, inquiry, marketOf } = this.#options;
    const { clientOrderId, instrument, side } = request;
    const market = marketOf(instrument);
    const venueClientId = ids.encode(clientOrderId);
    const known = blotter.get(instrument, venueClientId);
    const earlier = known === null ? null : await this.#earlier(known);
    if (earlier !== null) return earlier;
    const { quantity, type } = prepare(client, market, request, wanted);
    const params = this.#paramsOf(request, market, venueClientId);
    const sentAt = clock.now();
    const plan = { clientOrderId, venueClientId, instrument, side, quantity };
    const order = blotter.track({ ...plan, type, sentAt });
    try {
      const answer = await this.#send(market, order, params);
      const told = readOrder(answer);
      await blotter.take(market, order, told, told.trades);
      return await inquiry.complete(market, order, told);
    } catch (error) {
      // One that was refused is not known any more.
      if (blotter.get(instrument, venueClientId) === null) throw error;
      const there = saysAlreadyThere(error)
        ? await inquiry.status(instrument, clientOrderId)
        : null;
      if (there !== null) return there;
      throw inquiry.inDoubt("place", clientOrderId, error);
    } finally {
      if (!order.isOver) this.#options.onOpen();
    }
  }

  /** @throws Rejected if it is certain that nothing came of it: the order is forgotten then */
  async #send(
    { symbol }: CcxtMarket,
    order: TrackedOrder,
    params: CcxtParams,
  ): Promise<unknown> {
    const { blotter, calls, client, onClockSkew } = this.#options;
    const { clientOrderId, side } = order;
    const { type, quantity } = order.snapshot();
    const price = type.kind === "limit" ? type.price : undefined;
    try {
      return await calls.change("place", clientOrderId, () =>
        client.createOrder(symbol, type.kind, side, quantity, price, params),
      );
    } catch (error) {
      if (error instanceof Rejected) {
        blotter.forget(order);
        if (error.code === "CLOCK_SKEW") onClockSkew();
      }
      throw error;
    }
  }

  /** What this process sent under the same id. @throws an error that is not Rejected if that cannot be found out */
  async #earlier(known: TrackedOrder): Promise<Order | null> {
    const { inquiry } = this.#options;
    try {
      return await inquiry.certain(known);
    } catch (error) {
      throw inquiry.inDoubt("place", known.clientOrderId, error);
    }
  }

  /** @throws Rejected if the venue refuses, but for an order that may have ended before */
  async #sendCancel(
    market: CcxtMarket,
    clientOrderId: string,
    known: TrackedOrder | null,
  ): Promise<void> {
    const { client, calls, blotter, ids, inquiry, findsByClientId } =
      this.#options;
    const { instrument, symbol } = market;
    const venueClientId = ids.encode(clientOrderId);
    let orderId = known?.orderId ?? null;
    if (orderId === null && !findsByClientId) {
      const found = await inquiry.status(instrument, clientOrderId);
      if (found === null) throw unknownOrder(clientOrderId);
      orderId = found.orderId;
    }
    const params = orderId === null ? { clientOrderId: venueClientId } : {};
    try {
      const answer = await calls.change("cancel", clientOrderId, () =>
        client.cancelOrder(orderId ?? "", symbol, params),
      );
      const order = blotter.get(instrument, venueClientId);
      if (order !== null) await this.#takeCancelled(market, order, answer);
    } catch (error) {
      // It may have ended before: then the venue knows it, and not as working.
      if (!(error instanceof Rejected) || error.code !== "UNKNOWN_ORDER")
        throw inquiry.recorded("cancel", clientOrderId, error);
    }
  }

  /** What a cancellation is answered with may be next to nothing; what it lacks is asked for. */
  async #takeCancelled(
    market: CcxtMarket,
    order: TrackedOrder,
    answer: unknown,
  ): Promise<void> {
    const { blotter, inquiry } = this.#options;
    if (new Answer(answer, "order").get("id").isMissing) return;
    try {
      const told = readOrder(answer);
      if (told.status === null) return;
      await blotter.take(market, order, told, []);
      await inquiry.complete(market, order, told);
    } catch (error) {
      inquiry.recorded("cancel", order.clientOrderId, error);
    }
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
}

function unknownOrder(clientOrderId: string): Rejected {
  return new Rejected(
    `the venue does not know ${clientOrderId}`,
    "UNKNOWN_ORDER",
  );
}
