import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Rejected } from "../../../runtime/errors.ts";
import { RateLimitedError } from "../../../runtime/exchange/ccxt/index.ts";
import type { Fill, Order } from "../../../runtime/exchange/order.ts";
import { btc, VenueScene } from "./venue-scene.ts";
import type { AnswerFault } from "./venue/faults.ts";

const fail = (status: number): AnswerFault => ({ do: "fail", status });
const failAfter = (status: number): AnswerFault => ({
  do: "fail-after",
  status,
});
const change = (field: string, value: string | null): AnswerFault => ({
  do: "change",
  fields: { [field]: value },
});
const refuse = (
  status: number,
  code: number,
  message: string,
): AnswerFault => ({ do: "refuse", status, code, message });

let scene: VenueScene;
let fills: Fill[];
let count = 0;

beforeAll(async () => {
  scene = await VenueScene.open();
  await scene.quote(100, 1_000, 101, 1_000);
  fills = [];
  scene.exchange.onFill((fill) => fills.push(fill));
});

afterAll(() => scene.close());

function buy(clientOrderId: string, quantity = 1): Promise<Order> {
  const order = { instrument: btc, side: "buy", quantity } as const;
  return scene.exchange.placeMarketOrder({ ...order, clientOrderId });
}

/** What was told of an order, and what the venue has of it. */
function toldAndTrue(clientOrderId: string) {
  const told = fills.filter((each) => each.clientOrderId === clientOrderId);
  const order = scene.venue.market.orders.find(
    (each) => each.clientOrderId === clientOrderId,
  );
  return {
    told: told.map(({ tradeId, quantity }) => [tradeId, quantity]),
    true: (order?.trades ?? []).map(({ id, quantity }) => [
      String(id),
      quantity,
    ]),
  };
}

describe("an order is refused, for certain, when the venue", () => {
  test.each([
    [
      "has not enough",
      refuse(
        400,
        -2010,
        "Account has insufficient balance for requested action.",
      ),
      "INSUFFICIENT_FUNDS",
    ],
    [
      "does not take it",
      refuse(400, -1013, "Filter failure: NOTIONAL"),
      "BAD_REQUEST",
    ],
    [
      "does not know the symbol",
      refuse(400, -1121, "Invalid symbol."),
      "BAD_SYMBOL",
    ],
    [
      "does not know the key",
      refuse(401, -2014, "API-key format invalid."),
      "AUTHENTICATION",
    ],
    [
      "cannot check the signature",
      refuse(400, -1022, "Signature for this request is not valid."),
      "AUTHENTICATION",
    ],
    [
      "finds the time stamp too old",
      refuse(
        400,
        -1021,
        "Timestamp for this request is outside of the recvWindow.",
      ),
      "CLOCK_SKEW",
    ],
  ])("%s", async (_, fault, code) => {
    const id = `refused-${(count += 1)}`;
    scene.venue.answers.plan("place", fault);
    await expect(buy(id)).rejects.toMatchObject({ name: "Rejected", code });
    expect(toldAndTrue(id)).toEqual({ told: [], true: [] });
  });

  test("takes no more requests: it is left alone as long as it says", async () => {
    scene.venue.answers.plan("place", { do: "limit", retryAfter: 1 });
    const refused = await buy("limited-1").catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RateLimitedError);
    expect(refused).toMatchObject({ code: "RATE_LIMITED", retryAfter: 1_000 });
    const asked = scene.venue.requests.length;
    await expect(buy("limited-2")).rejects.toBeInstanceOf(RateLimitedError);
    expect(scene.venue.requests.length).toBe(asked);
    const end = scene.clock.now() + 1_100;
    await scene.until(() => scene.clock.now() > end);
    expect((await buy("limited-3")).status).toBe("filled");
  });
});

