import {
  executed,
  flatten,
  MemoryJournal,
  Rejected,
  type ActivityExchange,
} from "@fsmc/runtime";
import type { Instrument } from "../../../runtime/market/instrument.ts";
import type { Scene } from "../scene.ts";
import {
  KeeperMachine,
  type KeeperCallbacks,
  type KeeperOutput,
} from "./keeper.ts";

/** A machine that was generated, at an exchange, through processes that end. */
export class KeeperDesk {
  readonly outputs: KeeperOutput[] = [];
  readonly #scene: Scene;
  readonly #journal = new MemoryJournal("immediate");
  machine: KeeperMachine;

  constructor(scene: Scene) {
    this.#scene = scene;
    this.machine = this.#made();
    this.machine.start();
  }

  /** The process ends in the middle of whatever it does, and another one goes on. */
  async restart(): Promise<void> {
    const found = this.#journal.recall(this.machine.id);
    this.machine.cleanup();
    await this.#scene.restart();
    this.machine = this.#made();
    if (found === null) throw new Error("the journal has nothing of it");
    this.machine.recover(found.snapshot);
  }

  /** What the machine believes to hold. */
  get held(): number {
    const holdings = this.machine.ledger?.holdings() ?? [];
    return holdings.reduce((sum, { quantity }) => sum + quantity, 0);
  }

  #made(): KeeperMachine {
    const { clock, exchange, instrument } = this.#scene;
    const machine = new KeeperMachine({
      id: "keeper-of-a-name-that-is-longer-than-some-venues-take",
      callbacks: callbacksFor(instrument),
      host: { clock, exchange, journal: this.#journal },
    });
    machine.onOutput((output) => this.outputs.push(output));
    return machine;
  }
}

function callbacksFor(instrument: Instrument): KeeperCallbacks {
  return {
    async buyIn(quantity, { exchange }) {
      const order = { instrument, side: "buy", quantity } as const;
      const placed = await granted(exchange).placeMarketOrder(order);
      const { price, quantity: bought } = executed(
        await granted(exchange).settled(placed),
      );
      return { price, quantity: bought };
    },
    async keepOut(quantity, price, { exchange }) {
      const order = { instrument, side: "buy", quantity, price } as const;
      await granted(exchange).placeLimitOrder(order);
    },
    async getOut({ exchange }) {
      await flatten(granted(exchange));
    },
  };
}

function granted(exchange: ActivityExchange | null): ActivityExchange {
  if (exchange !== null) return exchange;
  throw new Rejected("the host has no exchange", "NO_EXCHANGE");
}
