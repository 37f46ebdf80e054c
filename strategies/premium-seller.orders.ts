import {
  floorToGrid,
  isFinal,
  opposite,
  Rejected,
  type ActivityExchange,
  type Instrument,
  type Order,
  type Side,
} from "@fsmc/runtime";
import type {
  PremiumSellerCallbacks,
  PremiumSellerPosition,
  PremiumSellerSettings,
  PremiumSellerTicket,
} from "../generated/premium-seller.ts";
import { watched } from "./premium-seller.market.ts";
import type { Desk } from "./premium-seller.desk.ts";

type Activities = Pick<
  PremiumSellerCallbacks,
  "openPosition" | "adjustPosition" | "reducePosition" | "closePosition"
>;
type OpeningCall = Parameters<PremiumSellerCallbacks["openPosition"]>[1];
type Ticket = PremiumSellerTicket;

/** The activities: all that talks to the venue. Orders have the run's key as their client order id, in the order of the tickets. */
export function activitiesOf(desk: Desk): Activities {
  return {
    async openPosition(tickets, call) {
      const exchange = granted(call.exchange);
      const outcomes = await Promise.allSettled(
        tickets.map((ticket) => filled(exchange, desk, ticket, call)),
      );
      requireTogether(outcomes, () => exchange.fills().length > 0);
      return positionIn(exchange, desk, call.params);
    },

    async adjustPosition(call) {
      const exchange = granted(call.exchange);
      requireFirst(call);
      const roll = desk.roll(exchange.holdings(), call.params);
      if (roll === null) throw new Rejected("nothing to roll to", "NO_STRIKE");
      await traded(exchange, { ...roll.back, reduceOnly: true });
      // From here on something has happened: a refusal is no longer certain to have changed nothing.
      try {
        await traded(exchange, { ...roll.out, reduceOnly: false });
      } catch (error) {
        throw new Error(
          `bought ${roll.back.instrument.symbol} back, and could not sell ${roll.out.instrument.symbol}`,
          { cause: error },
        );
      }
      return positionIn(exchange, desk, call.params);
    },

    async reducePosition(call) {
      const exchange = granted(call.exchange);
      requireFirst(call);
      const { smallestPart } = call.params;
      const outcomes = await Promise.allSettled(
        closingOrders(exchange).map((order) => {
          const half = floorToGrid(order.quantity / 2, smallestPart);
          const quantity = Math.max(half, order.instrument.lotSize);
          return traded(exchange, { ...order, quantity });
        }),
      );
      requireTogether(outcomes, () => exchange.fills().length > 0);
      return positionIn(exchange, desk, call.params);
    },

    async closePosition(tickets, call) {
      const exchange = granted(call.exchange);
      await exchange.cancelAll();
      // Each leg for itself: one that cannot be closed does not hold up the other.
      const outcomes = await Promise.allSettled(
        closingOrders(exchange).map((order) => traded(exchange, order)),
      );
      for (const outcome of outcomes)
        if (outcome.status === "rejected") throw outcome.reason;
      await requireFlatAccount(exchange, desk, tickets);
    },
  };
}

/** What the account has, in the currency; null where the venue keeps none. */
export async function equityIn(
  exchange: ActivityExchange | null,
): Promise<number | null> {
  try {
    const account = await exchange?.account(watched.underlying.venue);
    return account?.equity ?? null;
  } catch (error) {
    if (error instanceof Rejected && error.code === "NO_ACCOUNT") return null;
    throw error;
  }
}

interface Trade {
  readonly instrument: Instrument;
  readonly side: Side;
  readonly quantity: number;
  readonly leg: string;
  /** Twice the same closing order must not turn the position. */
  readonly reduceOnly: boolean;
}

