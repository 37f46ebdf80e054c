import { Rejected, type ActivityCall } from "@fsmc/runtime";
import type { Activity, EffectWord } from "../../../src/model/index.ts";
import type { Dice } from "../../support/dice.ts";
import { isAlive, isVoid, type VenueOrder } from "../venue/order.ts";
import type { Venue } from "../venue/venue.ts";

/** What an attempt may be made to come to, if its contract allows it now. */
export type Ending = "done" | "failed" | "unknown" | "partial";

/** One for all: its stack would cost more than what it ends. */
const NOBODY = new Error("nobody listens");

/**
 * One attempt of an activity under way, implemented from its effect words alone: the contract of EXPOSURE.md, section 1, at its
 * most adversarial.
 */
export class Attempt {
  readonly activity: Activity;
  readonly call: ActivityCall;
  /** What it sent: one order a leg, for words that add. */
  readonly orders: readonly VenueOrder[];
  readonly #venue: Venue;
  readonly #resolve: (value: unknown) => void;
  readonly #reject: (error: unknown) => void;
  #hasReported = false;

  constructor(
    activity: Activity,
    call: ActivityCall,
    venue: Venue,
    dice: Dice,
    settle: {
      readonly resolve: (value: unknown) => void;
      readonly reject: (error: unknown) => void;
    },
  ) {
    this.activity = activity;
    this.call = call;
    this.#venue = venue;
    this.#resolve = settle.resolve;
    this.#reject = settle.reject;
    this.orders = adds(activity)
      ? activity.legs.map(({ name }) =>
          venue.send(orderId(call.key, name, activity), name, dice),
        )
      : [];
  }

  has(word: EffectWord): boolean {
    return this.activity.words.includes(word);
  }

  /** The machine, or the clock, has told it to stop: the venue may hear of it, or not. */
  stop(dice: Dice): void {
    for (const order of this.orders)
      if (dice.chance(0.6)) this.#venue.cancel(order, dice);
  }

  /** Nobody listens any more. */
  drop(): void {
    this.#reject(NOBODY);
  }

  /** @returns false where the contract does not let it come to this */
  end(ending: Ending, dice: Dice, result: () => unknown): boolean {
    switch (ending) {
      case "done":
        return this.#done(dice, result);
      case "failed":
        return this.#failed(dice);
      case "unknown":
        return this.#unknown(dice);
      case "partial":
        return this.#partial(dice, result);
    }
  }

  #done(dice: Dice, result: () => unknown): boolean {
    if (this.has("cancels")) this.#cancelAll(dice);
    if (this.has("opens")) {
      for (const order of this.orders) this.#finish(order, dice);
      if (this.orders.every(isVoid)) return false;
    } else if (this.has("places")) {
      for (const order of this.orders)
        if (order.status === "sent") order.status = "working";
      if (this.orders.some(isVoid)) return false;
    }
    if (this.has("reduces"))
      for (const leg of this.#legs)
        this.#venue.reduce(this.call.key, leg, dice.whole(0, 3));
    if (this.has("closes"))
      for (const leg of this.#legs)
        this.#venue.reduce(this.call.key, leg, Infinity);
    if (!this.has("places")) this.#settle(this.orders);
    this.#resolve(result());
    return true;
  }

  /** Only if it is certain that nothing of it happened. */
  #failed(dice: Dice): boolean {
    if (this.#hasReported) return false;
    for (const order of this.orders)
      if (order.filled === 0) this.#venue.kill(order);
    if (!this.orders.every(isVoid)) return false;
    // Orders are mostly not taken back because they have filled meanwhile.
    if (this.has("cancels"))
      for (const order of this.#others())
        if (dice.chance(0.5)) this.#venue.fill(order, order.quantity);
    this.#settle(this.orders);
    this.#reject(new Rejected("refused", "REFUSED"));
    return true;
  }

  /** No answer: all of it may have happened, a part, or nothing. */
  #unknown(dice: Dice): boolean {
    for (const order of this.orders)
      if (dice.chance(0.4)) this.#venue.move(order, dice);
    if (this.has("cancels"))
      for (const order of this.#others())
        if (dice.chance(0.5)) this.#venue.cancel(order, dice);
    if (this.has("reduces") || this.has("closes"))
      for (const leg of this.#legs)
        if (dice.chance(0.5))
          this.#venue.reduce(this.call.key, leg, dice.whole(0, 4));
    this.#reject(new Error("no answer"));
    return true;
  }

  #partial(dice: Dice, result: () => unknown): boolean {
    if (this.activity.partial === null) return false;
    for (const order of this.orders) {
      if (order.filled === 0) this.#venue.fill(order, 1);
      if (order.filled === 0) return false;
    }
    if (!adds(this.activity))
      for (const leg of this.#legs)
        this.#venue.reduce(this.call.key, leg, dice.whole(0, 2));
    this.#hasReported = true;
    this.call.report(result());
    return true;
  }

  /** To its end, one way or the other. */
  #finish(order: VenueOrder, dice: Dice): void {
    if (!isAlive(order)) return;
    if (order.filled === 0 || dice.chance(0.5))
      this.#venue.fill(order, dice.whole(1, order.quantity));
    this.#venue.kill(order);
  }

  #cancelAll(dice: Dice): void {
    const others = this.#others();
    for (const order of others) this.#venue.takeBack(order, dice);
    this.#settle(
      this.#venue.orders.filter(
        (order) => !this.orders.includes(order) && this.#isOnLeg(order),
      ),
    );
  }

  /** Orders of this machine on its legs that are still alive, but its own. */
  #others(): readonly VenueOrder[] {
    return this.#venue.orders.filter(
      (order) =>
        isAlive(order) && this.#isOnLeg(order) && !this.orders.includes(order),
    );
  }

  #isOnLeg({ leg }: VenueOrder): boolean {
    return this.#legs.includes(leg);
  }

  get #legs(): readonly string[] {
    return this.activity.legs.map(({ name }) => name);
  }

  #settle(orders: readonly VenueOrder[]): void {
    for (const order of orders) order.isSettled = true;
  }
}

export function adds({ words }: Activity): boolean {
  return words.includes("opens") || words.includes("places");
}

function orderId(key: string, leg: string, { legs }: Activity): string {
  return legs.length === 1 ? key : `${key}_${leg}`;
}
