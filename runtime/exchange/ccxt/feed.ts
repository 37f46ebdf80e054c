import type { Clock } from "../../clock.ts";
import { Timer } from "../../timers.ts";
import { sleepUntil } from "../sleep.ts";
import type { Blotter } from "./blotter.ts";
import { can, type CcxtClient, type CcxtParams } from "./client.ts";
import type { ClientOrderIds } from "./client-order-ids.ts";
import type { Finding } from "./finding.ts";
import type { CcxtMarket } from "./market.ts";
import type { Markets } from "./markets.ts";
import { namesOf } from "./outcome.ts";
import type { Problems } from "./problems.ts";
import { Answer } from "./reading/answer.ts";
import { readOrder, type OrderAnswer } from "./reading/order.ts";
import { readTrade, type TradeAnswer } from "./reading/trade.ts";
import type { TrackedOrder } from "./tracked-order.ts";

export interface FeedOptions {
  readonly client: CcxtClient;
  readonly clock: Clock;
  readonly blotter: Blotter;
  readonly finding: Finding;
  readonly ids: ClientOrderIds;
  readonly problems: Problems;
  readonly markets: Markets;
  /** What is to be listened to; empty: nothing, orders are asked for instead. */
  readonly streams: readonly CcxtParams[];
  /** How often working orders are asked for, in milliseconds. */
  readonly askEvery: number;
  /** After this many milliseconds a request that was not carried out will not be. */
  readonly requestValidity: number;
}

/** After a broken stream, and after what could not be read, orders are asked for so soon, in milliseconds. */
const SOON = 200;

/** Without streams orders are asked for at least this often, in milliseconds. */
export const WITHOUT_STREAMS = 2_000;

/** ccxt's errors for what it can never stream so. */
const HOPELESS = ["NotSupported", "ArgumentsRequired"];

/** A stream that breaks at once is listened to again after this long, then twice as long each time … */
const SHORTEST_PAUSE = 100;
/** … up to this. */
const LONGEST_PAUSE = 10_000;

/**
 * Hears what the venue tells of the account's orders by itself, and asks for
 * those of which more may be told: a stream may be broken, late or silent,
 * and nobody would know.
 */
export class Feed {
  readonly #options: FeedOptions;
  readonly #timer: Timer;
  #askEvery: number;
  #dueAt = Infinity;
  #isClosed = false;

