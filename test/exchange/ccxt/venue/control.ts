import type { AnswerFault, Reach, StreamFault, Target } from "./faults.ts";
import type { Level, VenueMarket } from "./market.ts";
import type { UserStream } from "./stream.ts";
import type { Faults } from "./faults.ts";
import { tradeForm, type VenueSide } from "./order.ts";

/** What can be done to a venue from another process, and what can be read of it. */
export interface Controlled {
  readonly market: VenueMarket;
  readonly answers: Faults<AnswerFault>;
  readonly events: Faults<StreamFault>;
  readonly stream: UserStream;
  skew: number;
}

/** `POST /control/answers`: befalls answers; the same fields as for `Faults.plan`. */
export interface PlannedAnswer extends Reach {
  readonly on: Target;
  readonly fault: AnswerFault;
}

export interface PlannedEvent extends Reach {
  readonly fault: StreamFault;
}

export interface ControlQuote {
  readonly symbol: string;
  /** Best first. */
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
}

export interface ControlTrade {
  readonly symbol: string;
  /** Of who trades with the account's orders. */
  readonly side: VenueSide;
  readonly price: number;
  readonly size: number;
}

/** What is true at the venue, whatever it told. */
export interface VenueTruth {
  readonly orders: readonly Record<string, unknown>[];
  readonly trades: readonly Record<string, unknown>[];
  /** Free and locked, by currency. */
  readonly balances: Readonly<Record<string, number>>;
  readonly listeners: number;
}

export function truthOf({ market, stream }: Controlled): VenueTruth {
  return {
    orders: market.orders.map((each) => each.form()),
    trades: market.trades.map(tradeForm),
    balances: market.balances.totals(),
    listeners: stream.listeners,
  };
}

/** @returns null where there is no such control */
export function answerControl(
  venue: Controlled,
  name: string,
  body: string,
): unknown {
  const { market, answers, events, stream } = venue;
  switch (name) {
    case "GET /control/truth":
      return truthOf(venue);
    case "POST /control/quote": {
      const { symbol, bids, asks }: ControlQuote = JSON.parse(body);
      market.quote(symbol, bids, asks);
      return {};
    }
    case "POST /control/trade": {
      const { symbol, side, price, size }: ControlTrade = JSON.parse(body);
      market.trade(symbol, side, price, size);
      return {};
    }
    case "POST /control/deposit": {
      const deposit: { readonly asset: string; readonly amount: number } =
        JSON.parse(body);
      market.balances.deposit(deposit.asset, deposit.amount);
      return {};
    }
    case "POST /control/answers": {
      const { on, fault, ...reach }: PlannedAnswer = JSON.parse(body);
      answers.plan(on, fault, reach);
      return {};
    }
    case "POST /control/events": {
      const { fault, ...reach }: PlannedEvent = JSON.parse(body);
      events.plan("stream", fault, reach);
      return {};
    }
    case "POST /control/calm":
      answers.clear();
      events.clear();
      return {};
    case "POST /control/disconnect":
      stream.disconnect();
      return {};
    case "POST /control/skew": {
      const { milliseconds }: { readonly milliseconds: number } =
        JSON.parse(body);
      venue.skew = milliseconds;
      return {};
    }
    default:
      return null;
  }
}
