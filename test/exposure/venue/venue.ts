import type { Dice } from "../../support/dice.ts";
import { isAlive, type VenueOrder } from "./order.ts";

/** Units that an order is for, at most. */
const MOST = 3;

/** Hears of what becomes true, when it does. */
export interface VenueListener {
  sent(order: VenueOrder): void;
  /** @param quantity below 0: the leg was reduced */
  traded(order: string, leg: string, quantity: number): void;
  ended(order: VenueOrder): void;
}

/**
 * A venue that plays against the machine: real orders that arrive late or never, fill when nobody looks, race their own
 * cancellation and outlive it. It knows nothing of machines, and only what is true counts here.
 */
export class Venue {
  readonly #orders = new Map<string, VenueOrder>();
  readonly #positions = new Map<string, number>();
  readonly #listener: VenueListener;

  constructor(listener: VenueListener) {
    this.#listener = listener;
  }

  get orders(): readonly VenueOrder[] {
    return [...this.#orders.values()];
  }

  order(id: string): VenueOrder | null {
    return this.#orders.get(id) ?? null;
  }

  position(leg: string): number {
    return this.#positions.get(leg) ?? 0;
  }

  /** A position, or an order that adds to one and may still fill. */
  isExposed(leg: string): boolean {
    return (
      this.position(leg) !== 0 ||
      this.orders.some((order) => order.leg === leg && isAlive(order))
    );
  }

  /** The same id again is the same order. */
  send(id: string, leg: string, dice: Dice): VenueOrder {
    const known = this.order(id);
    if (known !== null) return known;
    const order: VenueOrder = {
      id,
      leg,
      quantity: dice.whole(1, MOST),
      filled: 0,
      status: dice.chance(0.7) ? "working" : "sent",
      isSettled: false,
    };
    this.#orders.set(id, order);
    this.#listener.sent(order);
    return order;
  }

  fill(order: VenueOrder, quantity: number): void {
    const filled = Math.min(quantity, order.quantity - order.filled);
    if (!isAlive(order) || filled <= 0) return;
    order.status = "working";
    order.filled += filled;
    this.#trade(order.id, order.leg, filled);
    if (order.filled === order.quantity) this.kill(order);
  }

  /** Refused, expired or cancelled: nothing more of it is filled. */
  kill(order: VenueOrder): void {
    if (!isAlive(order)) return;
    order.status = "dead";
    this.#listener.ended(order);
  }

  /** Something happens to it that nobody asked for. */
  move(order: VenueOrder, dice: Dice): void {
    if (!isAlive(order)) return;
    const kind = dice.fraction();
    if (kind < 0.35) this.fill(order, order.quantity);
    else if (kind < 0.65) this.fill(order, 1);
    else if (kind < 0.85) this.kill(order);
    else order.status = "working";
  }

  /** Somebody asks to take it back: too late, in time, or in vain. */
  cancel(order: VenueOrder, dice: Dice): void {
    const kind = dice.fraction();
    if (kind < 0.25) this.fill(order, order.quantity);
    else if (kind < 0.4) this.fill(order, 1);
    else if (kind < 0.7) this.kill(order);
  }

  /** Takes it back and waits: final, with whatever was filled by then. */
  takeBack(order: VenueOrder, dice: Dice): void {
    this.cancel(order, dice);
    this.kill(order);
  }

  /** Never through flat. */
  reduce(id: string, leg: string, quantity: number): void {
    const reduced = Math.min(quantity, this.position(leg));
    if (reduced > 0) this.#trade(id, leg, -reduced);
  }

  #trade(id: string, leg: string, quantity: number): void {
    this.#positions.set(leg, this.position(leg) + quantity);
    this.#listener.traded(id, leg, quantity);
  }
}
