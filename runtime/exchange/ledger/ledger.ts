import { toGrid } from "../../market/grid.ts";
import type { Instrument } from "../../market/instrument.ts";
import type { MarketEvent } from "../../market/event.ts";
import { midPrice } from "../../market/quote.ts";
import type { StrategyExchange, Unsubscribe } from "../exchange.ts";
import { HoldingBook, type Holding } from "./holding-book.ts";
import { opposite, type Fill, type Order, type Side } from "../order.ts";
import {
  OrderRegister,
  type OrderIntent,
  type OrderRecord,
} from "./order-register.ts";
import { route } from "./routing.ts";

export interface LedgerOptions {
  /** The strategy's legs, at least one; `["position"]` where it declares none. */
  readonly legs: readonly [string, ...string[]];
  /**
   * What this machine's client order ids begin with, up to entry and run: `arb-1-` of `arb-1-4-0`.
   * A fill with this prefix is booked also if its order is not known (after a restart).
   */
  readonly prefix: string;
}

/** A fill as it was booked. */
export interface LedgerEntry {
  readonly fill: Fill;
  readonly leg: string;
  /** Profit that the fill realized, before fees, in the quote currency. */
  readonly realizedPnl: number;
}

/** Money in the quote currency. */
export interface LedgerSummary {
  /** Before fees. */
  readonly realizedPnl: number;
  /** Before fees, at the last marks; a holding without a mark counts at cost. */
  readonly unrealizedPnl: number;
  readonly totalFees: number;
  /** Realized and unrealized, less fees. */
  readonly netPnl: number;
  readonly ordersPlaced: number;
  /** Orders that were filled, in part at least. */
  readonly ordersExecuted: number;
  /** How often a holding went from flat to held. */
  readonly positionsOpened: number;
  /** How often a holding became flat. One that went through flat was closed and opened. */
  readonly positionsClosed: number;
}

/**
 * What one machine traded, and what came of it: fills become holdings by leg
 * and asset, at average cost. A fill is booked once, whichever way and how
 * often it is heard of, and is never refused.
 *
 * A leg is flat when its net quantity of each asset is zero: what offsets what
 * within a leg is the instruments' `asset`, what must be held apart is legs.
 */
export class Ledger {
  readonly legs: readonly [string, ...string[]];
  readonly #prefix: string;
  readonly #orders = new OrderRegister();
  readonly #holdings = new Map<string, HoldingBook>();
  readonly #entries: LedgerEntry[] = [];
  readonly #booked = new Set<string>();
  readonly #placed = new Set<string>();
  readonly #executed = new Set<string>();
  /** The leg of each run that was under way before a restart, by its key. */
  readonly #claims = new Map<string, string>();
  readonly #marks = new Map<string, number>();
  readonly #listeners = new Set<(entry: LedgerEntry) => void>();
  #fees = 0;
  #opened = 0;
  #closed = 0;

  constructor(options: LedgerOptions) {
    this.legs = options.legs;
    this.#prefix = options.prefix;
  }

