import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Rejected } from "../../../runtime/errors.ts";
import { CcxtExchange } from "../../../runtime/exchange/ccxt/index.ts";
import type { Fill, Order } from "../../../runtime/exchange/order.ts";
import { instrument } from "../../../runtime/market/instrument.ts";
import { SystemClock } from "../../../runtime/system-clock.ts";
import { KRAKEN_KEY, KrakenVenue } from "./kraken/kraken-venue.ts";
import { TIMES } from "./venue-scene.ts";

const btc = instrument({
  venue: "home",
  kind: "spot",
  symbol: "BTC/USDT",
  currency: "USDT",
  tickSize: 0.1,
  lotSize: 0.00000001,
});
const buy = { instrument: btc, side: "buy", quantity: 1 } as const;
/** Kraken takes no more than 18 characters, or a UUID. */
const LONG = "arbitrage-btc-usdt-4-0";

let venue: KrakenVenue;
let exchange: CcxtExchange;
let fills: Fill[];

beforeEach(async () => {
  venue = await KrakenVenue.start();
  venue.market.balances.deposit("USDT", 1_000);
  venue.market.balances.deposit("BTC", 2);
  venue.market.quote(
    "BTCUSDT",
    [{ price: 100, size: 5 }],
    [{ price: 101, size: 5 }],
  );
  exchange = await open();
});

afterEach(async () => {
  await exchange.close();
  await venue.close();
});

async function open(): Promise<CcxtExchange> {
  fills = [];
  const opened = await CcxtExchange.open({
    clock: new SystemClock(),
    environment: {
      MAIN_ACCOUNT_API_KEY: KRAKEN_KEY.apiKey,
      MAIN_ACCOUNT_API_SECRET: KRAKEN_KEY.secret,
    },
    venues: [
      {
        exchange: "kraken",
        venue: "home",
        environmentPrefix: "main-account",
        instruments: [btc],
        endpoints: venue.endpoints,
        config: { rateLimit: 1 },
        ...TIMES,
        streaming: false,
        askEvery: 50,
      },
    ],
  });
  opened.onFill((fill) => fills.push(fill));
  return opened;
}

/** What it comes to once more is told of it than that it was taken. */
async function ended(clientOrderId: string): Promise<Order | null> {
  for (;;) {
    const order = await exchange.orderStatus(btc, clientOrderId);
    if (order?.status !== "new") return order;
    await sleep(10);
  }
}

describe("an exchange that finds orders in lists, and acknowledges them with their id alone", () => {
  test("fills a market order, and tells its trades", async () => {
    const placed = await exchange.placeMarketOrder({
      ...buy,
      clientOrderId: LONG,
    });
    expect(placed.orderId).toBe("O1001-KRAKE-NVENUE");
    expect(await ended(LONG)).toMatchObject({
      clientOrderId: LONG,
      status: "filled",
      fills: [{ price: 101, quantity: 1, fee: 0.101, liquidity: "taker" }],
    });
    expect(fills).toHaveLength(1);
    expect((await exchange.position(btc)).quantity).toBe(3);
    const [sent] = venue.placed;
    expect(sent?.get("cl_ord_id")).toMatch(/^[0-9a-f]{8}(-[0-9a-f]+){4}$/);
    const deadline = Date.parse(sent?.get("deadline") ?? "") - Date.now();
    expect(deadline).toBeGreaterThan(0);
    expect(deadline).toBeLessThanOrEqual(60_000);
  });

  test("tells of the fills of what rests, and takes back what is left", async () => {
    const order = { ...buy, price: 90, clientOrderId: "m-1-1" };
    await exchange.placeLimitOrder(order);
    await exchange.placeLimitOrder({ ...order, clientOrderId: LONG });
    venue.market.trade("BTCUSDT", "SELL", 90, 0.25);
    while (fills.length === 0) await sleep(10);
    expect(fills).toMatchObject([{ clientOrderId: "m-1-1", quantity: 0.25 }]);
    expect(await exchange.cancelOrder(btc, "m-1-1")).toMatchObject({
      status: "cancelled",
      fills: [{ quantity: 0.25 }],
    });
    expect((await exchange.cancelOrder(btc, LONG)).fills).toEqual([]);
  });

  test("what is not answered is unknown, and another process finds it", async () => {
    venue.silent = 2;
    const ids = ["m-1-1", LONG];
    const placing = await Promise.allSettled([
      exchange.placeMarketOrder({ ...buy, clientOrderId: "m-1-1" }),
      exchange.placeLimitOrder({ ...buy, clientOrderId: LONG, price: 90 }),
    ]);
    for (const each of placing) {
      expect(each).toMatchObject({ status: "rejected" });
      expect("reason" in each && each.reason).not.toBeInstanceOf(Rejected);
    }
    await exchange.close();
    exchange = await open();
    const found = await Promise.all(
      ids.map((id) => exchange.orderStatus(btc, id)),
    );
    expect(found.map((each) => each?.status)).toEqual(["filled", "new"]);
    expect(await exchange.orderStatus(btc, "m-9-9")).toBe(null);
    await exchange.cancelOrder(btc, LONG);
    expect(venue.market.orders).toHaveLength(2);
  });

  test("what is refused is refused, and what is unknown to it is", async () => {
    await expect(
      exchange.placeMarketOrder({
        ...buy,
        quantity: 3,
        side: "sell",
        clientOrderId: LONG,
      }),
    ).rejects.toMatchObject({ code: "INSUFFICIENT_FUNDS" });
    await expect(exchange.cancelOrder(btc, LONG)).rejects.toMatchObject({
      code: "UNKNOWN_ORDER",
    });
    const order = { ...buy, price: 90, clientOrderId: "m-1-1" };
    await exchange.placeLimitOrder(order);
    venue.market.trade("BTCUSDT", "SELL", 90, 1);
    expect(await exchange.cancelOrder(btc, "m-1-1")).toMatchObject({
      status: "filled",
    });
  });
});
