import { expect, test } from "vitest";
import { spot } from "../market/instruments.ts";
import { buyer, Floor, REVIVALS } from "./floor.ts";

/** At 101 each. */
const FOR_THREE = { exposure: { USDT: 310 } };

async function bought(floor: Floor, ...ids: readonly string[]) {
  for (const id of ids) floor.buyer(id).send("GO");
  await floor.advance();
  return floor.supervisor.machines.map(({ state }) => state);
}

test("what all may have open is shared, and who gets nothing has made no error", async () => {
  const floor = new Floor({ budget: FOR_THREE });
  expect(await bought(floor, "a", "b", "c", "d")).toEqual([
    "HOLDING",
    "HOLDING",
    "HOLDING",
    "WAITING",
  ]);
  const refused = floor.supervisor.machine("d");
  expect(refused?.context).toMatchObject({ refusals: 1, why: "BUDGET" });
  expect([refused?.errorCount, refused?.lastError]).toEqual([0, null]);
  expect(refused?.ledger?.unsettled()).toEqual([]);
  expect(refused?.ledger?.summary().ordersPlaced).toBe(0);
  expect(floor.supervisor.budget).toMatchObject({
    exposure: [{ name: "USDT", used: 303, limit: 310 }],
    refusals: { exposure: 1 },
  });
});

test("what is flat again is free for others", async () => {
  const floor = new Floor({ budget: FOR_THREE });
  await bought(floor, "a", "b", "c");
  floor.supervisor.machine("b")?.send("CLOSE");
  await floor.advance();
  expect(floor.supervisor.budget?.exposure).toMatchObject([{ used: 202 }]);
  expect(await bought(floor, "d")).toEqual([
    "HOLDING",
    "WAITING",
    "HOLDING",
    "HOLDING",
  ]);
});

test("closing is never held up, nor what makes a position smaller", async () => {
  const floor = new Floor({
    budget: { exposure: { USDT: 101 }, orders: { perSecond: 1 } },
  });
  await bought(floor, "a", "b");
  const holder = floor.supervisor.machine("a");
  holder?.send("CLOSE");
  await floor.advance();
  expect(holder?.state).toBe("WAITING");
  expect(holder?.ledger?.isFlat()).toBe(true);
});

test("orders at the same time do not get past it together", async () => {
  const floor = new Floor({ budget: FOR_THREE });
  const ids = Array.from({ length: 40 }, (_, index) => `b${index}`);
  const states = await bought(floor, ...ids);
  expect(states.filter((state) => state === "HOLDING")).toHaveLength(3);
  const held = floor.supervisor.machines.flatMap(
    (machine) => machine.ledger?.holdings() ?? [],
  );
  expect(held).toHaveLength(3);
});

test("an order that works counts by its price until it is over, on whichever side leads further", async () => {
  const floor = new Floor({ budget: FOR_THREE });
  const quoting = floor.buyer("quoting", 1, {
    async buy(_quantity, { exchange, signal }) {
      if (exchange === null) return 0;
      const order = { instrument: spot, quantity: 2 } as const;
      await exchange.placeLimitOrder({ ...order, side: "buy", price: 90 });
      const sale = { ...order, side: "sell", price: 120 } as const;
      const placed = await exchange.placeLimitOrder(sale);
      await Promise.race([
        exchange.settled(placed),
        new Promise((resolve) => signal.addEventListener("abort", resolve)),
      ]);
      return 0;
    },
  });
  quoting.send("GO");
  await floor.advance();
  // Not both: 2 at 120, since 2 at 90 are less.
  expect(floor.supervisor.budget?.exposure).toMatchObject([{ used: 240 }]);
  expect(await bought(floor, "late")).toEqual(["BUYING", "WAITING"]);
  quoting.send("PANIC");
  await floor.advance(3_000);
  expect(floor.supervisor.budget?.exposure).toMatchObject([{ used: 0 }]);
});

