import type { Clock } from "../clock.ts";
import { Rejected } from "../errors.ts";
import { messageOf } from "../failure.ts";
import type { Instrument } from "../market/instrument.ts";
import { toGrid } from "../market/grid.ts";
import type { Quote } from "../market/quote.ts";
import type {
  ActivityExchange,
  ActivityLimitOrder,
  ActivityOrder,
} from "./activity-exchange.ts";
import { awaitQuote } from "./awaiting-quote.ts";
import { ForbiddenCallError } from "./errors.ts";
import type {
  MarketOrderRequest,
  Position,
  StrategyExchange,
} from "./exchange.ts";
import type { Ledger } from "./ledger/ledger.ts";
import type { Holding } from "./ledger/holding-book.ts";
import { isFinal, type Fill, type Order } from "./order.ts";
import type { OrderRecord } from "./ledger/order-register.ts";
import type { Account } from "./settlement.ts";
import { awaitFinal, foundOrder, takeBack, unsettled } from "./settling.ts";

/** What an activity does to the position, as declared in the spec. */
export type EffectWord = "opens" | "places" | "reduces" | "closes" | "cancels";

/** One attempt of one run of an activity. */
export interface PermitOptions {
  readonly exchange: StrategyExchange;
  readonly clock: Clock;
  readonly ledger: Ledger;
  /** The activity's name, for messages. */
  readonly activity: string;
  /** None: it may only look. */
  readonly words: readonly EffectWord[];
  /** The legs that the words are about; all of the strategy's where it names none. */
  readonly legs: readonly string[];
  /** The first order's client order id; the second's is `key_2` (`key.2` is the next attempt's), and so on. */
  readonly key: string;
  /** The key was used before, by an attempt whose outcome is unknown or by a process that ended. */
  readonly asksFirst: boolean;
  /**
   * When this process took the run over from one that ended, which may have
   * sent orders that the ledger does not know until right before. Default: there was none.
   */
  readonly resumedAt?: number | null;
  /** Resolves when what the ledger knows now is durable; null where nobody writes it down. */
  readonly written?: (() => Promise<void>) | null;
  readonly signal: AbortSignal;
}

/** The exchange as one attempt of an activity may use it. */
export function permit(options: PermitOptions): ActivityExchange {
  return new PermittedExchange(options);
}

type Place = (request: MarketOrderRequest) => Promise<Order>;

class PermittedExchange implements ActivityExchange {
  readonly #options: PermitOptions;
  readonly #own = new Set<string>();

  constructor(options: PermitOptions) {
    this.#options = options;
  }

  marketPrice(instrument: Instrument): Promise<Quote> {
    return this.#options.exchange.marketPrice(instrument);
  }

  nextQuote(instrument: Instrument, patience: number): Promise<Quote | null> {
    return awaitQuote(instrument, patience, this.#options);
  }

  position(instrument: Instrument): Promise<Position> {
    return this.#options.exchange.position(instrument);
  }

  account(venue: string, currency: string | null = null): Promise<Account> {
    return this.#options.exchange.account(venue, currency);
  }

  async orderStatus(
    instrument: Instrument,
    clientOrderId: string,
  ): Promise<Order | null> {
    const { exchange, ledger } = this.#options;
    const order = await exchange.orderStatus(instrument, clientOrderId);
    if (order !== null && ledger.order(clientOrderId) !== null)
      ledger.update(order);
    return order;
  }

  holdings(): readonly Holding[] {
    return this.#options.ledger.holdings(this.#options.legs);
  }

  fills(): readonly Fill[] {
    const { key, ledger } = this.#options;
    return ledger.entries
      .map((entry) => entry.fill)
      .filter(
        ({ clientOrderId }) =>
          clientOrderId === key || clientOrderId.startsWith(`${key}_`),
      );
  }

  unsettled(): readonly OrderRecord[] {
    return this.#options.ledger.unsettled(this.#options.legs);
  }

  placeMarketOrder(order: ActivityOrder): Promise<Order> {
    const { exchange } = this.#options;
    return this.#place(order, (request) => exchange.placeMarketOrder(request));
  }

  placeLimitOrder(order: ActivityLimitOrder): Promise<Order> {
    const { exchange } = this.#options;
    const { price, postOnly = false } = order;
    return this.#place(order, (request) =>
      exchange.placeLimitOrder({ ...request, price, postOnly }),
    );
  }

  settled(
    order: Order,
    onProgress: (order: Order) => void = () => {},
  ): Promise<Order> {
    return awaitFinal(order, this.#options, onProgress);
  }

  async cancelOrder(clientOrderId: string): Promise<Order | null> {
    const { words, legs, ledger } = this.#options;
    const record = ledger.order(clientOrderId);
    if (!words.includes("cancels") && !this.#own.has(clientOrderId))
      throw this.#forbidden(
        `cancel ${clientOrderId}`,
        "it may cancel its own orders only; declare it with `cancels`",
      );
    if (record === null)
      throw this.#forbidden(
        `cancel ${clientOrderId}`,
        "it is not an order of this machine",
      );
    if (!legs.includes(record.leg))
      throw this.#forbidden(
        `cancel ${clientOrderId}`,
        `the order is on leg ${record.leg}`,
      );
    try {
      return await takeBack(record, this.#options);
    } catch (error) {
      throw this.#own.has(clientOrderId) ? unsettled(record, error) : error;
    }
  }

