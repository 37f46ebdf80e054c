import type { Fill, MarketOrderRequest } from "@fsmc/runtime";

const TOLERANCE = 1e-9;

interface Intent {
  /** The most that one of its orders was for. */
  quantity: number;
  filled: number;
}

/**
 * Whether anything was ordered twice. What was meant once is one run of one
 * entry of a machine: all its client order ids begin alike, `arb-1-4-0`, an
 * attempt after a definite failure adding `.1`, a second order of the same
 * attempt `_2`. Attempts may not fill more together than one of them was for.
 */
export class Doubles {
  readonly #intents = new Map<string, Intent>();
  readonly #fills = new Set<string>();
  readonly #broken: (what: string) => void;
  orders = 0;

  constructor(broken: (what: string) => void) {
    this.#broken = broken;
  }

  asked({ clientOrderId, quantity, instrument }: MarketOrderRequest): void {
    this.orders += 1;
    const name = intentOf(clientOrderId, instrument.id);
    const intent = this.#intents.get(name) ?? { quantity: 0, filled: 0 };
    intent.quantity = Math.max(intent.quantity, quantity);
    this.#intents.set(name, intent);
  }

  filled({ clientOrderId, tradeId, quantity, instrument }: Fill): void {
    const trade = `${instrument.id} ${tradeId}`;
    if (this.#fills.has(trade)) return;
    this.#fills.add(trade);
    const name = intentOf(clientOrderId, instrument.id);
    const intent = this.#intents.get(name);
    if (intent === undefined) return;
    intent.filled += quantity;
    if (intent.filled > intent.quantity + TOLERANCE)
      this.#broken(
        `ordered twice: ${name} was for ${intent.quantity} and filled ${intent.filled}`,
      );
  }
}

/** Without the attempt, with the number of the order within it. */
function intentOf(clientOrderId: string, instrument: string): string {
  const found = /^(?<run>.*-\d+-\d+)(?:\.\d+)*(?<nth>_\d+)?/u.exec(
    clientOrderId,
  );
  const { run = clientOrderId, nth = "" } = found?.groups ?? {};
  return `${run}${nth} ${instrument}`;
}