test("a currency without a limit has none to give, and an asset has its own", async () => {
  const other = new Floor({ budget: { exposure: { USD: 1_000 } } });
  expect(await bought(other, "a")).toEqual(["WAITING"]);
  const asset = { assets: { [spot.asset]: 150 } };
  const floor = new Floor({ budget: asset });
  expect(await bought(floor, "a", "b")).toEqual(["HOLDING", "WAITING"]);
});

test("orders per second are shared, in the host's time, and a retry waits for its turn", async () => {
  const floor = new Floor({ budget: { orders: { perSecond: 2, burst: 3 } } });
  const states = await bought(floor, "a", "b", "c", "d", "e");
  expect(states.filter((state) => state === "HOLDING")).toHaveLength(3);
  expect(floor.supervisor.machine("e")?.context).toMatchObject({
    why: "BUDGET",
  });
  await floor.advance(500);
  expect(await bought(floor, "f", "g", "h")).toEqual([
    ...states,
    "HOLDING",
    "HOLDING",
    "WAITING",
  ]);
});

test("after a restart what is held and what may be out still counts", async () => {
  const floor = new Floor({ budget: FOR_THREE });
  await bought(floor, "a", "b");
  floor.buyer("c").send("GO");
  await floor.advance(5);
  floor.crash();
  const later = new Floor({ budget: FOR_THREE, after: floor });
  await later.recover(REVIVALS);
  expect(await bought(later, "d")).toEqual([
    "HOLDING",
    "HOLDING",
    "HOLDING",
    "WAITING",
  ]);
  expect(later.supervisor.budget?.exposure).toMatchObject([{ used: 303 }]);
});

test("an order that the process before left working counts by its price", async () => {
  const budget = { exposure: { USDT: 250 } };
  const floor = new Floor({ budget });
  const quoting = floor.buyer("quoting", 1, {
    async buy(quantity, { exchange, signal }) {
      const order = { instrument: spot, side: "buy", quantity: 2 } as const;
      await exchange?.placeLimitOrder({ ...order, price: 90 });
      await aborted(signal);
      return quantity;
    },
  });
  quoting.send("GO");
  await floor.advance();
  floor.crash();
  const later = new Floor({ budget, after: floor });
  await later.recover({
    Buyer: ({ machine }) => ({
      id: machine,
      callbacks: {
        ...buyer,
        async buy(quantity, { signal }) {
          await aborted(signal);
          return quantity;
        },
      },
    }),
  });
  expect(await bought(later, "late")).toEqual(["BUYING", "WAITING"]);
});

function aborted(signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve) => signal.addEventListener("abort", resolve));
}

test("no price, no order that adds to a position", async () => {
  const floor = new Floor({ budget: FOR_THREE });
  await floor.advance(120_000);
  const blind = floor.buyer("blind");
  blind.send("GO");
  await floor.advance();
  expect(blind.context).toMatchObject({ why: "BUDGET" });
  expect(floor.supervisor.budget?.refusals.price).toBe(1);
});

test("an order after one that is out is refused without claiming that nothing happened", async () => {
  const floor = new Floor({ budget: { exposure: { USDT: 150 } } });
  const greedy = floor.buyer("greedy", 1, {
    async buy(quantity, call) {
      await buyer.buy(quantity, call);
      return buyer.buy(quantity, call);
    },
  });
  greedy.send("GO");
  await floor.advance(100);
  expect(greedy.context.refusals).toBe(0);
  await floor.advance();
  expect(greedy.state).toBe("WAITING");
  expect(greedy.ledger?.isFlat()).toBe(true);
});

test.each([
  [
    { exposure: { USDT: -1 } },
    "budget.exposure.USDT: expected a number from 0 on, got -1",
  ],
  [
    { assets: { btc: NaN } },
    "budget.assets.btc: expected a number from 0 on, got NaN",
  ],
  [
    { orders: { perSecond: 0 } },
    "budget.orders.perSecond: expected a finite number above 0, got 0",
  ],
  [
    { orders: { perSecond: 1, burst: 0.5 } },
    "budget.orders.burst: expected a finite number from 1 on, got 0.5",
  ],
])("a budget that makes no sense is refused: %j", (budget, message) => {
  expect(() => new Floor({ budget })).toThrow(message);
});
