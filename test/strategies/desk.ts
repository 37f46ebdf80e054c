import {
  noFaults,
  PaperExchange,
  SimulatedClock,
  type FaultPlan,
  type Fill,
  type Order,
} from "@fsmc/runtime";
import type {
  ArbitrageState,
  ArbitrageVenue,
} from "../../generated/arbitrage.ts";
import setup from "../../strategies/arbitrage.callbacks.ts";
import {
  simulatedMarket,
  venuesOf,
} from "../../strategies/arbitrage.market.ts";
import { heldAfter } from "./session.ts";

type Params = Parameters<typeof setup.create>[0]["params"];

/** Longer than anything in the spec but `longestRun`, in milliseconds. */
const PATIENCE = 300_000;

/** One machine between two venues whose quotes are the test's. */
export class Desk {
  readonly clock = new SimulatedClock(1_000_000);
  readonly exchange: PaperExchange;
  readonly running: ReturnType<typeof setup.create>;
  readonly fills: Fill[] = [];
  readonly #orders = new Map<string, Order>();
  readonly #venues;

  constructor(params: Params = {}, faults: FaultPlan = noFaults) {
    const { clock } = this;
    const market = { ...simulatedMarket(1, params), end: Infinity };
    this.#venues = venuesOf(market);
    const exchange = new PaperExchange({
      ...market.exchange,
      clock,
      seed: 1,
      faults,
    });
    exchange.onFill((fill) => this.fills.push(fill));
    exchange.onOrder((order) => this.#orders.set(order.clientOrderId, order));
    this.exchange = exchange;
    const host = { clock, exchange };
    this.running = setup.create({ id: "desk", params, host, market });
    this.machine.start();
  }

  get machine() {
    return this.running.machine;
  }

  /** What the venues have, whatever the machine believes. */
  get account(): number {
    return heldAfter(this.fills);
  }

  /** All that ever came about at a venue. */
  get orders(): readonly Order[] {
    return [...this.#orders.values()];
  }

  quote(venue: ArbitrageVenue, bid: number, size = 1): void {
    const { instrument } = this.#venues[venue];
    const time = this.clock.now();
    const sizes = { bidSize: size, askSize: size };
    const quote = { instrument, time, bid, ask: bid + 0.01, ...sizes };
    this.exchange.quote(quote);
    this.running.onQuote(quote);
  }

  /** The second venue pays a per cent more than the first asks. */
  offer(): void {
    this.quote("FIRST", 10_000);
    this.quote("SECOND", 10_100);
  }

  /** Both venues agree. */
  calm(): void {
    this.quote("FIRST", 10_000);
    this.quote("SECOND", 10_000);
  }

  /** Lets time pass, with quotes every ten seconds. */
  async wait(milliseconds: number): Promise<void> {
    const end = this.clock.now() + milliseconds;
    while (this.clock.now() < end) {
      const left = end - this.clock.now();
      await this.clock.advance(Math.min(left, 10_000));
      this.calm();
    }
  }

  /** @throws Error if the machine does not get there */
  async until(...states: readonly ArbitrageState[]): Promise<void> {
    const end = this.clock.now() + PATIENCE;
    let quoted = this.clock.now();
    for (;;) {
      await this.clock.advance(0);
      const { state } = this.machine;
      if (state !== null && states.includes(state)) return;
      if (this.clock.now() > end || this.machine.isCompleted)
        throw new Error(`waited for ${states.join(", ")}; it is in ${state}`);
      await this.clock.advance(1);
      if (this.clock.now() - quoted < 10_000) continue;
      this.calm();
      quoted = this.clock.now();
    }
  }
}