describe("it is unknown what became of an order when the answer is", () => {
  test.each([
    ["none", { do: "silence" } as const, true],
    ["none, and nothing came", { do: "lose" } as const, false],
    ["a cut connection", { do: "cut" } as const, true],
    ["status 502 after it was taken", failAfter(502), true],
    ["status 503 before", fail(503), false],
    ["status 504 after it was taken", failAfter(504), true],
    ["status 500 before", fail(500), false],
    ["half of one", { do: "truncate" } as const, true],
    [
      "that the venue does not know itself",
      refuse(
        503,
        -1007,
        "Timeout waiting for response from backend server. Send status unknown; execution status unknown.",
      ),
      false,
    ],
    [
      "that the message bus failed",
      refuse(
        400,
        -1006,
        "An unexpected response was received from the message bus. Execution status unknown.",
      ),
      false,
    ],
    ["a code that nobody knows", refuse(400, -9999, "Something else."), false],
    ["without the order's id", change("orderId", null), true],
    ["with NaN of it filled", change("executedQty", "NaN"), true],
    [
      "with less than nothing of it filled",
      change("executedQty", "-1.0"),
      true,
    ],
    [
      "with more of it filled than there is",
      change("executedQty", "7.0"),
      true,
    ],
    ["of the other side", change("side", "SELL"), true],
    ["of a status that there is not", change("status", "WHATEVER"), true],
  ])("%s", async (_, fault, isCarriedOut) => {
    const id = `unknown-${(count += 1)}`;
    const problems = scene.exchange.problems().length;
    scene.venue.answers.plan("place", fault);
    const error = await buy(id).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(Rejected);
    expect(scene.exchange.problems().length).toBeGreaterThan(problems);
    const order = await scene.exchange.orderStatus(btc, id);
    expect(order?.status ?? null).toBe(isCarriedOut ? "filled" : null);
    await scene.until(
      () => toldAndTrue(id).told.length === (isCarriedOut ? 1 : 0),
    );
    const { told, true: truth } = toldAndTrue(id);
    expect(told).toEqual(truth);
  });

  test.each([
    ["without what was filled", change("executedQty", null)],
    ["without its status", change("status", null)],
    ["without its trades", change("fills", null)],
  ])("but not where the rest tells: %s", async (_, fault) => {
    const id = `scarce-${(count += 1)}`;
    scene.venue.answers.plan("place", fault);
    await buy(id);
    await scene.until(() => toldAndTrue(id).told.length > 0);
    const { told, true: truth } = toldAndTrue(id);
    expect(told).toEqual(truth);
    expect(await scene.exchange.orderStatus(btc, id)).toMatchObject({
      status: "filled",
    });
  });
});

describe("what else an answer may lack", () => {
  test("a question that is refused once an order is out does not make that refused", async () => {
    const { answers, events } = scene.venue;
    events.plan("stream", { do: "drop" }, { count: 100 });
    for (const on of ["place", "cancel"] as const) {
      const id = `asking-${on}`;
      const resting = { instrument: btc, side: "buy", quantity: 1 } as const;
      if (on === "cancel")
        await scene.exchange.placeLimitOrder({
          ...resting,
          clientOrderId: id,
          price: 90,
        });
      answers.plan(on, {
        do: "change",
        fields: { fills: null, executedQty: null },
      });
      answers.plan("trades", { do: "limit", retryAfter: 0.2 });
      answers.plan("status", { do: "limit", retryAfter: 0.2 });
      const sending =
        on === "place" ? buy(id) : scene.exchange.cancelOrder(btc, id);
      const error = await sending.catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(Error);
      expect(error).not.toBeInstanceOf(Rejected);
      answers.clear();
      const end = scene.clock.now() + 300;
      await scene.until(() => scene.clock.now() > end);
      expect(await scene.exchange.orderStatus(btc, id)).toMatchObject({
        status: on === "place" ? "filled" : "cancelled",
      });
    }
    events.clear();
  });

  test("no end of an order is told before its trades are there", async () => {
    const { exchange, venue } = scene;
    const order = { instrument: btc, side: "buy", quantity: 1 } as const;
    await exchange.placeLimitOrder({
      ...order,
      clientOrderId: "ending-1",
      price: 90,
    });
    venue.events.plan("stream", { do: "drop" }, { count: 10 });
    venue.market.trade("BTCUSDT", "SELL", 90, 0.25);
    // The cancellation says that nothing was filled, and the list of trades is late.
    venue.answers.plan("cancel", change("executedQty", null));
    venue.answers.plan("trades", fail(503));
    await exchange.cancelOrder(btc, "ending-1").catch(() => null);
    const cancelled = await exchange.cancelOrder(btc, "ending-1");
    venue.events.clear();
    expect(cancelled).toMatchObject({
      status: "cancelled",
      fills: [{ quantity: 0.25 }],
    });
  });

  test.each([
    ["NaN", "NaN"],
    ["less than nothing", "-3.00000000"],
    ["none", null],
  ])("a balance of %s is no balance", async (_, free) => {
    const { answers } = scene.venue;
    answers.plan("account", { do: "change-first", fields: { free } });
    await expect(
      scene.exchange.account("binance", "USDT"),
    ).rejects.not.toBeInstanceOf(Rejected);
  });

  test("an account without balances is no position", async () => {
    scene.venue.answers.plan("account", change("balances", null));
    await expect(scene.exchange.position(btc)).rejects.not.toBeInstanceOf(
      Rejected,
    );
  });
});

