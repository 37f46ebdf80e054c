import { notional } from "../../market/contract.ts";
import type { Instrument } from "../../market/instrument.ts";
import type { Position } from "../exchange.ts";
import { NOTHING_HELD, tradeAtCost, type Cost } from "../holding.ts";
import { signedQuantity, type Fill } from "../order.ts";
import type { Settlement } from "../settlement.ts";
import { settlementEffect } from "../settlement-effect.ts";

/** Money at one venue. */
export interface Cash {
  readonly venue: string;
  readonly currency: string;
  /** Below 0 when more was paid than there was. */
  readonly amount: number;
}

/** What is held of one instrument. */
interface Held {
  readonly instrument: Instrument;
  cost: Cost;
  /** When it last changed, and what was held before that millisecond. */
  changedAt: number;
  quantityBefore: number;
}

/**
 * What the account holds and has in cash, at all venues. What is bought and
 * delivered (coins, shares, options) is paid at once; a perpetual's profit is
 * paid when it is realized.
 */
export class HoldingAccount {
  readonly #held = new Map<string, Held>();
  readonly #cash = new Map<string, Cash>();

  constructor(opening: readonly Cash[]) {
    for (const { venue, currency, amount } of opening)
      this.#pay(venue, currency, amount);
  }

  costOf(instrument: Instrument): Cost {
    return this.#held.get(instrument.id)?.cost ?? NOTHING_HELD;
  }

  quantityOf(instrument: Instrument): number {
    return this.#held.get(instrument.id)?.cost.quantity ?? 0;
  }

  /** When the quantity last changed, in milliseconds since the epoch; null if it never did. */
  changedAt(instrument: Instrument): number | null {
    return this.#held.get(instrument.id)?.changedAt ?? null;
  }

  positions(): readonly Position[] {
    return [...this.#held.values()]
      .filter(({ cost }) => cost.quantity !== 0)
      .map(({ instrument, cost }) => ({ instrument, ...cost }));
  }

  cash(): readonly Cash[] {
    return [...this.#cash.values()];
  }

  cashOf({ venue, currency }: Pick<Cash, "venue" | "currency">): number {
    return this.#cash.get(`${venue} ${currency}`)?.amount ?? 0;
  }

  book(fill: Fill): void {
    const { instrument, price, time } = fill;
    this.#trade(instrument, signedQuantity(fill), price, time);
    this.#pay(instrument.venue, instrument.currency, -fill.fee);
  }

  /** Does to what is held what the settlement says, to what was held before its millisecond. */
  settle(settlement: Settlement): void {
    const { instrument, time } = settlement;
    const held = this.#held.get(instrument.id);
    if (held === undefined) return;
    const before =
      held.changedAt < time ? held.cost.quantity : held.quantityBefore;
    const effect = settlementEffect(settlement, before);
    for (const trade of effect.trades)
      this.#trade(trade.instrument, trade.quantity, trade.price, time);
    const { venue, currency } = instrument;
    this.#pay(venue, currency, effect.payment - effect.fee);
  }

  #trade(
    instrument: Instrument,
    quantity: number,
    price: number,
    time: number,
  ): void {
    const held = this.#heldOf(instrument);
    const traded = tradeAtCost(held.cost, quantity, price, instrument);
    if (held.changedAt < time) {
      held.quantityBefore = held.cost.quantity;
      held.changedAt = time;
    }
    held.cost = traded.held;
    const { venue, currency } = instrument;
    const paid = isPaidAtOnce(instrument)
      ? -notional(instrument, quantity, price)
      : traded.realized;
    this.#pay(venue, currency, paid);
  }

  #heldOf(instrument: Instrument): Held {
    const known = this.#held.get(instrument.id);
    if (known !== undefined) return known;
    const cost = NOTHING_HELD;
    const held = { instrument, cost, changedAt: -Infinity, quantityBefore: 0 };
    this.#held.set(instrument.id, held);
    return held;
  }

  #pay(venue: string, currency: string, more: number): void {
    const id = `${venue} ${currency}`;
    const amount = (this.#cash.get(id)?.amount ?? 0) + more;
    this.#cash.set(id, { venue, currency, amount });
  }
}

/** Its price is paid when it is traded; of the others only the profit. */
export function isPaidAtOnce({ kind }: Instrument): boolean {
  return kind === "spot" || kind === "option";
}