  async cancelAll(): Promise<readonly Order[]> {
    const { words } = this.#options;
    if (!words.includes("cancels"))
      throw this.#forbidden("cancel all orders", "declare it with `cancels`");
    const answers = await Promise.allSettled(
      this.unsettled().map((record) => takeBack(record, this.#options)),
    );
    const orders: Order[] = [];
    for (const answer of answers) {
      if (answer.status === "rejected") throw answer.reason;
      if (answer.value !== null) orders.push(answer.value);
    }
    return orders;
  }

  async #place(order: ActivityOrder, place: Place): Promise<Order> {
    const leg = this.#legFor(order);
    for (;;) {
      const clientOrderId = this.#nextId();
      const earlier = this.#options.asksFirst
        ? await this.#earlier(order, leg, clientOrderId)
        : null;
      if (earlier === null) return this.#send(order, leg, clientOrderId, place);
      // A closing order that has ended is booked: what is left needs another.
      if (!this.#onlyReduces || !isFinal(earlier)) return accepted(earlier);
    }
  }

  /** The order that an attempt before placed under this id; null if it is certain that there is none, nor will be. */
  async #earlier(
    order: ActivityOrder,
    leg: string,
    clientOrderId: string,
  ): Promise<Order | null> {
    const { ledger, resumedAt = null } = this.#options;
    let record = ledger.order(clientOrderId);
    const { side, quantity } = order;
    // What a process before this one sent is heard of before it is found, and belongs to this leg.
    if (record === null && resumedAt !== null)
      record = ledger.intend({
        clientOrderId,
        instrument: order.instrument,
        leg,
        side,
        quantity,
        sentAt: resumedAt,
      });
    const instrument = record?.instrument ?? order.instrument;
    const sentAt = record?.sentAt ?? null;
    const earlier = await foundOrder(
      { instrument, clientOrderId, sentAt },
      this.#options,
    );
    if (earlier === null) {
      if (record !== null) ledger.discard(record);
      return null;
    }
    if (record === null)
      ledger.intend({
        clientOrderId,
        instrument,
        leg,
        side: earlier.side,
        quantity: earlier.quantity,
        sentAt: earlier.createdAt,
      });
    ledger.update(earlier);
    return earlier;
  }

  async #send(
    order: ActivityOrder,
    leg: string,
    clientOrderId: string,
    place: Place,
  ): Promise<Order> {
    const { clock, ledger } = this.#options;
    const { instrument, side, quantity, reduceOnly = false } = order;
    this.#requireGoing(clientOrderId);
    if (this.#onlyReduces) this.#requireReducing(order, leg, clientOrderId);
    const sentAt = clock.now();
    const intent = { clientOrderId, instrument, leg, side, quantity, sentAt };
    const record = ledger.intend(intent);
    try {
      await this.#writeDown(clientOrderId);
      const placed = await place({
        clientOrderId,
        instrument,
        side,
        quantity,
        reduceOnly,
      });
      ledger.update(placed);
      return accepted(placed);
    } catch (error) {
      if (error instanceof Rejected) ledger.discard(record);
      throw error;
    }
  }

  /** @throws Rejected if the activity was told to stop: nothing has been sent */
  #requireGoing(clientOrderId: string): void {
    if (!this.#options.signal.aborted) return;
    throw new Rejected(
      `${clientOrderId} was not sent: the activity was told to stop`,
      "ABORTED",
    );
  }

  /**
   * Before it is sent: a process that comes after this one must know of it. Where that cannot be written down, what
   * reduces goes out all the same.
   *
   * @throws Rejected for what adds to the position
   */
  async #writeDown(clientOrderId: string): Promise<void> {
    const { written = null } = this.#options;
    if (written === null) return;
    try {
      await written();
    } catch (error) {
      if (!this.#onlyReduces)
        throw new Rejected(
          `${clientOrderId} was not sent: the journal cannot be written (${messageOf(error)})`,
          "JOURNAL",
        );
    }
    this.#requireGoing(clientOrderId);
  }

  get #onlyReduces(): boolean {
    const { words } = this.#options;
    return !words.includes("opens") && !words.includes("places");
  }

  #nextId(): string {
    const { key } = this.#options;
    const nth = this.#own.size + 1;
    const clientOrderId = nth === 1 ? key : `${key}_${nth}`;
    this.#own.add(clientOrderId);
    return clientOrderId;
  }

  /** The leg that an order is for. @throws ForbiddenCallError if the words allow no order on it */
  #legFor({ leg }: ActivityOrder): string {
    const { words, legs } = this.#options;
    if (words.every((word) => word === "cancels"))
      throw this.#forbidden(
        "place orders",
        "declare it with `opens`, `places`, `reduces` or `closes`",
      );
    const [first, second] = legs;
    if (leg !== undefined && legs.includes(leg)) return leg;
    if (leg !== undefined)
      throw this.#forbidden(
        `place orders on leg ${leg}`,
        `its legs are ${legs.join(", ")}`,
      );
    if (first === undefined || second !== undefined)
      throw this.#forbidden(
        "place an order without a leg",
        `say which of ${legs.join(", ")} it is for: { leg: … }`,
      );
    return first;
  }

  #requireReducing(
    { instrument, side, quantity }: ActivityOrder,
    leg: string,
    clientOrderId: string,
  ): void {
    const { ledger } = this.#options;
    const most = ledger.reducible(leg, instrument, side, clientOrderId);
    if (toGrid(quantity - most, instrument.lotSize) <= 0) return;
    throw this.#forbidden(
      `${side} ${quantity} of ${instrument.asset} on leg ${leg}`,
      `at most ${most} would make the holding smaller and not turn it`,
    );
  }

  #forbidden(attempt: string, remedy: string): ForbiddenCallError {
    const { activity, words } = this.#options;
    return new ForbiddenCallError(activity, words, attempt, remedy);
  }
}

/** @throws Rejected if the order was */
function accepted(order: Order): Order {
  if (order.status !== "rejected") return order;
  throw new Rejected(
    `${order.clientOrderId} was rejected: ${order.reason?.message ?? "no reason given"}`,
    order.reason?.code ?? "REFUSED",
  );
}