  /** Hears of this machine's fills and orders from the exchange until told otherwise. */
  attach(exchange: StrategyExchange): Unsubscribe {
    return route(exchange, this.#prefix, this);
  }

  /** An order is about to be sent. Written down first, so that whatever comes of it is known to be this leg's. */
  intend(intent: OrderIntent): OrderRecord {
    this.#placed.add(intent.clientOrderId);
    return this.#orders.intend(intent);
  }

  /**
   * A run that was under way before a restart goes on: its orders are not
   * known any more, but if it has one leg, theirs is known.
   *
   * @param key the run's; its orders' client order ids are this, or begin with it and `.` or `_`
   */
  claim(key: string, legs: readonly string[]): void {
    const [leg, another] = legs;
    if (leg !== undefined && another === undefined) this.#claims.set(key, leg);
  }

  /** News of an order: books its fills, and settles it if it is final. */
  update(order: Order): void {
    for (const fill of order.fills) this.book(fill);
    this.#orders.update(order);
  }

  /**
   * It is certain that there is no such order, nor will be: refused, or unknown
   * to the venue after its validity. Says nothing of a later sending.
   */
  discard(record: OrderRecord): void {
    this.#orders.discard(record);
  }

  /** @returns false if the fill had been booked before */
  book(fill: Fill): boolean {
    const id = `${fill.instrument.id} ${fill.tradeId}`;
    if (this.#booked.has(id)) return false;
    this.#booked.add(id);
    this.#executed.add(fill.clientOrderId);
    this.#orders.fill(fill);
    this.#fees += fill.fee;
    const leg = this.#legOf(fill);
    const realizedPnl = this.#trade(this.#holding(leg, fill.instrument), fill);
    if (!this.#marks.has(fill.instrument.id))
      this.#marks.set(fill.instrument.id, fill.price);
    const entry = { fill, leg, realizedPnl };
    this.#entries.push(entry);
    for (const listener of this.#listeners) listener(entry);
    return true;
  }

  /** Called with each fill once it is booked. */
  onBooked(listener: (entry: LedgerEntry) => void): Unsubscribe {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Values what is held at the quote's mid from now on; other events change nothing. */
  mark(event: MarketEvent): void {
    if (event.kind === "quote")
      this.#marks.set(event.instrument.id, midPrice(event));
  }

  /** All that was booked, in that order. */
  get entries(): readonly LedgerEntry[] {
    return this.#entries;
  }

  /** What is not flat on these legs (default: all). */
  holdings(legs: readonly string[] = this.legs): readonly Holding[] {
    return [...this.#holdings.values()]
      .filter((book) => legs.includes(book.leg) && !book.isFlat)
      .map((book) => book.view());
  }

  /** Nothing is held on these legs (default: all). Orders may still be working: see {@link unsettled}. */
  isFlat(legs: readonly string[] = this.legs): boolean {
    return this.holdings(legs).length === 0;
  }

  /** Orders on these legs (default: all) of which more may be filled, as far as is known. */
  unsettled(legs: readonly string[] = this.legs): readonly OrderRecord[] {
    return this.#orders
      .unsettled()
      .filter((record) => legs.includes(record.leg));
  }

  order(clientOrderId: string): OrderRecord | null {
    return this.#orders.get(clientOrderId);
  }

  /**
   * How much an order on this side may reduce the holding by: what is held,
   * less what other unsettled orders on that side may still take of it.
   */
  reducible(
    leg: string,
    instrument: Instrument,
    side: Side,
    exceptOrder: string,
  ): number {
    const held = this.#holding(leg, instrument).quantity;
    const reducing: Side = opposite(held > 0 ? "buy" : "sell");
    if (held === 0 || side !== reducing) return 0;
    let free = Math.abs(held);
    for (const record of this.#orders.unsettled())
      if (
        record.leg === leg &&
        record.instrument.asset === instrument.asset &&
        record.side === side &&
        record.clientOrderId !== exceptOrder
      )
        free -= record.quantity - record.filled;
    return Math.max(toGrid(free, instrument.lotSize), 0);
  }

  summary(): LedgerSummary {
    let realizedPnl = 0;
    let unrealizedPnl = 0;
    for (const book of this.#holdings.values()) {
      realizedPnl += book.realized;
      unrealizedPnl += book.unrealized(({ id }) => this.#marks.get(id) ?? null);
    }
    return {
      realizedPnl,
      unrealizedPnl,
      totalFees: this.#fees,
      netPnl: realizedPnl + unrealizedPnl - this.#fees,
      ordersPlaced: this.#placed.size,
      ordersExecuted: this.#executed.size,
      positionsOpened: this.#opened,
      positionsClosed: this.#closed,
    };
  }

  /** The order's leg. Of an unknown order: its run's, else the leg that holds its asset, else the first. */
  #legOf({ clientOrderId, instrument }: Fill): string {
    const record = this.#orders.get(clientOrderId);
    if (record !== null) return record.leg;
    for (const [key, leg] of this.#claims)
      if (isOfRun(clientOrderId, key)) return leg;
    const { asset } = instrument;
    for (const book of this.#holdings.values())
      if (book.asset === asset && !book.isFlat) return book.leg;
    return this.legs[0];
  }

  #holding(leg: string, { asset }: Instrument): HoldingBook {
    const id = `${leg} ${asset}`;
    const book = this.#holdings.get(id) ?? new HoldingBook(leg, asset);
    this.#holdings.set(id, book);
    return book;
  }

  #trade(book: HoldingBook, fill: Fill): number {
    const before = book.isFlat ? 0 : Math.sign(book.quantity);
    const realizedPnl = book.book(fill);
    const after = book.isFlat ? 0 : Math.sign(book.quantity);
    if (before !== 0 && after !== before) this.#closed += 1;
    if (after !== 0 && after !== before) this.#opened += 1;
    return realizedPnl;
  }
}

function isOfRun(clientOrderId: string, key: string): boolean {
  if (!clientOrderId.startsWith(key)) return false;
  const rest = clientOrderId.slice(key.length);
  return rest === "" || rest.startsWith(".") || rest.startsWith("_");
}
