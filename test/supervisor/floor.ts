import {
  flatten,
  MemoryJournal,
  Supervisor,
  type BudgetOptions,
  type Logger,
  type RecoveryReport,
  type Revivals,
  type SupervisorOptions,
} from "@fsmc/runtime";
import { World } from "../exchange/world.ts";
import { spot } from "../market/instruments.ts";
import type { BuyerCallbacks } from "./strategies/buyer.ts";
import "./strategies/buyer.ts";
import "./strategies/counter.ts";

/** Buys at the market, and flattens by the ledger. */
export const buyer: BuyerCallbacks = {
  nudge() {},
  async buy(quantity, { exchange }) {
    if (exchange === null) return quantity;
    const order = { instrument: spot, side: "buy", quantity } as const;
    const placed = await exchange.placeMarketOrder(order);
    const { fills } = await exchange.settled(placed);
    return fills.reduce((sum, fill) => sum + fill.quantity, 0);
  },
  async close({ exchange }) {
    if (exchange !== null) await flatten(exchange);
  },
};

/** What a supervisor's machines are made of again. */
export const REVIVALS: Revivals = {
  Buyer: ({ machine }) => ({ id: machine, callbacks: buyer }),
  Counter: ({ machine }) => ({ id: machine }),
};

interface FloorOptions {
  readonly budget?: BudgetOptions;
  /** What the process before has left: its market goes on. */
  readonly after?: Floor;
  readonly trades?: boolean;
  readonly more?: Partial<SupervisorOptions>;
}

/** A supervisor with a paper exchange in simulated time. */
export class Floor {
  readonly world: World;
  readonly journal: MemoryJournal;
  readonly supervisor: Supervisor;
  readonly lines: Record<string, unknown>[] = [];

  constructor({ budget, after, trades = true, more }: FloorOptions = {}) {
    this.world = after?.world ?? new World();
    this.journal = after?.journal.afterCrash() ?? new MemoryJournal();
    const log = (fields: object, message: string) =>
      void this.lines.push({ ...fields, message });
    const logger: Logger = { debug: log, info() {}, warn: log, error: log };
    const { clock, exchange } = this.world;
    this.supervisor = new Supervisor({
      clock,
      logger,
      journal: this.journal,
      ...(trades ? { exchange } : {}),
      ...(budget === undefined ? {} : { budget }),
      ...more,
    });
    if (after === undefined) this.quote();
  }

  quote(size = 1_000): void {
    this.world.quote(spot, { bidSize: size, askSize: size });
  }

  /** Started. */
  buyer(id: string, quantity = 1, callbacks: Partial<BuyerCallbacks> = {}) {
    const machine = this.supervisor.create("Buyer", {
      id,
      params: { quantity },
      callbacks: { ...buyer, ...callbacks },
    });
    machine.start();
    return machine;
  }

  /** Started. */
  counter(id: string) {
    const machine = this.supervisor.create("Counter", { id });
    machine.start();
    return machine;
  }

  advance(milliseconds = 500): Promise<number> {
    return this.world.clock.advance(milliseconds);
  }

  /** The process dies here: its machines hear of nothing any more. */
  crash(): void {
    for (const machine of this.supervisor.machines) machine.cleanup();
  }

  recover(revivals: Revivals = REVIVALS): Promise<RecoveryReport> {
    return this.supervisor.recover(revivals);
  }
}
