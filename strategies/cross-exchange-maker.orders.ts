import {
  executionOf,
  flatten,
  floorToGrid,
  isFinal,
  Rejected,
  toGrid,
  type ActivityExchange,
  type Instrument,
  type Order,
  type Side,
} from "@fsmc/runtime";
import type {
  CrossExchangeMakerCallbacks,
  CrossExchangeMakerSettings,
  CrossExchangeMakerSide,
} from "../generated/cross-exchange-maker.ts";
import type { Venues } from "./cross-exchange-maker.market.ts";

type ReportingCall = Parameters<CrossExchangeMakerCallbacks["hedge"]>[1];
type ClosingCall = Parameters<CrossExchangeMakerCallbacks["closeMaker"]>[0];

/** The activities: all that talks to the venues. Orders have the run's key as their client order id. */
export function activitiesOf({
  maker: { instrument: maker },
  taker: { instrument: taker },
}: Venues): CrossExchangeMakerCallbacks {
  return {
    async quote(side, quantity, price, call) {
      const exchange = granted(call.exchange);
      const placed = await exchange.placeLimitOrder({
        instrument: maker,
        side: sideOf(side),
        quantity: floorToGrid(quantity, lotOf(call.params, maker)),
        price: toGrid(price, maker.tickSize),
        postOnly: true,
      });
      return ended(placed, exchange, call);
    },

    async hedge(held, call) {
      const exchange = granted(call.exchange);
      const placed = await exchange.placeMarketOrder({
        instrument: taker,
        side: held > 0 ? "sell" : "buy",
        quantity: floorToGrid(Math.abs(held), taker.lotSize),
      });
      return ended(placed, exchange, call);
    },

    askAboutOrders: (call) => ask(call),
    askAboutHedges: (call) => ask(call),

    async compareBooks(call) {
      const exchange = granted(call.exchange);
      await exchange.cancelAll();
      const [makers, takers] = await Promise.all([
        exchange.position(maker),
        exchange.position(taker),
      ]);
      const beyond = (account: number, leg: string, { lotSize }: Instrument) =>
        toGrid(account - heldOn(leg, exchange), lotSize);
      return {
        maker: beyond(makers.quantity, "maker", maker),
        taker: beyond(takers.quantity, "taker", taker),
      };
    },

    closeMaker: (call) => close(maker, call),
    closeTaker: (call) => close(taker, call),
  };
}

/**
 * Waits until nothing more of the order can be filled, and reports what is filled until then.
 *
 * @returns what the leg then holds
 */
async function ended(
  placed: Order,
  exchange: ActivityExchange,
  call: ReportingCall,
): Promise<number> {
  const progress = () => call.report(totalIn(exchange));
  if (placed.fills.length > 0 && !isFinal(placed)) progress();
  const { fills, status } = await exchange.settled(placed, progress);
  if (executionOf(fills) !== null) return totalIn(exchange);
  throw new Rejected(`nothing was filled: ${status}`, "UNFILLED");
}

/** @returns what the leg holds when no order of it is out any more */
async function ask(call: ClosingCall): Promise<number> {
  const exchange = granted(call.exchange);
  await exchange.cancelAll();
  return totalIn(exchange);
}

/** @throws Error if the account then holds what our books know nothing of: a fill that was not heard of yet, or somebody else's */
async function close(instrument: Instrument, call: ClosingCall): Promise<void> {
  const exchange = granted(call.exchange);
  await flatten(exchange);
  const { quantity } = await exchange.position(instrument);
  if (floorToGrid(Math.abs(quantity), instrument.lotSize) === 0) return;
  throw new Error(
    `our books are flat, and the account holds ${quantity} of ${instrument.id}`,
  );
}

function sideOf(side: CrossExchangeMakerSide): Side {
  return side === "BUY" ? "buy" : "sell";
}

/** What is filled can be hedged when both venues can trade it. */
function lotOf({ lot }: CrossExchangeMakerSettings, { lotSize }: Instrument) {
  return Math.max(lot, lotSize);
}

/** Of an activity that has one leg. */
function totalIn(exchange: ActivityExchange): number {
  return exchange.holdings().reduce((sum, { quantity }) => sum + quantity, 0);
}

function heldOn(leg: string, exchange: ActivityExchange): number {
  return exchange
    .holdings()
    .filter((holding) => holding.leg === leg)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}

/** @throws Rejected if there is no exchange: it is then certain that nothing happened */
function granted(exchange: ActivityExchange | null): ActivityExchange {
  if (exchange !== null) return exchange;
  throw new Rejected("the host has no exchange", "NO_EXCHANGE");
}