/** A ticket's order, to its end. @throws Rejected if nothing of it was filled; Error if only a part was */
async function filled(
  exchange: ActivityExchange,
  desk: Desk,
  { instrument: id, side, quantity, leg }: Ticket,
  call: OpeningCall,
): Promise<void> {
  const instrument = desk.instrument(id);
  if (instrument === null)
    throw new Rejected(`${id} is not listed`, "UNKNOWN_INSTRUMENT");
  const order: Trade = {
    instrument,
    leg,
    quantity,
    side: side === "BUY" ? "buy" : "sell",
    reduceOnly: false,
  };
  await traded(exchange, order, (placed) => {
    if (placed.fills.length > 0 && !isFinal(placed))
      call.report(positionIn(exchange, desk, call.params));
  });
}

/** @throws Rejected if nothing was filled; Error if not all of it was */
async function traded(
  exchange: ActivityExchange,
  trade: Trade,
  onPlaced: (order: Order) => void = () => {},
): Promise<void> {
  const placed = await exchange.placeMarketOrder(trade);
  onPlaced(placed);
  const { fills, status } = await exchange.settled(placed);
  const { quantity, instrument } = trade;
  const got = fills.reduce((sum, fill) => sum + fill.quantity, 0);
  if (got >= quantity) return;
  const told = `${got} of ${quantity} ${instrument.symbol} were filled: ${status}`;
  if (got === 0) throw new Rejected(told, "UNFILLED");
  throw new Error(told);
}

/** What would close all that the machine holds on the activity's legs, where it was traded. */
function closingOrders(exchange: ActivityExchange): readonly Trade[] {
  return exchange.holdings().flatMap(({ leg, quantity: held, inventory }) => {
    const side = opposite(held > 0 ? "buy" : "sell");
    let open = Math.abs(held);
    return inventory.flatMap(({ instrument, quantity: there }) => {
      const quantity = floorToGrid(
        Math.min(Math.abs(there), open),
        instrument.lotSize,
      );
      open -= quantity;
      // Delivered shares may be the account's in more than one way.
      const reduceOnly = instrument.kind === "option";
      const order = { instrument, side, quantity, leg, reduceOnly };
      return quantity > 0 ? [order] : [];
    });
  });
}

/**
 * All orders were filled, or nothing was.
 *
 * @throws Rejected if certainly nothing happened; Error if one leg has what the other has not
 */
function requireTogether(
  outcomes: readonly PromiseSettledResult<void>[],
  hasTraded: () => boolean,
): void {
  const failures = outcomes.flatMap((outcome): readonly unknown[] =>
    outcome.status === "rejected" ? [outcome.reason] : [],
  );
  if (failures.length === 0) return;
  const refusals = failures.filter((each) => each instanceof Rejected);
  const [refusal] = refusals;
  const isCertain = refusals.length === outcomes.length && !hasTraded();
  if (isCertain && refusal !== undefined) throw refusal;
  const reasons = failures.map(String).join("; ");
  throw new Error(`not all of it: ${reasons}`, { cause: failures[0] });
}

/** What the machine holds on the activity's legs: as many as it has on the leg that has fewer. */
function positionIn(
  exchange: ActivityExchange,
  desk: Desk,
  params: PremiumSellerSettings,
): PremiumSellerPosition {
  return desk.position(exchange.holdings(), params);
}

/** @throws Error if the account holds what our books know nothing of */
async function requireFlatAccount(
  exchange: ActivityExchange,
  desk: Desk,
  tickets: readonly Ticket[],
): Promise<void> {
  for (const { instrument: id } of tickets) {
    const instrument = desk.instrument(id);
    if (instrument === null) throw new Error(`${id} is not listed any more`);
    const { quantity } = await exchange.position(instrument);
    if (quantity !== 0)
      throw new Error(
        `our books are flat, and the account holds ${quantity} of ${instrument.symbol}`,
      );
  }
}

/** @throws Error for an attempt after one that may have happened: what it sized its orders by has changed */
function requireFirst(call: {
  readonly attempt: number;
  readonly resumed: boolean;
}): void {
  if (call.resumed || call.attempt > 1)
    throw new Error("an attempt before this one may have traded");
}

/** @throws Rejected if there is no exchange: it is then certain that nothing happened */
function granted(exchange: ActivityExchange | null): ActivityExchange {
  if (exchange !== null) return exchange;
  throw new Rejected("the host has no exchange", "NO_EXCHANGE");
}
