import {
  AuditTrail,
  blackScholes,
  MemoryJournal,
  optionChain,
  PaperExchange,
  SimulatedClock,
  toGrid,
  type Bar,
  type FaultPlan,
  type Fill,
  type Instrument,
  type Market,
  type MarketEvent,
  type OptionContract,
} from "@fsmc/runtime";
import type {
  PremiumSellerOutput,
  PremiumSellerParams,
  PremiumSellerState,
} from "../../generated/premium-seller.ts";
import { TradingCalendar } from "../../strategies/premium-seller.calendar.ts";
import { venueOf, watched } from "../../strategies/premium-seller.market.ts";
import setup from "../../strategies/premium-seller.callbacks.ts";
import type { Seller } from "../../strategies/premium-seller.seller.ts";
import { unchanged } from "./unchanged.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const YEAR = 365 * DAY;
const STEP = 10 * MINUTE;
const EXPIRIES = ["2016-01-15", "2016-02-19"].map((date) =>
  Date.parse(`${date}T21:00:00Z`),
);

export interface BenchOptions {
  /** A Monday morning before the open, 46 days before the first expiry. */
  readonly start?: string;
  readonly params?: PremiumSellerParams;
  readonly faults?: FaultPlan;
  /** Of the daily returns before it begins. */
  readonly isCorrelated?: boolean;
}

/** One seller of premium before a chain whose prices are the test's. */
export class PremiumBench {
  readonly clock: SimulatedClock;
  readonly exchange: PaperExchange;
  readonly outputs: PremiumSellerOutput[] = [];
  readonly fills: Fill[] = [];
  readonly contracts: readonly OptionContract[] = optionChain({
    underlying: watched.underlying,
    expiries: EXPIRIES,
    strikes: Array.from({ length: 31 }, (_, index) => 550 + index * 12.5),
  });
  /** Of the underlying. */
  price = 750;
  /** A year's, of all options. */
  volatility = 0.25;
  vix = 16;
  /** Whether options are quoted. */
  isQuoting = true;
  readonly #calendar = new TradingCalendar();
  readonly #market: Market;
  readonly #params: PremiumSellerParams;
  readonly #trail = new AuditTrail(2 ** 14);
  #journal = new MemoryJournal();
  #seller: Seller;

