import type { PaperExchange } from "@fsmc/runtime";

/** What the venue knows, whatever the machine believes and whatever has been reported. */
export class Truth {
  readonly #exchange: PaperExchange;

  constructor(exchange: PaperExchange) {
    this.#exchange = exchange;
  }

  /** What is held, by asset; only what is not 0. */
  get positions(): ReadonlyMap<string, number> {
    const held = new Map<string, number>();
    for (const { instrument, quantity } of this.#exchange.books().positions) {
      const sum = (held.get(instrument.asset) ?? 0) + quantity;
      held.set(instrument.asset, Math.round(sum * 1e9) / 1e9);
    }
    return new Map([...held].filter(([, quantity]) => quantity !== 0));
  }

  /** Client order ids of orders that may still be filled. */
  get working(): readonly string[] {
    return this.#exchange
      .books()
      .workingOrders.map(({ clientOrderId }) => clientOrderId);
  }

  get isFlat(): boolean {
    return this.positions.size === 0 && this.working.length === 0;
  }

  toString(): string {
    const held = [...this.positions].map(
      ([asset, quantity]) => `${quantity} ${asset}`,
    );
    const orders = this.working.map((id) => `${id} works`);
    return [...held, ...orders].join(", ") || "flat";
  }
}
