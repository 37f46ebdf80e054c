import {
  executionOf,
  flatten,
  floorToGrid,
  isFinal,
  Rejected,
  type ActivityExchange,
  type Fill,
} from "@fsmc/runtime";
import type {
  ArbitrageCallbacks,
  ArbitrageFill,
  ArbitrageVenue,
} from "../generated/arbitrage.ts";
import { spreadBetween } from "./arbitrage.prices.ts";
import type { TradingDay } from "./arbitrage.day.ts";

/** The activities: all that talks to the venues. */
export type ArbitrageActivities = Pick<
  ArbitrageCallbacks,
  "validate" | "buy" | "sell" | "reconcile" | "flatten"
>;

export function activitiesOf(day: TradingDay): ArbitrageActivities {
  const instrumentOn = (venue: ArbitrageVenue) => day.venues[venue].instrument;

  return {
    async validate(buyOn, sellOn, call) {
      const exchange = granted(call.exchange);
      const [first, second] = await Promise.all([
        exchange.marketPrice(instrumentOn("FIRST")),
        exchange.marketPrice(instrumentOn("SECOND")),
      ]);
      const quotes = { FIRST: first, SECOND: second };
      const found = spreadBetween(quotes, buyOn, sellOn, day.lot);
      const { spread, size, since } = found;
      return { spread, size, age: Math.max(call.startedAt - since, 0) };
    },

    async buy(venue, quantity, call) {
      const exchange = granted(call.exchange);
      const placed = await exchange.placeMarketOrder({
        instrument: instrumentOn(venue),
        side: "buy",
        quantity: floorToGrid(quantity, day.lot),
      });
      const soFar = fillOf(placed.fills);
      if (soFar !== null && !isFinal(placed)) call.report(soFar);
      const { fills, status } = await exchange.settled(placed);
      const bought = fillOf(fills);
      if (bought !== null) return bought;
      throw new Rejected(`nothing was bought: ${status}`, "UNFILLED");
    },

    async sell(venue, quantity, call) {
      const exchange = granted(call.exchange);
      const instrument = instrumentOn(venue);
      // What the attempt before has sold must not be sold again.
      if (call.attempt > 1 || call.resumed)
        await exchange.orderStatus(instrument, call.key);
      const open = Math.min(quantity, heldIn(exchange));
      if (open > 0) {
        const order = await exchange.placeMarketOrder({
          instrument,
          side: "sell",
          quantity: floorToGrid(open, instrument.lotSize),
        });
        await exchange.settled(order);
      }
      const sold = fillOf(exchange.fills());
      if (sold !== null) return sold;
      throw new Rejected("nothing was sold", "UNFILLED");
    },

    async reconcile(buyOn, bought, sellOn, sold, call) {
      const exchange = granted(call.exchange);
      return {
        bought: await confirmed(exchange, buyOn, bought),
        sold: await confirmed(exchange, sellOn, sold),
      };
    },

    async flatten(call) {
      await flatten(granted(call.exchange));
    },
  };

  /** The same orders as the venue has them. */
  async function confirmed(
    exchange: ActivityExchange,
    venue: ArbitrageVenue,
    { orders }: ArbitrageFill,
  ): Promise<ArbitrageFill> {
    const fills: Fill[] = [];
    for (const id of orders) {
      const order = await exchange.orderStatus(instrumentOn(venue), id);
      if (order === null || !isFinal(order))
        throw new Error(`${id} has not ended: ${order?.status ?? "not found"}`);
      fills.push(...order.fills);
    }
    const fill = fillOf(fills);
    if (fill !== null) return fill;
    throw new Error(`${orders.join(", ")}: the venue knows of no fill`);
  }
}

/** @throws Rejected if there is no exchange: it is then certain that nothing happened */
function granted(exchange: ActivityExchange | null): ActivityExchange {
  if (exchange !== null) return exchange;
  throw new Rejected("the host has no exchange", "NO_EXCHANGE");
}

/** In units of the base asset. */
function heldIn(exchange: ActivityExchange): number {
  return exchange.holdings().reduce((sum, { quantity }) => sum + quantity, 0);
}

/** Null if there are none. */
function fillOf(fills: readonly Fill[]): ArbitrageFill | null {
  const execution = executionOf(fills);
  if (execution === null) return null;
  const orders = [...new Set(fills.map((fill) => fill.clientOrderId))];
  return { orders, ...execution };
}
