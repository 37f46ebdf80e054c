import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Rejected } from "../../runtime/errors.ts";
import type { Fill, Order } from "../../runtime/exchange/order.ts";
import { KeeperDesk } from "./keeper/keeper-desk.ts";
import type { Scene } from "./scene.ts";

/** What every exchange must do that a strategy trades through, whatever is behind it. */
export function conformance(name: string, open: () => Promise<Scene>): void {
  describe(`conformance of ${name}`, () => {
    let scene: Scene;
    let heard: (Fill | Order)[];

    beforeEach(async () => {
      scene = await open();
      await scene.quote(100, 5, 101, 5);
      heard = [];
      scene.exchange.onFill((fill) => heard.push(fill));
      scene.exchange.onOrder((order) => heard.push(order));
    });

    afterEach(() => scene.close());

    const place = (
      clientOrderId: string,
      quantity = 1,
      side = "buy" as const,
    ) =>
      scene.during(
        scene.exchange.placeMarketOrder({
          clientOrderId,
          instrument: scene.instrument,
          side,
          quantity,
        }),
      );
    const rest = (clientOrderId: string, price = 90, quantity = 1) =>
      scene.during(
        scene.exchange.placeLimitOrder({
          clientOrderId,
          instrument: scene.instrument,
          side: "buy",
          price,
          quantity,
        }),
      );
    const cancel = (clientOrderId: string) =>
      scene.during(scene.exchange.cancelOrder(scene.instrument, clientOrderId));
    const status = (clientOrderId: string) =>
      scene.during(scene.exchange.orderStatus(scene.instrument, clientOrderId));
    const position = async () =>
      (await scene.during(scene.exchange.position(scene.instrument))).quantity;
    const fills = () => heard.filter((each) => "tradeId" in each);
    const orders = () => heard.filter((each) => "status" in each);
    const lastStatus = () => orders().at(-1)?.status;

    /** What was heard is each trade once, and each order's change after its fills. */
    const expectOrderly = () => {
      const ids = fills().map(({ tradeId }) => tradeId);
      expect(new Set(ids).size).toBe(ids.length);
      const known = new Set<string>();
      for (const each of heard)
        if ("tradeId" in each) known.add(each.tradeId);
        else
          for (const { tradeId } of each.fills)
            expect(known).toContain(tradeId);
    };

    test("quotes what others offer, and refuses to where they offer nothing", async () => {
      const { exchange, instrument } = scene;
      const quote = await scene.during(exchange.marketPrice(instrument));
      const { bid, bidSize, ask, askSize } = quote;
      expect([bid, bidSize, ask, askSize]).toEqual([100, 5, 101, 5]);
    });

    test("fills a market order, and tells of it once, the fills first", async () => {
      const before = await position();
      const order = await place("m-1-1", 2);
      expect(order).toMatchObject({
        clientOrderId: "m-1-1",
        side: "buy",
        type: { kind: "market" },
        quantity: 2,
        status: "filled",
      });
      expect(order.fills).toMatchObject([
        {
          clientOrderId: "m-1-1",
          price: 101,
          quantity: 2,
          fee: 0.202,
          liquidity: "taker",
        },
      ]);
      await scene.until(() => lastStatus() === "filled");
      expectOrderly();
      expect(fills()).toEqual(order.fills);
      expect((await position()) - before).toBe(2);
      expect(await status("m-1-1")).toMatchObject({
        status: "filled",
        fills: order.fills,
      });
    });

    test("ends a market order that finds too little, with what it found", async () => {
      await scene.quote(100, 5, 101, 0.5);
      const order = await place("m-1-1", 2);
      expect(order.status).toBe("expired");
      expect(order.fills).toMatchObject([{ quantity: 0.5 }]);
      await scene.until(() => lastStatus() === "expired");
      expectOrderly();
      expect(scene.held()).toBe(0.5);
    });

    test("lets a limit order rest, fills it in parts, and takes back what is left", async () => {
      const order = await rest("m-1-1");
      expect(order).toMatchObject({
        status: "new",
        fills: [],
        type: { kind: "limit", price: 90 },
      });
      await scene.quote(89, 1, 101, 5);
      await scene.trade("sell", 90, 0.25);
      await scene.until(() => fills().length === 1);
      await scene.trade("sell", 90, 0.5);
      await scene.until(() => fills().length === 2);
      expect(await status("m-1-1")).toMatchObject({
        status: "partially-filled",
      });
      const cancelled = await cancel("m-1-1");
      expect(cancelled.status).toBe("cancelled");
      expect(cancelled.fills).toMatchObject([
        { price: 90, quantity: 0.25, liquidity: "maker" },
        { price: 90, quantity: 0.5, liquidity: "maker" },
      ]);
      await scene.until(() => lastStatus() === "cancelled");
      expectOrderly();
      expect(scene.held()).toBe(0.75);
      expect(scene.working()).toBe(0);
      expect((await cancel("m-1-1")).status).toBe("cancelled");
    });

    test("a cancellation that the fill has overtaken resolves to the filled order", async () => {
      await rest("m-1-1");
      await scene.quote(79, 1, 80, 5);
      const order = await cancel("m-1-1");
      expect(order.status).toBe("filled");
      expect(order.fills).toMatchObject([{ quantity: 1 }]);
    });

    test("knows nothing of an order that nobody placed", async () => {
      expect(await status("m-9-9")).toBe(null);
      await expect(cancel("m-9-9")).rejects.toMatchObject({
        name: "Rejected",
        code: "UNKNOWN_ORDER",
      });
    });

    test("the same id again is the same order", async () => {
      const first = await place("m-1-1");
      const again = await place("m-1-1");
      expect(again.orderId).toBe(first.orderId);
      const resting = await rest("m-1-2");
      expect((await rest("m-1-2")).orderId).toBe(resting.orderId);
      expect(scene.held()).toBe(1);
      expect(scene.working()).toBe(1);
    });

    test("refuses an order that would take where it must not", async () => {
      const { exchange, instrument } = scene;
      const order = { instrument, side: "buy", quantity: 1 } as const;
      await expect(
        scene.during(
          exchange.placeLimitOrder({
            ...order,
            clientOrderId: "m-1-1",
            price: 105,
            postOnly: true,
          }),
        ),
      ).rejects.toMatchObject({ code: "WOULD_TAKE" });
      expect(scene.held()).toBe(0);
    });

    test("what is refused is Rejected, and nothing of it happens", async () => {
      scene.befall("place", "refused");
      const refused = place("m-1-1");
      await expect(
        refused.then((order) => order.status),
      ).rejects.toBeInstanceOf(Rejected);
      expect((await status("m-1-1"))?.status ?? "rejected").toBe("rejected");
      expect([scene.held(), fills()]).toEqual([0, []]);
      expect((await place("m-1-1.2")).status).toBe("filled");
    });

    test("what is not answered is not Rejected: asked for, it is there, and told once", async () => {
      scene.befall("place", "unanswered");
      await expect(place("m-1-1")).rejects.not.toBeInstanceOf(Rejected);
      const order = await status("m-1-1");
      expect(order).toMatchObject({ status: "filled", quantity: 1 });
      await scene.until(() => fills().length > 0);
      expectOrderly();
      expect(fills()).toEqual(order?.fills);
      expect(scene.held()).toBe(1);
    });

    test("what was lost is not Rejected: asked for, it is not there", async () => {
      scene.befall("place", "lost");
      await expect(place("m-1-1")).rejects.not.toBeInstanceOf(Rejected);
      expect(await status("m-1-1")).toBe(null);
      expect(scene.held()).toBe(0);
    });

    test("a cancellation that is not answered has happened", async () => {
      await rest("m-1-1");
      scene.befall("cancel", "unanswered");
      await expect(cancel("m-1-1")).rejects.not.toBeInstanceOf(Rejected);
      expect(await status("m-1-1")).toMatchObject({ status: "cancelled" });
    });

    test("another process finds what the one before placed, and what became of it", async () => {
      const long = "a-machine-with-a-name-that-is-rather-long-12-0";
      await place("m-1-1");
      await rest(long);
      await scene.restart();
      scene.exchange.onFill((fill) => heard.push(fill));
      expect(await status("m-1-1")).toMatchObject({
        status: "filled",
        fills: [{ price: 101, quantity: 1, fee: 0.101 }],
      });
      expect(await status(long)).toMatchObject({
        clientOrderId: long,
        status: "new",
        type: { kind: "limit", price: 90 },
      });
      await scene.quote(89, 1, 101, 5);
      await scene.trade("sell", 90, 0.5);
      await scene.until(() =>
        fills().some((each) => each.clientOrderId === long),
      );
      expect((await cancel(long)).fills).toMatchObject([{ quantity: 0.5 }]);
    });
  });
}