  constructor(options: FeedOptions) {
    this.#options = options;
    this.#askEvery = options.askEvery;
    this.#timer = new Timer(
      () => void this.#askAll(),
      `asking ${options.client.id} for its orders`,
    );
  }

  /** Listens from here on. */
  start(): void {
    const { client, streams } = this.#options;
    if (!can(client, "watchMyTrades")) this.#askOften();
    for (const params of streams) {
      if (can(client, "watchMyTrades"))
        void this.#listen("trades", () =>
          client.watchMyTrades(undefined, undefined, undefined, params),
        );
      if (can(client, "watchOrders"))
        void this.#listen("orders", () =>
          client.watchOrders(undefined, undefined, undefined, params),
        );
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#options.clock.disarm(this.#timer);
  }

  /** Orders of which more may be told are asked for, at the latest by then. */
  askWithin(milliseconds: number): void {
    const { clock } = this.#options;
    const due = clock.now() + milliseconds;
    if (this.#isClosed || due >= this.#dueAt) return;
    this.#dueAt = due;
    clock.disarm(this.#timer);
    clock.arm(this.#timer, due);
  }

  /** It is asked for as often as the others. */
  attend(): void {
    this.askWithin(this.#askEvery);
  }

  #askOften(): void {
    this.#askEvery = Math.min(this.#askEvery, WITHOUT_STREAMS);
  }

  async #listen(
    what: "trades" | "orders",
    next: () => Promise<unknown>,
  ): Promise<void> {
    const { clock, problems } = this.#options;
    let pause = SHORTEST_PAUSE;
    while (!this.#isClosed) {
      try {
        const news = await next();
        pause = SHORTEST_PAUSE;
        for (const each of new Answer(news, what).list())
          await (what === "trades" ? this.#trade(each) : this.#order(each));
      } catch (error) {
        if (this.#isClosed) return;
        problems.failed(`the stream of ${what}`, error);
        if (namesOf(error).some((name) => HOPELESS.includes(name))) {
          this.#askOften();
          return;
        }
        // What was told meanwhile, nobody heard.
        this.askWithin(SOON);
        await sleepUntil(clock, clock.now() + pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE);
      }
    }
  }

  async #trade(answer: Answer): Promise<void> {
    const { blotter, problems } = this.#options;
    try {
      const trade = readTrade(answer);
      const market = this.#marketOf(trade);
      if (market === null) return;
      const order = await this.#orderOf(market, trade);
      await blotter.take(market, order, null, [trade]);
      if (!order.isOver) this.attend();
    } catch (error) {
      problems.failed("a trade that was told is not counted", error);
      this.askWithin(SOON);
    }
  }

  async #order(answer: Answer): Promise<void> {
    const { blotter, ids, problems } = this.#options;
    try {
      const told = answer.read(readOrder);
      const market = this.#marketOf(told);
      if (market === null) return;
      const order =
        this.#known(market, told) ?? this.#stranger(market, told, ids);
      if (order === null) return;
      await blotter.take(market, order, told, []);
      // Its trades may be told after it.
      if (order.lacksTrades) this.askWithin(SOON);
      else if (!order.isOver) this.attend();
    } catch (error) {
      problems.failed("an order that was told is not counted", error);
      this.askWithin(SOON);
    }
  }

  #marketOf({ symbol }: TradeAnswer | OrderAnswer): CcxtMarket | null {
    return symbol === null ? null : this.#options.markets.named(symbol);
  }

  #known(
    { instrument }: CcxtMarket,
    told: {
      readonly orderId: string | null;
      readonly venueClientId: string | null;
    },
  ): TrackedOrder | null {
    const { blotter } = this.#options;
    const { orderId, venueClientId } = told;
    const known =
      orderId === null ? null : blotter.ofOrderId(instrument, orderId);
    if (known !== null || venueClientId === null) return known;
    return blotter.get(instrument, venueClientId);
  }

  /** Of a trade. @throws Error if the venue does not say of which order it is */
  async #orderOf(
    market: CcxtMarket,
    trade: TradeAnswer,
  ): Promise<TrackedOrder> {
    const { finding, ids } = this.#options;
    const known = this.#known(market, trade);
    if (known !== null) return known;
    const { orderId } = trade;
    const told =
      orderId === null ? null : await finding.byOrderId(market, orderId);
    const order =
      told === null
        ? null
        : (this.#known(market, told) ?? this.#stranger(market, told, ids));
    if (order !== null) return order;
    throw new Error(`nobody says of which order trade ${trade.tradeId} is`);
  }

  /** An order that this process did not place: by another one, or by hand. */
  #stranger(
    { instrument }: CcxtMarket,
    { orderId, venueClientId, side, quantity, price, createdAt }: OrderAnswer,
    ids: ClientOrderIds,
  ): TrackedOrder | null {
    const { blotter, clock } = this.#options;
    if (side === null || quantity === null) return null;
    const id = venueClientId ?? orderId;
    return blotter.track({
      clientOrderId: ids.decode(id),
      venueClientId: id,
      instrument,
      side,
      quantity,
      type:
        price === null || price === 0
          ? { kind: "market" }
          : { kind: "limit", price },
      sentAt: createdAt ?? clock.now(),
    });
  }

  async #askAll(): Promise<void> {
    const { blotter, markets, problems } = this.#options;
    this.#dueAt = Infinity;
    for (const market of markets.all()) {
      const orders = blotter
        .open()
        .filter(({ instrument }) => instrument.id === market.instrument.id);
      if (orders.length === 0 || this.#isClosed) continue;
      try {
        await this.#askFor(market, orders);
      } catch (error) {
        problems.failed(`asking for the orders of ${market.symbol}`, error);
      }
    }
    if (blotter.open().length > 0) this.attend();
  }

  /** Those that work in one question; of the others each by itself. */
  async #askFor(
    market: CcxtMarket,
    orders: readonly TrackedOrder[],
  ): Promise<void> {
    const { finding } = this.#options;
    const working =
      orders.length > 1 ? ((await finding.working(market)) ?? []) : [];
    for (const order of orders) {
      if (this.#isClosed) return;
      const told = working.find(
        ({ orderId, venueClientId }) =>
          orderId === order.orderId || venueClientId === order.venueClientId,
      );
      await this.#ask(market, order, told ?? null);
    }
  }

  async #ask(
    market: CcxtMarket,
    order: TrackedOrder,
    known: OrderAnswer | null,
  ): Promise<void> {
    const { blotter, clock, finding, requestValidity } = this.#options;
    const isInvalid = clock.now() > order.sentAt + requestValidity;
    const told = known ?? (await finding.order(market, order.venueClientId));
    if (told === null) {
      if (isInvalid && order.orderId === null) blotter.forget(order);
      return;
    }
    await blotter.take(market, order, told, told.trades);
    if (!order.lacksTrades) return;
    const trades = await finding.trades(market, order);
    await blotter.take(market, order, null, trades, true);
  }
}
