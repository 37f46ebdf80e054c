import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Fill, Order } from "../../../runtime/exchange/order.ts";
import { btc, VenueScene } from "./venue-scene.ts";
import type { StreamFault } from "./venue/faults.ts";
import { BTCUSDT } from "./venue/symbols.ts";

let scene: VenueScene;
let fills: Fill[];
let orders: Order[];

beforeEach(async () => {
  scene = await VenueScene.open();
  await scene.quote(89, 1, 110, 1);
  fills = [];
  orders = [];
  scene.exchange.onFill((fill) => fills.push(fill));
  scene.exchange.onOrder((order) => orders.push(order));
});

afterEach(() => scene.close());

function trades(): readonly string[] {
  return scene.venue.market.trades.map(({ id }) => String(id));
}

describe("fills are told once each, and an order's end after them, when the stream", () => {
  test.each<[string, StreamFault, number]>([
    ["says all of it twice", { do: "duplicate" }, 100],
    ["says one thing after the next", { do: "reorder" }, 3],
    ["says nothing", { do: "drop" }, 100],
    ["breaks", { do: "disconnect" }, 2],
    ["breaks off in the middle of it", { do: "truncate" }, 2],
    ["says NaN", { do: "change", fields: { l: "NaN" } }, 2],
    ["says less than nothing", { do: "change", fields: { l: "-0.5" } }, 2],
    ["says more than was ordered", { do: "change", fields: { l: "5" } }, 2],
    ["does not say which trade", { do: "change", fields: { t: null } }, 2],
    [
      "does not say what of it was filled",
      { do: "change", fields: { z: null } },
      2,
    ],
    ["does not say of which order", { do: "change", fields: { i: null } }, 2],
  ])("%s", async (_, fault, count) => {
    const order = { instrument: btc, side: "buy", quantity: 1 } as const;
    await scene.exchange.placeLimitOrder({
      ...order,
      clientOrderId: "m-1-1",
      price: 100,
    });
    scene.venue.events.plan("stream", fault, { count });
    await scene.trade("sell", 100, 0.25);
    await scene.trade("sell", 100, 0.25);
    await scene.trade("sell", 100, 0.5);
    await scene.until(() => orders.at(-1)?.status === "filled");
    const told = fills.map(({ tradeId }) => tradeId);
    expect(told.toSorted()).toEqual(trades());
    expect(fills.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(1);
    for (const { status, fills: parts } of orders) {
      const sum = parts.reduce((all, { quantity }) => all + quantity, 0);
      expect(status === "filled").toBe(sum === 1);
    }
  });
});

test("a venue that is gone for a while is listened to again", async () => {
  for (const round of [1, 2, 3]) {
    scene.venue.stream.disconnect();
    await scene.until(() => scene.venue.stream.listeners === 0);
    await scene.until(() => scene.venue.stream.listeners === 1);
    const order = { instrument: btc, side: "buy", quantity: 1 } as const;
    await scene.exchange.placeLimitOrder({
      ...order,
      clientOrderId: `m-1-${round}`,
      price: 100,
    });
    await scene.trade("sell", 100, 1);
    await scene.until(() => fills.length === round);
  }
  expect(fills.map(({ tradeId }) => tradeId)).toEqual(trades());
});

test("orders that are placed by hand are told by the ids that they have", async () => {
  const { market } = scene.venue;
  market.place({
    clientOrderId: "web_0815",
    listed: BTCUSDT,
    side: "BUY",
    type: "LIMIT",
    quantity: 1,
    price: 100,
  });
  await scene.trade("sell", 100, 1);
  await scene.until(() => fills.length === 1);
  expect(fills[0]?.clientOrderId).toBe("web_0815");
});