/** A machine that was generated, with an activity of each effect word, on such an exchange. */
export function conformanceOfMachines(
  name: string,
  open: () => Promise<Scene>,
): void {
  describe(`a machine on ${name}`, () => {
    let scene: Scene;

    beforeEach(async () => {
      scene = await open();
      await scene.quote(100, 5, 101, 5);
    });

    afterEach(() => scene.close());

    test("ends flat, by its own books and by the venue's", async () => {
      const desk = new KeeperDesk(scene);
      await scene.until(() => desk.machine.matches("HOLDING"));
      expect(desk.outputs).toMatchObject([
        { name: "BOUGHT", payload: { price: 101, quantity: 1 } },
      ]);
      await scene.quote(89, 5, 101, 5);
      await scene.trade("sell", 90, 0.5);
      await scene.until(() => desk.held === 1.5);
      desk.machine.send("LEAVE");
      await scene.until(() => desk.machine.isCompleted);
      expect([scene.held(), desk.held, scene.working()]).toEqual([0, 0, 0]);
      expect(desk.machine.ledger?.unsettled()).toEqual([]);
      expect(desk.machine.ledger?.incidents).toEqual([]);
    });

    test.each(["unanswered", "late", "lost"] as const)(
      "places once what is %s",
      async (trouble) => {
        scene.befall("place", trouble);
        const desk = new KeeperDesk(scene);
        await scene.until(() => desk.machine.matches("HOLDING"));
        expect([scene.held(), desk.held, scene.working()]).toEqual([1, 1, 1]);
        desk.machine.send("LEAVE");
        await scene.until(() => desk.machine.isCompleted);
        expect([scene.held(), desk.held, scene.working()]).toEqual([0, 0, 0]);
      },
    );

    test.each(["unanswered", "late"] as const)(
      "that ends in the middle of an order that is %s goes on from what became of it",
      async (trouble) => {
        scene.befall("place", trouble);
        const desk = new KeeperDesk(scene);
        await scene.until(() => desk.machine.ledger?.unsettled().length === 1);
        await desk.restart();
        await scene.until(() => desk.machine.matches("HOLDING"));
        expect([scene.held(), desk.held, scene.working()]).toEqual([1, 1, 1]);
        await desk.restart();
        desk.machine.send("LEAVE");
        await scene.until(() => desk.machine.isCompleted);
        expect([scene.held(), desk.held, scene.working()]).toEqual([0, 0, 0]);
      },
    );

    test("that is refused says why, and holds nothing", async () => {
      // As often as it tries.
      for (let attempt = 1; attempt <= 4; attempt += 1)
        scene.befall("place", "refused");
      const desk = new KeeperDesk(scene);
      await scene.until(() => desk.machine.isCompleted);
      expect(desk.outputs).toMatchObject([{ name: "REFUSED" }]);
      expect([scene.held(), desk.held]).toEqual([0, 0]);
    });
  });
}
