import type { Holding } from "../../exchange/ledger/holding-book.ts";
import type { Ledger } from "../../exchange/ledger/ledger.ts";
import type { OrderRecord } from "../../exchange/ledger/order-register.ts";
import type { Instrument } from "../../market/instrument.ts";

/** What a strategy can come to hold of one asset on one leg, at most, whichever of its orders are filled. */
export interface OpenExposure {
  readonly asset: string;
  /** In which it is quoted. */
  readonly currency: string;
  /** Not negative. */
  readonly amount: number;
}

/** An order of which more may be filled, at the price that it counts with. */
export interface OpenOrder {
  readonly record: OrderRecord;
  readonly price: number;
}

/**
 * What is open by a ledger's books: what is held counts at cost, an order at
 * its price, and of orders on both sides those that lead further.
 */
export function openExposure(
  ledger: Ledger,
  orders: readonly OpenOrder[],
): readonly OpenExposure[] {
  const places = new Map<string, Place>();
  const placeOf = (leg: string, instrument: Instrument): Place => {
    const name = JSON.stringify([leg, instrument.asset]);
    const place = places.get(name) ?? new Place(instrument);
    places.set(name, place);
    return place;
  };
  for (const holding of ledger.holdings()) {
    const [main] = holding.inventory;
    if (main !== undefined)
      placeOf(holding.leg, main.instrument).hold(
        holding.quantity,
        costOf(holding, ledger),
      );
  }
  for (const order of orders)
    placeOf(order.record.leg, order.record.instrument).order(order);
  return [...places.values()].map((place) => place.open());
}

/** The currency in which an instrument is quoted. */
export function quoteCurrency(instrument: Instrument): string {
  return instrument.kind === "inverse-perpetual"
    ? instrument.priceCurrency
    : instrument.currency;
}

/**
 * What a quantity (negative: short) exposes to, in the quote currency: what it
 * is worth; of an option that is sold, what exercise costs.
 */
export function exposureOf(
  instrument: Instrument,
  quantity: number,
  price: number,
): number {
  const size = Math.abs(quantity) * instrument.multiplier;
  if (instrument.kind === "inverse-perpetual") return size;
  const isSold = instrument.kind === "option" && quantity < 0;
  return size * Math.abs(isSold ? instrument.strike : price);
}

/** What is held and what is ordered of one asset on one leg. */
class Place {
  readonly #instrument: Instrument;
  #held = 0;
  #cost = 0;
  readonly #buys = { quantity: 0, amount: 0 };
  readonly #sells = { quantity: 0, amount: 0 };

  constructor(instrument: Instrument) {
    this.#instrument = instrument;
  }

  hold(quantity: number, price: number): void {
    this.#held = quantity;
    this.#cost = exposureOf(this.#instrument, quantity, price);
  }

  order({ record, price }: OpenOrder): void {
    const { instrument, side, quantity, filled } = record;
    const open = Math.max(quantity - filled, 0);
    const [sum, sign] =
      side === "buy"
        ? ([this.#buys, 1] as const)
        : ([this.#sells, -1] as const);
    sum.quantity += open;
    sum.amount += exposureOf(instrument, sign * open, price);
  }

  open(): OpenExposure {
    const { asset } = this.#instrument;
    const long = this.#with(this.#held, this.#buys);
    const short = this.#with(-this.#held, this.#sells);
    const amount = Math.max(this.#cost, long, short);
    return { asset, currency: quoteCurrency(this.#instrument), amount };
  }

  /** @param held in the direction of the orders */
  #with(
    held: number,
    {
      quantity,
      amount,
    }: { readonly quantity: number; readonly amount: number },
  ): number {
    if (held >= 0) return this.#cost + amount;
    const beyond = quantity + held;
    return beyond > 0 ? (amount * beyond) / quantity : 0;
  }
}

/** Per unit; where instruments of several currencies make one holding, what was paid last. */
function costOf({ averagePrice, leg, asset }: Holding, ledger: Ledger): number {
  if (averagePrice !== null) return averagePrice;
  const last = ledger.entries.findLast(
    (entry) => entry.leg === leg && entry.instrument.asset === asset,
  );
  return last?.price ?? 0;
}
