import {
  executionOf,
  flatten,
  floorToGrid,
  isFinal,
  Rejected,
  type ActivityExchange,
  type Instrument,
  type Side,
} from "@fsmc/runtime";
import type {
  HedgingCallbacks,
  HedgingLegs,
  HedgingSettings,
} from "../generated/hedging.ts";
import type { Leg, Legs } from "./hedging.market.ts";

type OpeningCall = Parameters<HedgingCallbacks["buySpot"]>[1];
type ReducingCall = Parameters<HedgingCallbacks["sellSpot"]>[1];
type ClosingCall = Parameters<HedgingCallbacks["closeSpot"]>[0];

/** The activities: all that talks to the venue. Orders have the run's key as their client order id. */
export function activitiesOf({ spot, perp }: Legs): HedgingCallbacks {
  const instruments = { spot: spot.instrument, perp: perp.instrument };

  return {
    buySpot: (quantity, call) => open(instruments.spot, "buy", quantity, call),
    sellPerp: (quantity, call) =>
      open(instruments.perp, "sell", quantity, call),

    sellSpot: (quantity, call) =>
      reduce(instruments.spot, "spot", quantity, call),
    buyPerpBack: (quantity, call) =>
      reduce(instruments.perp, "perp", quantity, call),

    async rebalance(call) {
      const exchange = granted(call.exchange);
      // What the attempt before has traded must not be traded again.
      if (call.attempt > 1 || call.resumed)
        for (const instrument of Object.values(instruments))
          await exchange.orderStatus(instrument, call.key);
      const { spot: bought, perp: sold } = heldIn(exchange);
      const leg: Leg = bought > sold ? "spot" : "perp";
      const instrument = instruments[leg];
      const quantity = floorToGrid(Math.abs(bought - sold), instrument.lotSize);
      if (quantity > 0) {
        const order = { instrument, quantity, leg, ...closingOf(leg) } as const;
        await exchange.settled(await exchange.placeMarketOrder(order));
      }
      return heldIn(exchange);
    },

    closeSpot: (call) => close(instruments.spot, call),
    closePerp: (call) => close(instruments.perp, call),
  };
}

/** @returns what the leg then holds, by its fills */
async function open(
  instrument: Instrument,
  side: Side,
  planned: number,
  call: OpeningCall,
): Promise<number> {
  const exchange = granted(call.exchange);
  const quantity = floorToGrid(planned, lotOf(call.params, instrument));
  const order = { instrument, side, quantity };
  const placed = await exchange.placeMarketOrder(order);
  if (placed.fills.length > 0 && !isFinal(placed))
    call.report(totalIn(exchange));
  const { fills, status } = await exchange.settled(placed, () =>
    call.report(totalIn(exchange)),
  );
  if (executionOf(fills) !== null) return totalIn(exchange);
  throw new Rejected(`nothing was filled: ${status}`, "UNFILLED");
}

/** @returns what the leg then holds, by its fills; all that it held if the book had nothing */
async function reduce(
  instrument: Instrument,
  leg: Leg,
  planned: number,
  call: ReducingCall,
): Promise<number> {
  const exchange = granted(call.exchange);
  // A repetition, or what happened meanwhile, may have left less.
  const most = Math.min(planned, totalIn(exchange));
  const quantity = floorToGrid(most, lotOf(call.params, instrument));
  if (quantity > 0) {
    const order = { instrument, quantity, ...closingOf(leg) };
    const placed = await exchange.placeMarketOrder(order);
    await exchange.settled(placed, () => call.report(totalIn(exchange)));
  }
  return totalIn(exchange);
}

/** The venue is told that it only reduces where it keeps positions. */
function closingOf(leg: Leg) {
  return leg === "spot"
    ? ({ side: "sell", reduceOnly: false } as const)
    : ({ side: "buy", reduceOnly: true } as const);
}

/** @throws Error if the account then holds what our books know nothing of: after a restart, or because somebody else trades on it */
async function close(instrument: Instrument, call: ClosingCall): Promise<void> {
  const exchange = granted(call.exchange);
  await flatten(exchange);
  const { quantity } = await exchange.position(instrument);
  if (floorToGrid(Math.abs(quantity), instrument.lotSize) === 0) return;
  throw new Error(
    `our books are flat, and the account holds ${quantity} of ${instrument.id}`,
  );
}

/** Both legs fill the same when both are asked for what both can trade. */
function lotOf({ lot }: HedgingSettings, { lotSize }: Instrument): number {
  return Math.max(lot, lotSize);
}

function heldIn(exchange: ActivityExchange): HedgingLegs {
  const held = { spot: 0, perp: 0 };
  for (const { leg, quantity } of exchange.holdings())
    if (leg === "spot" || leg === "perp") held[leg] += Math.abs(quantity);
  return held;
}

/** Of an activity that has one leg. */
function totalIn(exchange: ActivityExchange): number {
  const { spot, perp } = heldIn(exchange);
  return spot + perp;
}

/** @throws Rejected if there is no exchange: it is then certain that nothing happened */
function granted(exchange: ActivityExchange | null): ActivityExchange {
  if (exchange !== null) return exchange;
  throw new Rejected("the host has no exchange", "NO_EXCHANGE");
}