describe("an order is not sent, for certain, that", () => {
  test.each([
    ["is less than the venue takes", 0.000001, 100],
    ["is worth less than the venue takes", 0.001, 100],
    ["is more than the venue takes", 9_001, 100],
    ["has no price", 1, Number.NaN],
  ])("%s", async (_, quantity, price) => {
    const asked = scene.venue.requests.length;
    await expect(
      scene.exchange.placeLimitOrder({
        clientOrderId: `unsent-${(count += 1)}`,
        instrument: btc,
        side: "buy",
        quantity,
        price,
      }),
    ).rejects.toMatchObject({ name: "Rejected", code: "INVALID_ORDER" });
    expect(scene.venue.requests.length).toBe(asked);
  });

  test("and what is finer than the venue's steps is rounded, the quantity down and the price to no worse", async () => {
    const order = {
      instrument: btc,
      quantity: 0.1 + 0.2 + 0.000009,
      price: 90.126,
    };
    const placed = await scene.exchange.placeLimitOrder({
      ...order,
      side: "buy",
      clientOrderId: "rounded-1",
    });
    expect(placed).toMatchObject({ quantity: 0.3, type: { price: 90.12 } });
    await scene.exchange.cancelOrder(btc, "rounded-1");
    const sale = await scene.exchange.placeLimitOrder({
      ...order,
      side: "sell",
      price: 190.121,
      clientOrderId: "rounded-2",
    });
    expect(sale).toMatchObject({ quantity: 0.3, type: { price: 190.13 } });
    await scene.exchange.cancelOrder(btc, "rounded-2");
  });
});

test("an order that is sent twice at once, or again before it is known what became of it, is one", async () => {
  const [one, other] = await Promise.all([buy("twice-1"), buy("twice-1")]);
  expect(other.orderId).toBe(one.orderId);
  scene.venue.answers.plan("place", { do: "delay", delay: 1_400 });
  await expect(buy("twice-2")).rejects.not.toBeInstanceOf(Rejected);
  expect((await buy("twice-2")).status).toBe("filled");
  const ids = scene.venue.market.orders.map((each) => each.clientOrderId);
  expect(ids.filter((id) => id.startsWith("twice"))).toEqual([
    "twice-1",
    "twice-2",
  ]);
});

test("a fee that is taken in the coin is told in the currency, and that the account has less is told once", async () => {
  scene.venue.market.feesInCoin = true;
  const [first, second] = [await buy("coin-1"), await buy("coin-2")];
  scene.venue.market.feesInCoin = false;
  expect([first.fills[0]?.fee, second.fills[0]?.fee]).toEqual([0.101, 0.101]);
  const told = scene.exchange
    .problems()
    .filter(({ message }) => message.includes("takes its fee in BTC"));
  expect(told).toHaveLength(1);
});

test("a venue whose clock goes wrong is asked for it again", async () => {
  scene.venue.skew = 60_000;
  const refused = await buy("skewed-1").catch((error: unknown) => error);
  expect(refused).toMatchObject({ name: "Rejected", code: "CLOCK_SKEW" });
  let order: Order | null = null;
  while (order === null)
    order = await buy(`skewed-${(count += 1)}`).catch(() => null);
  expect(order.status).toBe("filled");
  scene.venue.skew = 0;
});
