/** Tells a machine's ledger what happens at the venue, as the venue's stream of fills and orders would. */
import { instrument, type Ledger, type SpotInstrument } from "@fsmc/runtime";
import type { VenueOrder } from "./order.ts";
import type { VenueListener } from "./venue.ts";

export class Books implements VenueListener {
  /** Null while the process is down: it then hears of all when it is back. */
  ledger: Ledger | null = null;
  readonly #instruments = new Map<string, SpotInstrument>();
  readonly #now: () => number;
  #trades = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  sent({ id, leg, quantity }: VenueOrder): void {
    this.ledger?.intend({
      clientOrderId: id,
      instrument: this.#of(leg),
      leg,
      side: "buy",
      quantity,
      sentAt: this.#now(),
    });
  }

  traded(order: string, leg: string, quantity: number): void {
    this.#trades += 1;
    this.ledger?.book({
      tradeId: String(this.#trades),
      clientOrderId: order,
      instrument: this.#of(leg),
      side: quantity > 0 ? "buy" : "sell",
      price: 1,
      quantity: Math.abs(quantity),
      fee: 0,
      liquidity: "taker",
      time: this.#now(),
    });
  }

  ended({ id, leg, quantity, filled }: VenueOrder): void {
    this.ledger?.update({
      clientOrderId: id,
      orderId: id,
      instrument: this.#of(leg),
      side: "buy",
      type: { kind: "market" },
      quantity,
      status: filled === quantity ? "filled" : "cancelled",
      fills: [],
      reason: null,
      createdAt: 0,
      updatedAt: this.#now(),
    });
  }

  #of(leg: string): SpotInstrument {
    const known = this.#instruments.get(leg);
    if (known !== undefined) return known;
    const made = instrument({
      kind: "spot",
      venue: "venue",
      symbol: leg.toUpperCase(),
      currency: "USD",
      tickSize: 1,
      lotSize: 1,
    });
    this.#instruments.set(leg, made);
    return made;
  }
}
