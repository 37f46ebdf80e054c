import { afterEach, beforeEach, expect, test } from "vitest";
import { CcxtExchange } from "../../../runtime/exchange/ccxt/index.ts";
import type { Fill } from "../../../runtime/exchange/order.ts";
import { instrument } from "../../../runtime/market/instrument.ts";
import { SystemClock } from "../../../runtime/system-clock.ts";
import { btc, ENVIRONMENT, KEY, TIMES } from "./venue-scene.ts";
import { Venue } from "./venue/venue.ts";

const perpetual = instrument({
  venue: "binance",
  kind: "linear-perpetual",
  symbol: "BTCUSDT",
  currency: "USDT",
  tickSize: 0.1,
  lotSize: 0.001,
});
const sell = { instrument: perpetual, side: "sell", quantity: 2 } as const;
const buy = { instrument: perpetual, side: "buy", quantity: 5 } as const;

let venue: Venue;
let exchange: CcxtExchange;
let fills: Fill[];

beforeEach(async () => {
  venue = await Venue.start({ key: KEY });
  for (const market of [venue.market, venue.futures]) {
    market.balances.deposit("USDT", 1_000);
    market.quote(
      "BTCUSDT",
      [{ price: 100, size: 9 }],
      [{ price: 101, size: 9 }],
    );
  }
  exchange = await CcxtExchange.open({
    clock: new SystemClock(),
    environment: ENVIRONMENT,
    venues: [
      {
        exchange: "binance",
        instruments: [btc, perpetual],
        endpoints: venue.endpoints,
        config: { rateLimit: 1 },
        ...TIMES,
      },
    ],
  });
  fills = [];
  exchange.onFill((fill) => fills.push(fill));
});

afterEach(async () => {
  await exchange.close();
  await venue.close();
});

async function position(): Promise<readonly [number, number | null]> {
  const { quantity, averagePrice } = await exchange.position(perpetual);
  return [quantity, averagePrice];
}

test("contracts are sold short, reduced to nothing and no further, beside the coin of the same name", async () => {
  expect(await position()).toEqual([0, null]);
  const sold = await exchange.placeMarketOrder({
    ...sell,
    clientOrderId: "m-1-1",
  });
  expect(sold).toMatchObject({
    instrument: perpetual,
    status: "filled",
    fills: [{ price: 100, quantity: 2, fee: 0.2 }],
  });
  expect(await position()).toEqual([-2, 100]);
  const bought = await exchange.placeMarketOrder({
    ...buy,
    clientOrderId: "m-1-2",
    reduceOnly: true,
  });
  expect(bought).toMatchObject({
    status: "filled",
    quantity: 2,
    fills: [{ price: 101, quantity: 2 }],
  });
  expect(await position()).toEqual([0, null]);
  await expect(
    exchange.placeMarketOrder({
      ...buy,
      clientOrderId: "m-1-3",
      reduceOnly: true,
    }),
  ).rejects.toMatchObject({ name: "Rejected" });
  await exchange.placeMarketOrder({
    instrument: btc,
    side: "buy",
    quantity: 1,
    clientOrderId: "m-1-4",
  });
  expect((await exchange.position(btc)).quantity).toBe(1);
  expect(await position()).toEqual([0, null]);
  expect(new Set(fills.map(({ tradeId }) => tradeId)).size).toBe(3);
});

test("what rests is told by the stream of the contracts, and taken back", async () => {
  await exchange.placeLimitOrder({
    ...buy,
    price: 90,
    clientOrderId: "m-1-1",
  });
  while (venue.stream.futuresListeners === 0)
    await new Promise((resolve) => setTimeout(resolve, 10));
  venue.futures.trade("BTCUSDT", "SELL", 90, 1);
  while (fills.length === 0)
    await new Promise((resolve) => setTimeout(resolve, 10));
  expect(fills).toMatchObject([
    { instrument: perpetual, clientOrderId: "m-1-1", price: 90, quantity: 1 },
  ]);
  expect(await exchange.cancelOrder(perpetual, "m-1-1")).toMatchObject({
    status: "cancelled",
    fills: [{ quantity: 1, liquidity: "maker" }],
  });
  expect(await position()).toEqual([1, 90]);
  expect(await exchange.account("binance", "USDT")).toMatchObject({
    currency: "USDT",
  });
});

test("a contract for another amount than the instrument says is not traded", async () => {
  const other = instrument({ ...perpetual, multiplier: 10 });
  await expect(
    CcxtExchange.open({
      clock: new SystemClock(),
      environment: ENVIRONMENT,
      venues: [
        {
          exchange: "binance",
          instruments: [other],
          endpoints: venue.endpoints,
        },
      ],
    }),
  ).rejects.toThrow(
    "binance:linear-perpetual:BTCUSDT: its multiplier is 10, and a contract is for 1",
  );
});
