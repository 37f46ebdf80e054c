import type { Fault } from "../../../runtime/exchange/paper/faults/fault.ts";
import { PaperExchange } from "../../../runtime/exchange/paper/paper-exchange.ts";
import type { Side } from "../../../runtime/market/side.ts";
import { SimulatedClock } from "../../../runtime/simulated-clock.ts";
import { spot } from "../../market/instruments.ts";
import type { Scene, Trouble } from "../scene.ts";

const TROUBLES = {
  refused: { kind: "refused", code: "VENUE_BUSY" },
  lost: { kind: "request-lost" },
  unanswered: { kind: "answer-lost" },
  late: { kind: "delayed", delay: 700 },
} as const satisfies Readonly<Record<Trouble, Fault>>;

/** So many steps of time, at most, until something has happened. */
const MOST_STEPS = 10_000;

/** On paper and simulated time. The venue is in the same process, and survives its restarts. */
export class PaperScene implements Scene {
  readonly clock = new SimulatedClock(1_000_000);
  readonly instrument = spot;
  readonly exchange: PaperExchange;
  readonly #planned: { on: string; fault: Fault }[] = [];

  constructor() {
    this.exchange = new PaperExchange({
      clock: this.clock,
      seed: 1,
      listings: [{ instrument: spot, fees: { makerBps: 1, takerBps: 10 } }],
      latency: { minimum: 5, maximum: 20 },
      answerTimeout: 500,
      requestValidity: 1_000,
      staleAfter: 3_600_000,
      depth: { levels: 1, step: 100 },
      faults: ({ operation }) => {
        const index = this.#planned.findIndex(({ on }) => on === operation);
        const [planned] = index < 0 ? [] : this.#planned.splice(index, 1);
        return planned?.fault ?? null;
      },
    });
  }

  async quote(
    bid: number,
    bidSize: number,
    ask: number,
    askSize: number,
  ): Promise<void> {
    const time = this.clock.now();
    const sizes = { bidSize, askSize };
    this.exchange.hear({
      kind: "quote",
      instrument: spot,
      time,
      bid,
      ask,
      ...sizes,
    });
  }

  async trade(side: Side, price: number, quantity: number): Promise<void> {
    const time = this.clock.now();
    this.exchange.hear({
      kind: "trade",
      instrument: spot,
      time,
      price,
      quantity,
      aggressor: side,
    });
  }

  befall(on: "place" | "cancel" | "status", trouble: Trouble): void {
    this.#planned.push({ on, fault: TROUBLES[trouble] });
  }

  async during<Value>(promise: Promise<Value>): Promise<Value> {
    let isSettled = false;
    const settle = (): void => {
      isSettled = true;
    };
    promise.then(settle, settle);
    await this.until(() => isSettled);
    return promise;
  }

  async until(isSo: () => boolean): Promise<void> {
    for (let step = 0; step < MOST_STEPS; step += 1) {
      if (isSo()) return;
      await this.clock.advance(20);
    }
    throw new Error("it never came about");
  }

  async restart(): Promise<void> {}

  held(): number {
    const { positions } = this.exchange.books();
    return positions.reduce((sum, { quantity }) => sum + quantity, 0);
  }

  working(): number {
    return this.exchange.books().workingOrders.length;
  }

  async close(): Promise<void> {}
}