  constructor({
    start = "2015-11-30T14:00:00Z",
    params = {},
    faults,
    isCorrelated = false,
  }: BenchOptions = {}) {
    const time = Date.parse(start);
    this.clock = new SimulatedClock(time);
    this.#params = params;
    this.#market = {
      source: "simulated",
      description: "the test's",
      events: [],
      start: time,
      end: Infinity,
      exchange: {
        ...venueOf(this.contracts, params.capital),
        staleAfter: STEP + MINUTE,
      },
    };
    this.exchange = new PaperExchange({
      ...this.#market.exchange,
      clock: this.clock,
      seed: 1,
      ...(faults === undefined ? {} : { faults }),
    });
    this.exchange.onFill((fill) => this.fills.push(fill));
    this.#seller = this.#begin();
    this.#seller.machine.start();
    for (const bar of barsBefore(time, isCorrelated)) this.hear(bar);
  }

  get machine() {
    return this.#seller.machine;
  }

  get seller(): Seller {
    return this.#seller;
  }

  /** What the account holds of options and shares, by symbol. */
  get account(): Readonly<Record<string, number>> {
    return Object.fromEntries(
      this.exchange
        .books()
        .positions.map(({ instrument, quantity }) => [
          instrument.symbol,
          quantity,
        ]),
    );
  }

  /** The states that were entered, oldest first, each without the composite it is in. */
  get path(): readonly (string | null)[] {
    const states = this.#trail
      .toJSON()
      .flatMap((entry) =>
        entry.kind === "transition" ? [entry.currentState] : [],
      );
    return states.filter((state, index) => state !== states[index - 1]);
  }

  hear(event: MarketEvent): void {
    this.exchange.hear(event);
    this.machine.ledger?.mark(event);
    this.#seller.onMarket(event);
  }

  /** What the market looks like now. */
  show(): void {
    const time = this.clock.now();
    const { volatility } = watched;
    this.#quote(watched.underlying, this.price, 0.02, 1_000);
    this.hear({ kind: "level", instrument: volatility, time, level: this.vix });
    if (this.isQuoting)
      for (const contract of this.contracts) this.#quoteOption(contract, time);
  }

  /** Time passes; while the market is open it is shown every ten minutes. */
  async wait(milliseconds: number): Promise<void> {
    const end = this.clock.now() + milliseconds;
    for (;;) {
      const next = (Math.floor(this.clock.now() / STEP) + 1) * STEP;
      await this.clock.advance(Math.min(next, end) - this.clock.now());
      const now = this.clock.now();
      if (now === next && this.#calendar.isOpen(now)) this.show();
      if (now >= end) return;
    }
  }

  async waitUntil(time: string): Promise<void> {
    await this.wait(Date.parse(time) - this.clock.now());
  }

  /** @throws Error if the machine does not get there within so many days */
  async until(state: PremiumSellerState, days = 5): Promise<void> {
    const end = this.clock.now() + days * DAY;
    while (!this.machine.matches(state)) {
      if (this.clock.now() >= end)
        throw new Error(
          `waited for ${state}; it is in ${this.machine.state}: ${this.machine.context.reason}`,
        );
      await this.wait(MINUTE);
    }
  }

  /** Both legs sold, and managed. */
  async managed(): Promise<void> {
    await this.until("MANAGING");
  }

  /**
   * The process dies; another one goes on with what was durable.
   *
   * @param books whether they were in the journal; without them the account holds more than anybody knows of
   */
  recover(books: "kept" | "lost" = "kept"): void {
    const { id } = this.machine;
    this.machine.cleanup();
    this.#journal = this.#journal.afterCrash();
    const found = this.#journal.recall(id);
    if (found === null) throw new Error(`the journal knows of no ${id}`);
    this.#seller = this.#begin();
    const { snapshot } = found;
    this.machine.recover(
      books === "kept" ? snapshot : { ...snapshot, ledger: null },
    );
  }

  #begin(): Seller {
    const { clock, exchange } = this;
    const journal = this.#journal;
    const trail = this.#trail;
    const seller = setup.create({
      id: "premium-1",
      params: this.#params,
      host: { clock, exchange, journal, trail },
      // What another process knows of the market begins anew.
      market: { ...this.#market },
      wrap: unchanged,
    });
    seller.machine.onOutput((output) => this.outputs.push(output));
    return seller;
  }

  #quoteOption(contract: OptionContract, time: number): void {
    const { right, strike, expiry } = contract;
    const years = (expiry - time) / YEAR;
    if (years <= 0) return;
    const { price, volatility } = this;
    const terms = { right, strike, years, price, volatility };
    this.#quote(contract, blackScholes(terms).value, 0.1, 50);
  }

  #quote(
    instrument: Instrument,
    mid: number,
    spread: number,
    size: number,
  ): void {
    const { tickSize } = instrument;
    const bid = Math.max(toGrid(mid - spread / 2, tickSize), 0);
    this.hear({
      kind: "quote",
      instrument,
      time: this.clock.now(),
      bid,
      bidSize: bid > 0 ? size : 0,
      ask: toGrid(bid + spread, tickSize),
      askSize: size,
    });
  }
}

/** Five weeks of daily bars of both shares: the same way every day, or one of them every other. */
function barsBefore(time: number, isCorrelated: boolean): readonly Bar[] {
  const { underlying, benchmark } = watched;
  return Array.from({ length: 25 }, (_, index) => index).flatMap((index) => {
    const start = time - (25 - index) * DAY;
    const up = index % 2;
    const other = isCorrelated ? up : Math.floor(index / 2) % 2;
    const bar = (instrument: Instrument, close: number): Bar => ({
      kind: "bar",
      instrument,
      start,
      time,
      open: close,
      high: close,
      low: close,
      close,
      volume: 1,
    });
    return [bar(underlying, 750 + up), bar(benchmark, 205 + other)];
  });
}
