import { floorToGrid, toGrid } from "../../market/grid.ts";
import type { Instrument } from "../../market/instrument.ts";
import { NOTHING_HELD, tradeAtCost, type Cost } from "../holding.ts";
import { signedQuantity, type Fill } from "../order.ts";

/** How much of a holding was traded in one instrument. */
export interface Inventory {
  readonly instrument: Instrument;
  /** Negative when more was sold than bought. */
  readonly quantity: number;
}

/** What a machine holds of one asset on one leg. */
export interface Holding extends Cost {
  readonly leg: string;
  readonly asset: string;
  /** Where it was traded, largest first; the quantities add up to the holding's. */
  readonly inventory: readonly Inventory[];
}

/** Books the fills of one asset on one leg. */
export class HoldingBook {
  readonly leg: string;
  readonly asset: string;
  realized = 0;
  #held: Cost = NOTHING_HELD;
  readonly #inventory = new Map<string, Inventory>();

  constructor(leg: string, asset: string) {
    this.leg = leg;
    this.asset = asset;
  }

  get quantity(): number {
    return this.#held.quantity;
  }

  /** Less is held than can be traded: below one lot of each of its instruments. */
  get isFlat(): boolean {
    for (const { instrument } of this.#inventory.values())
      if (floorToGrid(Math.abs(this.quantity), instrument.lotSize) > 0)
        return false;
    return true;
  }

  /** @returns the profit that was realized, before fees */
  book(fill: Fill): number {
    const { instrument } = fill;
    const traded = signedQuantity(fill);
    const { held, realized } = tradeAtCost(
      this.#held,
      traded,
      fill.price,
      instrument.lotSize,
    );
    this.#held = held;
    this.realized += realized;
    const before = this.#inventory.get(instrument.id)?.quantity ?? 0;
    const quantity = toGrid(before + traded, instrument.lotSize);
    this.#inventory.set(instrument.id, { instrument, quantity });
    return realized;
  }

  /** @param priceOf the last price of an instrument, or null; without one it counts at cost */
  unrealized(priceOf: (instrument: Instrument) => number | null): number {
    const { quantity, averagePrice } = this.#held;
    if (averagePrice === null) return 0;
    const [main] = this.#largestFirst();
    const price = main === undefined ? null : priceOf(main.instrument);
    return price === null ? 0 : quantity * (price - averagePrice);
  }

  view(): Holding {
    const { leg, asset } = this;
    return { leg, asset, ...this.#held, inventory: this.#largestFirst() };
  }

  /** In the direction of the holding first, the larger ones before. */
  #largestFirst(): Inventory[] {
    const direction = Math.sign(this.quantity);
    return [...this.#inventory.values()]
      .filter(({ quantity }) => quantity !== 0)
      .toSorted((a, b) => direction * (b.quantity - a.quantity));
  }
}
