import {
  ceilToGrid,
  executionOf,
  flatten,
  floorToGrid,
  Rejected,
  toGrid,
  type ActivityExchange,
  type Instrument,
  type Side,
} from "@fsmc/runtime";
import type { MarketMakingCallbacks } from "../generated/market-making.ts";

type QuoteCall = Parameters<MarketMakingCallbacks["quoteBid"]>[2];

/** The activities: all that talks to the venue. Orders have the run's key as their client order id. */
export function activitiesOf(instrument: Instrument): MarketMakingCallbacks {
  return {
    quoteBid: (price, quantity, call) =>
      quote(instrument, "buy", price, quantity, call),
    quoteAsk: (price, quantity, call) =>
      quote(instrument, "sell", price, quantity, call),

    async pullQuotes(call) {
      const exchange = granted(call.exchange);
      await exchange.cancelAll();
      return confirmed(exchange, instrument);
    },

    async reduceInventory(call) {
      const exchange = granted(call.exchange);
      await exchange.cancelAll();
      const held = heldIn(exchange);
      const excess = Math.abs(held) - call.params.reducedInventory;
      const quantity = floorToGrid(excess, instrument.lotSize);
      if (quantity > 0) {
        const side = held > 0 ? "sell" : "buy";
        const order = { instrument, side, quantity, reduceOnly: true } as const;
        await exchange.settled(await exchange.placeMarketOrder(order));
      }
      return confirmed(exchange, instrument);
    },

    async flatten(call) {
      const exchange = granted(call.exchange);
      const orders = await flatten(exchange);
      await confirmed(exchange, instrument);
      return executionOf(orders.flatMap(({ fills }) => fills))?.quantity ?? 0;
    },
  };
}

/**
 * Works until nothing more of it can be filled: that it was taken back is how most of them end.
 *
 * @returns how much of it was filled
 */
async function quote(
  instrument: Instrument,
  side: Side,
  wanted: number,
  wantedQuantity: number,
  call: QuoteCall,
): Promise<number> {
  const exchange = granted(call.exchange);
  const { tickSize, lotSize } = instrument;
  // Away from the market: what rounding costs is not the strategy's.
  const toTick = side === "buy" ? floorToGrid : ceilToGrid;
  const price = toTick(wanted, tickSize);
  const quantity = floorToGrid(wantedQuantity, lotSize);
  const filled = () => executionOf(exchange.fills())?.quantity ?? 0;
  const order = { instrument, side, price, quantity, postOnly: true };
  const placed = await exchange.placeLimitOrder(order);
  call.report(filled());
  await exchange.settled(placed, () => call.report(filled()));
  return filled();
}

/**
 * What is held by our books. Ask when nothing is out.
 *
 * @throws Error if the account holds something else: after a restart, or because somebody else trades on it
 */
async function confirmed(
  exchange: ActivityExchange,
  instrument: Instrument,
): Promise<number> {
  const held = heldIn(exchange);
  const { quantity } = await exchange.position(instrument);
  if (toGrid(quantity - held, instrument.lotSize) === 0) return held;
  throw new Error(
    `our books have ${held} of ${instrument.id}, and the account has ${quantity}`,
  );
}

/** Negative when short. */
function heldIn(exchange: ActivityExchange): number {
  return exchange.holdings().reduce((sum, { quantity }) => sum + quantity, 0);
}

/** @throws Rejected if there is no exchange: it is then certain that nothing happened */
function granted(exchange: ActivityExchange | null): ActivityExchange {
  if (exchange !== null) return exchange;
  throw new Rejected("the host has no exchange", "NO_EXCHANGE");
}
