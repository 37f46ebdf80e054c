import { toGrid } from "../../market/grid.ts";
import type { Instrument } from "../../market/instrument.ts";
import type { MarketEvent } from "../../market/event.ts";
import type { StrategyExchange, Unsubscribe } from "../exchange.ts";
import { opposite, type Fill, type Order, type Side } from "../order.ts";
import type { Settlement } from "../settlement.ts";
import { Additions } from "./additions.ts";
import { Books } from "./books.ts";
import { Claims } from "./claims.ts";
import type { Holding } from "./holding-book.ts";
import type { LedgerIncident } from "./incident.ts";
import { Marks } from "./marks.ts";
import {
  OrderRegister,
  type OrderIntent,
  type OrderRecord,
} from "./order-register.ts";
import type { FillPosting, Posting } from "./posting.ts";
import { PostingJournal } from "./posting-journal.ts";
import { route } from "./routing.ts";
import type { Heard, LedgerSnapshot } from "./snapshot.ts";
import {
  amountsByCurrency,
  convertedTo,
  valueOf,
  type Exposure,
  type LedgerSummary,
} from "./summary.ts";

export interface LedgerOptions {
  /** The strategy's legs, at least one; `["position"]` where it declares none. */
  readonly legs: readonly [string, ...string[]];
  /**
   * What this machine's client order ids begin with, up to entry and run: `arb-1-` of `arb-1-4-0`.
   * A fill with this prefix is booked also if its order is not known (after a restart).
   */
  readonly prefix: string;
  /** In which sums are told. Default: that of the first traded instrument's price. */
  readonly currency?: string;
}

/** A fill as it was booked. */
export type LedgerEntry = FillPosting;

/**
 * What one machine traded, and what came of it: fills become holdings by leg
 * and asset, at average cost. A fill is booked once, whichever way and how
 * often it is heard of, and is never refused.
 *
 * Fills and settlements count by their own times, in whatever order they are
 * heard of: what comes late is put in its place.
 *
 * A leg is flat when its net quantity of each asset is zero: what offsets what
 * within a leg is the instruments' `asset`, what must be held apart is legs.
 */
export class Ledger {
  readonly legs: readonly [string, ...string[]];
  readonly #prefix: string;
  readonly #orders = new OrderRegister();
  readonly #books = new Books((posting) => this.#posted(posting));
  readonly #marks = new Marks();
  readonly #journal = new PostingJournal();
  readonly #incidents: LedgerIncident[] = [];
  readonly #heard: Heard[] = [];
  readonly #fills = new Map<string, Fill>();
  readonly #placed = new Set<string>();
  readonly #executed = new Set<string>();
  readonly #claims = new Claims();
  readonly #fillListeners = new Set<(entry: LedgerEntry) => void>();
  readonly #incidentListeners = new Set<(incident: LedgerIncident) => void>();
  /** Null as long as nobody writes it down. */
  #additions: Additions | null = null;
  #currency: string | null;

  constructor(options: LedgerOptions) {
    this.legs = options.legs;
    this.#prefix = options.prefix;
    this.#currency = options.currency ?? null;
  }

  /** The machine's id. */
  get owner(): string {
    return this.#prefix.replace(/-$/, "");
  }

