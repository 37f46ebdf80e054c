import type { Clock } from "../../clock.ts";
import { Rejected } from "../../errors.ts";
import type { Calls } from "./calls.ts";
import { can, type CcxtClient } from "./client.ts";
import type { CcxtMarket } from "./market.ts";
import {
  readOrder,
  readOrders,
  readTradeList,
  type OrderAnswer,
} from "./reading/order.ts";
import type { TradeAnswer } from "./reading/trade.ts";
import type { TrackedOrder } from "./tracked-order.ts";

export interface FindingOptions {
  readonly client: CcxtClient;
  readonly calls: Calls;
  readonly clock: Clock;
  /** Whether an order can be asked for by its client order id. */
  readonly findsByClientId: boolean;
  /** How far back orders of another process are looked for, in milliseconds. */
  readonly lookBack: number;
}

/** Lists in which an order is once it has ended; the first that the exchange has counts. */
const ENDED = [
  ["fetchCanceledAndClosedOrders"],
  ["fetchOrders"],
  ["fetchClosedOrders", "fetchCanceledOrders"],
  ["fetchClosedOrders"],
] as const;

/** As many as an exchange gives at once, at most. */
const MOST = 500;

/** Finds orders and their trades. Failures are those of `Calls`. */
export class Finding {
  readonly #options: FindingOptions;

  constructor(options: FindingOptions) {
    this.#options = options;
  }

  /** What an exchange must be able to do; empty if it can. */
  static lacking(client: CcxtClient, byClientId: boolean): readonly string[] {
    const lists = ENDED.some((names) =>
      names.every((each) => can(client, each)),
    );
    const lacks: string[] = [];
    for (const ability of ["createOrder", "cancelOrder", "fetchOrderBook"])
      if (!can(client, ability)) lacks.push(ability);
    if (byClientId ? !can(client, "fetchOrder") : !lists)
      lacks.push(byClientId ? "fetchOrder" : "fetchClosedOrders");
    if (!byClientId && !can(client, "fetchOpenOrders"))
      lacks.push("fetchOpenOrders");
    if (
      !can(client, "fetchMyTrades") &&
      client.has["fetchOrderTrades"] !== true
    )
      lacks.push("fetchMyTrades");
    return lacks;
  }

  /** Null if it is in none of the exchange's lists: it may still be on its way. */
  async order(
    { symbol }: CcxtMarket,
    venueClientId: string,
  ): Promise<OrderAnswer | null> {
    const { client, calls, findsByClientId } = this.#options;
    if (!findsByClientId) return this.#inLists(symbol, venueClientId);
    try {
      const answer = await calls.ask("status of", venueClientId, () =>
        client.fetchOrder("", symbol, { clientOrderId: venueClientId }),
      );
      return readOrder(answer);
    } catch (error) {
      if (error instanceof Rejected && error.code === "UNKNOWN_ORDER")
        return null;
      throw error;
    }
  }

  /** All that work, in one question; null if the exchange cannot be asked for them. */
  async working({
    symbol,
  }: CcxtMarket): Promise<readonly OrderAnswer[] | null> {
    const { client, calls } = this.#options;
    if (!can(client, "fetchOpenOrders")) return null;
    const answer = await calls.ask("working orders of", symbol, () =>
      client.fetchOpenOrders(symbol),
    );
    return readOrders(answer);
  }

  /** The order of the exchange's own id. */
  async byOrderId(
    { symbol }: CcxtMarket,
    orderId: string,
  ): Promise<OrderAnswer> {
    const { client, calls } = this.#options;
    const answer = await calls.ask("status of", orderId, () =>
      client.fetchOrder(orderId, symbol, {}),
    );
    return readOrder(answer);
  }

  async trades(
    { symbol, settle }: CcxtMarket,
    order: TrackedOrder,
  ): Promise<readonly TradeAnswer[]> {
    const { client, calls } = this.#options;
    const { orderId, sentAt, clientOrderId } = order;
    if (orderId === null) return [];
    const since = sentAt - SKEW;
    const answer = await calls.ask("trades of", clientOrderId, () =>
      // Emulated, it asks for no more than what is known; of derivatives, some have it not.
      client.has["fetchOrderTrades"] === true &&
      (settle === null || !can(client, "fetchMyTrades"))
        ? client.fetchOrderTrades(orderId, symbol)
        : client.fetchMyTrades(symbol, since, MOST),
    );
    return readTradeList(answer).filter(
      (trade) => trade.orderId === null || trade.orderId === orderId,
    );
  }

  /** First what works, then what has ended: no order goes the other way. */
  async #inLists(
    symbol: string,
    venueClientId: string,
  ): Promise<OrderAnswer | null> {
    const { client, clock, lookBack } = this.#options;
    const params = { clientOrderId: venueClientId };
    const since = clock.now() - lookBack;
    const lists: readonly (() => Promise<unknown>)[] = [
      () => client.fetchOpenOrders(symbol, undefined, undefined, params),
      ...this.#endedLists().map(
        (list) => () => client[list](symbol, since, MOST, params),
      ),
    ];
    for (const list of lists) {
      const found = await this.#within(list, venueClientId);
      if (found !== null) return found;
    }
    return this.#throughTrades(symbol, venueClientId, since);
  }

  async #within(
    list: () => Promise<unknown>,
    venueClientId: string,
  ): Promise<OrderAnswer | null> {
    const { calls } = this.#options;
    const answer = await calls.ask("status of", venueClientId, list);
    const orders = readOrders(answer);
    return orders.find((each) => each.venueClientId === venueClientId) ?? null;
  }

  /** An order that is too old for the lists may have trades that repeat its id. */
  async #throughTrades(
    symbol: string,
    venueClientId: string,
    since: number,
  ): Promise<OrderAnswer | null> {
    const { client, calls } = this.#options;
    if (!can(client, "fetchMyTrades") || !can(client, "fetchOrder"))
      return null;
    const answer = await calls.ask("trades of", venueClientId, () =>
      client.fetchMyTrades(symbol, since, MOST),
    );
    const trade = readTradeList(answer).find(
      (each) => each.venueClientId === venueClientId,
    );
    const orderId = trade?.orderId ?? null;
    if (orderId === null) return null;
    const order = await calls.ask("status of", venueClientId, () =>
      client.fetchOrder(orderId, symbol, {}),
    );
    return readOrder(order);
  }

  #endedLists(): (typeof ENDED)[number] {
    const { client } = this.#options;
    const found = ENDED.find((names) =>
      names.every((each) => can(client, each)),
    );
    return found ?? ["fetchClosedOrders"];
  }
}

/** Clocks of venues differ from ours by less than this, in milliseconds. */
const SKEW = 60_000;
