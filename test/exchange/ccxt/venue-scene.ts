import { setTimeout as sleep } from "node:timers/promises";
import {
  CcxtExchange,
  type CcxtVenueOptions,
} from "../../../runtime/exchange/ccxt/index.ts";
import { instrument } from "../../../runtime/market/instrument.ts";
import type { Side } from "../../../runtime/market/side.ts";
import { SystemClock } from "../../../runtime/system-clock.ts";
import type { Scene, Trouble } from "../scene.ts";
import type { AnswerFault } from "./venue/faults.ts";
import type { Level } from "./venue/market.ts";
import { Venue } from "./venue/venue.ts";

/** Whoever finds these in an output has found a leak. */
export const KEY = {
  apiKey: "keyKEYkey0123456789abcdefABCDEF",
  secret: "secretSECRET+/=9876543210/zyxwv&utsrq",
} as const;

export const ENVIRONMENT = {
  BINANCE_API_KEY: KEY.apiKey,
  BINANCE_API_SECRET: KEY.secret,
} as const;

export const btc = instrument({
  venue: "binance",
  kind: "spot",
  symbol: "BTCUSDT",
  currency: "USDT",
  tickSize: 0.01,
  lotSize: 0.00001,
});

const TROUBLES = {
  refused: {
    do: "refuse",
    status: 400,
    code: -2010,
    message: "Account has insufficient balance for requested action.",
  },
  lost: { do: "lose" },
  unanswered: { do: "silence" },
  late: { do: "delay", delay: 1_400 },
} as const satisfies Readonly<Record<Trouble, AnswerFault>>;

/** Short, so that a test of silence is; long enough for a busy machine. */
export const TIMES = {
  sendWithin: 1_000,
  answerTimeout: 1_000,
  window: 2_000,
  askEvery: 500,
} as const;

const DEPOSIT = 10;

/** On the local venue, over HTTP and WebSocket, in real time. */
export class VenueScene implements Scene {
  readonly clock = new SystemClock();
  readonly instrument = btc;
  readonly venue: Venue;
  exchange: CcxtExchange;
  readonly #options: Partial<CcxtVenueOptions>;

  static async open(
    options: Partial<CcxtVenueOptions> = {},
  ): Promise<VenueScene> {
    const venue = await Venue.start({ key: KEY });
    venue.market.balances.deposit("USDT", 1_000_000);
    venue.market.balances.deposit("BTC", DEPOSIT);
    const exchange = await opened(venue, options);
    const scene = new VenueScene(venue, exchange, options);
    await scene.#listening();
    return scene;
  }

  private constructor(
    venue: Venue,
    exchange: CcxtExchange,
    options: Partial<CcxtVenueOptions>,
  ) {
    this.venue = venue;
    this.exchange = exchange;
    this.#options = options;
  }

  async quote(
    bid: number,
    bidSize: number,
    ask: number,
    askSize: number,
  ): Promise<void> {
    const level = (price: number, size: number): readonly Level[] =>
      size === 0 ? [] : [{ price, size }];
    this.venue.market.quote(
      btc.symbol,
      level(bid, bidSize),
      level(ask, askSize),
    );
  }

  async trade(side: Side, price: number, quantity: number): Promise<void> {
    const aggressor = side === "buy" ? "BUY" : "SELL";
    this.venue.market.trade(btc.symbol, aggressor, price, quantity);
  }

  befall(on: "place" | "cancel" | "status", trouble: Trouble): void {
    this.venue.answers.plan(on, TROUBLES[trouble]);
  }

  during<Value>(promise: Promise<Value>): Promise<Value> {
    return promise;
  }

  async until(isSo: () => boolean): Promise<void> {
    for (let step = 0; step < 2_000; step += 1) {
      if (isSo()) return;
      await sleep(10);
    }
    throw new Error("it never came about");
  }

  async restart(): Promise<void> {
    await this.exchange.close();
    this.exchange = await opened(this.venue, this.#options);
    await this.#listening();
  }

  held(): number {
    const held = this.venue.market.balances.total("BTC") - DEPOSIT;
    return Math.round(held * 1e8) / 1e8;
  }

  working(): number {
    return this.venue.market.orders.filter(({ isOpen }) => isOpen).length;
  }

  async close(): Promise<void> {
    await this.exchange.close();
    await this.venue.close();
  }

  async #listening(): Promise<void> {
    if (this.#options.streaming === false) return;
    await this.until(() => this.venue.stream.listeners > 0);
  }
}

function opened(
  venue: Venue,
  options: Partial<CcxtVenueOptions>,
): Promise<CcxtExchange> {
  return CcxtExchange.open({
    clock: new SystemClock(),
    environment: ENVIRONMENT,
    venues: [
      {
        exchange: "binance",
        instruments: [btc],
        endpoints: venue.endpoints,
        config: { rateLimit: 1, options: { ws: { backoff: { base: 20 } } } },
        ...TIMES,
        ...options,
      },
    ],
  });
}