  /** Hears of this machine's fills and orders, and of settlements, from the exchange until told otherwise. */
  attach(exchange: StrategyExchange): Unsubscribe {
    return route(exchange, this.#prefix, this);
  }

  /** An order is about to be sent. Written down first, so that whatever comes of it is known to be this leg's. */
  intend(intent: OrderIntent): OrderRecord {
    this.#placed.add(intent.clientOrderId);
    const record = this.#orders.intend(intent);
    this.#additions?.order(intent.clientOrderId);
    return record;
  }

  /**
   * A run that was under way before a restart goes on: its orders are not
   * known any more, but if it has one leg, theirs is known.
   *
   * @param key the run's; its orders' client order ids are this, or begin with it and `.` or `_`
   */
  claim(key: string, legs: readonly string[]): void {
    const claim = this.#claims.add(key, legs);
    if (claim !== null) this.#additions?.claim(claim);
  }

  /** News of an order: books its fills, and settles it if it is final. */
  update(order: Order): void {
    for (const fill of order.fills) this.book(fill);
    if (!this.#orders.update(order)) return;
    if (order.status === "rejected") this.#placed.delete(order.clientOrderId);
    this.#additions?.order(order.clientOrderId);
  }

  /**
   * It is certain that there is no such order, nor will be: refused, or unknown
   * to the venue after its validity. Says nothing of a later sending.
   */
  discard(record: OrderRecord): void {
    if (!this.#orders.discard(record)) return;
    this.#placed.delete(record.clientOrderId);
    this.#additions?.order(record.clientOrderId);
  }

  /** @returns false if the fill had been booked before */
  book(fill: Fill): boolean {
    const booked = this.#fills.get(fillId(fill));
    if (booked !== undefined) {
      if (!isSameTrade(fill, booked))
        this.#tell({ kind: "conflicting-fill", fill, booked });
      return false;
    }
    const record = this.#orders.fill(fill);
    if (record !== null) this.#additions?.order(fill.clientOrderId);
    const claimed = this.#claims.legOf(fill.clientOrderId);
    const leg = record?.leg ?? claimed ?? this.#likelyLegOf(fill);
    const entry = this.#book(fill, leg);
    for (const listener of this.#fillListeners) listener(entry);
    if (record === null) {
      if (claimed === null) this.#tell({ kind: "unknown-order", fill, leg });
    } else if (record.filled > record.quantity) {
      const { quantity: ordered, filled } = record;
      this.#tell({ kind: "overfill", fill, leg, ordered, filled });
    }
    return true;
  }

  /** Funding, expiry, assignment, liquidation: books what it means for what was held before. @returns false if it was heard of before */
  settle(settlement: Settlement): boolean {
    const before = this.#journal.postings.length;
    const isNew = this.#books.settle(settlement);
    if (!isNew) return false;
    const heard = { kind: "settlement", settlement } as const;
    this.#heard.push(heard);
    this.#additions?.heard(heard, this.#journal.postings.length > before);
    return true;
  }

  /** Everything it was told so far, as plain JSON. */
  snapshot(): LedgerSnapshot {
    return {
      currency: this.#currency,
      orders: this.#orders.all(),
      claims: this.#claims.all(),
      heard: [...this.#heard],
    };
  }

  /**
   * Keeps apart from now on what is heard, so that it can be written down bit by bit.
   *
   * @param told called when there is something that should not wait long
   */
  track(told: () => void): void {
    this.#additions = new Additions(told);
  }

  /** Whether anything was ever booked, or could have been. */
  get hasHeard(): boolean {
    return this.#heard.length > 0;
  }

  get hasAdded(): boolean {
    return this.#additions?.isEmpty === false;
  }

  /** What was heard since the last time, the orders that changed whole; null for nothing. */
  takeAdded(): LedgerSnapshot | null {
    if (this.#additions === null || this.#additions.isEmpty) return null;
    return this.#additions.take(this.#currency, (id) => this.order(id));
  }

  /**
   * Goes on where another process was. What is heard of again then is booked no second time. Postings are told
   * ({@link onPosted}), fills are not: whoever acts on a fill has done so.
   *
   * @throws Error if something has been booked here already
   */
  restore(snapshot: LedgerSnapshot): void {
    if (this.#heard.length > 0)
      throw new Error(
        `the ledger of ${this.owner} has been written in already`,
      );
    const additions = this.#additions;
    // It is written down already.
    this.#additions = null;
    this.#currency = snapshot.currency;
    for (const { key, leg } of snapshot.claims) this.#claims.add(key, [leg]);
    for (const order of snapshot.orders) {
      if (order.status !== "rejected") this.#placed.add(order.clientOrderId);
      this.#orders.restore(order);
    }
    for (const each of snapshot.heard)
      if (each.kind === "fill") this.#book(each.fill, each.leg);
      else this.settle(each.settlement);
    this.#additions = additions;
  }

  /** Called with each fill once it is booked; not with those that {@link restore} brings back. */
  onBooked(listener: (entry: LedgerEntry) => void): Unsubscribe {
    this.#fillListeners.add(listener);
    return () => this.#fillListeners.delete(listener);
  }

  /** Called with each posting: fills, and what settlements came to; with those of before, too, when they are restored. */
  onPosted(listener: (posting: Posting) => void): Unsubscribe {
    return this.#journal.listen(listener);
  }

  /** Called with each incident. */
  onIncident(listener: (incident: LedgerIncident) => void): Unsubscribe {
    this.#incidentListeners.add(listener);
    return () => this.#incidentListeners.delete(listener);
  }

  /** Values what is held at the quote's mid from now on; where an instrument has no quotes, at what was last traded or published. */
  mark(event: MarketEvent): void {
    this.#marks.hear(event);
  }

  /** How many orders were sent that were not refused. */
  get ordersPlaced(): number {
    return this.#placed.size;
  }

  /** All fills that were booked, in that order. */
  get entries(): readonly LedgerEntry[] {
    return this.#journal.fills;
  }

  /** All that was booked, in that order. */
  get postings(): readonly Posting[] {
    return this.#journal.postings;
  }

  /** What should be looked at, in the order in which it was heard of. */
  get incidents(): readonly LedgerIncident[] {
    return this.#incidents;
  }

  /** What is not flat on these legs (default: all). */
  holdings(legs: readonly string[] = this.legs): readonly Holding[] {
    return [...this.#books.all()]
      .filter((book) => legs.includes(book.leg) && !book.isFlat)
      .map((book) => book.view());
  }

  /** Nothing is held on these legs (default: all). Orders may still be working: see {@link unsettled}. */
  isFlat(legs: readonly string[] = this.legs): boolean {
    for (const book of this.#books.all())
      if (!book.isFlat && legs.includes(book.leg)) return false;
    return true;
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
    const held = this.#books.of(leg, instrument.asset).quantity;
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

  /** What the holdings of each leg are worth at the last marks; a leg without any is left out. */
  exposure(): readonly Exposure[] {
    const currency = this.#currency;
    if (currency === null) return [];
    const values = new Map<string, number>();
    for (const book of this.#books.all()) {
      if (book.isFlat) continue;
      const value = valueOf(book, currency, this.#marks);
      values.set(book.leg, (values.get(book.leg) ?? 0) + value);
    }
    return [...values].map(([leg, value]) => ({ leg, value }));
  }

  summary(): LedgerSummary {
    const books = [...this.#books.all()];
    const currency = this.#currency;
    const byCurrency = amountsByCurrency(
      books,
      this.#journal.charges,
      this.#marks,
    );
    let [positionsOpened, positionsClosed] = [0, 0];
    for (const { turns } of books) {
      positionsOpened += turns.opened;
      positionsClosed += turns.closed;
    }
    return {
      currency,
      ...convertedTo(currency, byCurrency, this.#marks),
      byCurrency,
      ordersPlaced: this.ordersPlaced,
      ordersExecuted: this.#executed.size,
      positionsOpened,
      positionsClosed,
    };
  }

  #book(fill: Fill, leg: string): LedgerEntry {
    this.#fills.set(fillId(fill), fill);
    const heard = { kind: "fill", leg, fill } as const;
    this.#heard.push(heard);
    this.#executed.add(fill.clientOrderId);
    const entry = this.#books.trade(leg, fill);
    this.#additions?.heard(heard, true);
    return entry;
  }

  #posted(posting: Posting): void {
    const { instrument, price, kind } = posting;
    this.#currency ??=
      instrument.kind === "inverse-perpetual"
        ? instrument.priceCurrency
        : instrument.currency;
    this.#marks.suggest(
      instrument,
      kind === "delivery" ? posting.settlement.price : price,
    );
    this.#journal.add(posting);
  }

  #tell(incident: LedgerIncident): void {
    this.#incidents.push(incident);
    for (const listener of this.#incidentListeners) listener(incident);
  }

  /** Of an unknown order: the leg that holds its asset, else the first. */
  #likelyLegOf({ instrument: { asset } }: Fill): string {
    for (const book of this.#books.all())
      if (book.asset === asset && !book.isFlat) return book.leg;
    return this.legs[0];
  }
}

/** Trade ids are unique for the instrument. */
function fillId({ instrument, tradeId }: Fill): string {
  return `${instrument.id} ${tradeId}`;
}

function isSameTrade(one: Fill, another: Fill): boolean {
  return (
    one.side === another.side &&
    one.quantity === another.quantity &&
    one.price === another.price
  );
}
