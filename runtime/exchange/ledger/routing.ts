import type { StrategyExchange, Unsubscribe } from "../exchange.ts";
import type { Fill, Order } from "../order.ts";
import type { Settlement } from "../settlement.ts";

/** Who hears of an account's fills, orders and settlements. */
export interface Addressee {
  book(fill: Fill): void;
  update(order: Order): void;
  settle(settlement: Settlement): void;
}

const routers = new WeakMap<StrategyExchange, Router>();

/**
 * Takes what an exchange says of the orders with this prefix to the addressee,
 * and each settlement. Many machines share one account: each fill is looked
 * up, not offered around.
 *
 * @param prefix all of a client order id but its last two parts: `arb-1-` of `arb-1-4-0`
 */
export function route(
  exchange: StrategyExchange,
  prefix: string,
  addressee: Addressee,
): Unsubscribe {
  const router = routers.get(exchange) ?? new Router(exchange);
  routers.set(exchange, router);
  return router.add(prefix, addressee);
}

/** The addressees of one exchange. Listens as long as there are any. */
class Router {
  readonly #exchange: StrategyExchange;
  readonly #addressees = new Map<string, Set<Addressee>>();
  #subscriptions: readonly Unsubscribe[] = [];

  constructor(exchange: StrategyExchange) {
    this.#exchange = exchange;
  }

  add(prefix: string, addressee: Addressee): Unsubscribe {
    const known = this.#addressees.get(prefix) ?? new Set();
    this.#addressees.set(prefix, known.add(addressee));
    if (this.#subscriptions.length === 0) this.#subscribe();
    return () => this.#remove(prefix, addressee);
  }

  #remove(prefix: string, addressee: Addressee): void {
    const known = this.#addressees.get(prefix);
    if (known === undefined || !known.delete(addressee)) return;
    if (known.size === 0) this.#addressees.delete(prefix);
    if (this.#addressees.size > 0) return;
    for (const unsubscribe of this.#subscriptions) unsubscribe();
    this.#subscriptions = [];
  }

  #subscribe(): void {
    this.#subscriptions = [
      this.#exchange.onFill((fill) => {
        for (const each of this.#ownersOf(fill)) each.book(fill);
      }),
      this.#exchange.onOrder((order) => {
        for (const each of this.#ownersOf(order)) each.update(order);
      }),
      this.#exchange.onSettlement((settlement) => {
        for (const each of [...this.#addressees.values()].flatMap((all) => [
          ...all,
        ]))
          each.settle(settlement);
      }),
    ];
  }

  #ownersOf({ clientOrderId }: Fill | Order): readonly Addressee[] {
    const run = clientOrderId.lastIndexOf("-");
    const entry = run > 0 ? clientOrderId.lastIndexOf("-", run - 1) : -1;
    const prefix = clientOrderId.slice(0, entry + 1);
    return [...(this.#addressees.get(prefix) ?? [])];
  }
}
