import { describe, test } from "vitest";
import type { Fault, PaperOperation, ScriptedFault, Side } from "@fsmc/runtime";
import type { MarketMakingState } from "../../generated/market-making.ts";
import { faulty, placesFail, refused, requestsFail } from "./faults.ts";
import {
  BP,
  MID,
  MarketMakingDesk,
  overlapping,
} from "./market-making-desk.ts";

// The requests to place an order: 1 is the bid, 2 the ask. The requests to cancel follow the same order.

const lost: Fault = { kind: "request-lost" };
const unanswered: Fault = { kind: "answer-lost" };
/** Just before the request is void. */
const slow: Fault = { kind: "delayed", delay: 900 };
const tooSlow: Fault = { kind: "delayed", delay: 2_500 };

describe.for<Side>(["buy", "sell"])(
  "a fill between the cancel and its acknowledgement (%s)",
  (side) => {
    const sign = side === "buy" ? 1 : -1;

    test.for([
      ["all of it", 1, 0.02],
      ["a part of it", 0.005, 0.005],
    ] as const)("%s", async ([, size, filled], { expect }) => {
      const desk = new MarketMakingDesk(
        {},
        faulty(requestsFail("cancel", 1, 2, slow)),
      );
      await desk.quoting();
      await desk.quiet(1_000);
      desk.at(MID + sign * 2 * BP);
      await desk.until("ADJUSTING_SPREADS");
      await desk.clock.advance(200);
      await desk.trade(side, size);
      expect(desk.machine.matches("ADJUSTING_SPREADS")).toBe(false);
      await desk.quiet(10_000);
      expect(desk.machine.matches("MONITORING_ORDERS")).toBe(true);
      expect(desk.machine.context.inventory).toBe(sign * filled);
      expect(await desk.account()).toBe(sign * filled);
      expect(overlapping(desk.orders)).toEqual([]);
      expect(desk.working("buy")).not.toBeNull();
      expect(desk.working("sell")).not.toBeNull();
      desk.machine.send("STOP");
      await desk.until("COMPLETED");
      expect(await desk.account()).toBe(0);
    });
  },
);

describe("a request that goes wrong", () => {
  const ways: readonly (readonly [string, PaperOperation, Fault])[] = [
    ["an order is refused", "place", refused],
    ["an order is lost", "place", lost],
    ["an order's answer is lost", "place", unanswered],
    ["an order comes late", "place", slow],
    ["an order comes when it is void", "place", tooSlow],
    ["a cancel is refused", "cancel", refused],
    ["a cancel is lost", "cancel", lost],
    ["a cancel's answer is lost", "cancel", unanswered],
    ["a cancel comes late", "cancel", slow],
    ["a cancel comes when it is void", "cancel", tooSlow],
  ];

  test.for(ways)(
    "%s: both sides are quoted again, none of them twice",
    async ([, operation, fault], { expect }) => {
      for (const nth of [1, 2, 3]) {
        const script = requestsFail(operation, nth, nth, fault);
        const desk = new MarketMakingDesk({}, faulty(script));
        await desk.quoting();
        for (const step of [2, 4, 2, 0]) {
          desk.at(MID + step * BP);
          await desk.quiet(8_000);
        }
        await desk.quiet(10_000);
        expect(desk.machine.state).toBe("MAKING");
        expect(desk.working("buy")).not.toBeNull();
        expect(desk.working("sell")).not.toBeNull();
        expect(overlapping(desk.orders)).toEqual([]);
        expect(desk.machine.context.inventory).toBe(await desk.account());
        desk.machine.send("STOP");
        await desk.until("COMPLETED", "CANCELLED");
        expect(await desk.account()).toBe(0);
      }
    },
  );

  test("a side that is refused rests, and the other goes on", async ({
    expect,
  }) => {
    const desk = new MarketMakingDesk({}, faulty(placesFail(1, 1, refused)));
    await desk.quoting();
    expect(desk.machine.matches("BID_RESTING")).toBe(true);
    expect(desk.working("sell")).not.toBeNull();
    await desk.quiet(7_000);
    expect(desk.working("buy")).not.toBeNull();
  });

  test("a venue that refuses everything leads to ERROR, and out of it flat", async ({
    expect,
  }) => {
    const desk = new MarketMakingDesk({}, faulty(placesFail(1, 99, refused)));
    await desk.quoting();
    await desk.quiet(20_000);
    expect(desk.machine.state).toBe("ERROR");
    await desk.quiet(70_000);
    expect(desk.machine.state).toBe("CANCELLED");
  });

  test("a position that cannot be closed is told, and closed when it can be", async ({
    expect,
  }) => {
    const desk = new MarketMakingDesk({}, faulty(placesFail(3, 11, refused)));
    await desk.quoting();
    await desk.trade("buy");
    desk.machine.send("STOP");
    await desk.until("ERROR");
    expect(await desk.account()).toBe(0.02);
    expect(desk.machine.ledger?.holdings()).toMatchObject([{ quantity: 0.02 }]);
    expect(desk.outputs.at(-1)).toMatchObject({ name: "STUCK" });
    await desk.until("COMPLETED");
    expect(await desk.account()).toBe(0);
  });

  test("what the account holds beyond the books is not passed over", async ({
    expect,
  }) => {
    const desk = new MarketMakingDesk();
    await desk.quoting();
    await desk.trade("buy");
    const [{ instrument } = {}] = desk.fills;
    if (instrument === undefined) throw new Error("nothing was filled");
    const stranger = { clientOrderId: "stranger", quantity: 0.005 } as const;
    void desk.exchange.placeMarketOrder({
      ...stranger,
      instrument,
      side: "buy",
    });
    await desk.quiet(1_000);
    desk.machine.send("STOP");
    await desk.until("ERROR");
    expect(desk.outputs.at(-1)?.payload).toMatchObject({
      reason: expect.stringContaining("the account has 0.005"),
    });
  });
});

describe("an emergency exit", () => {
  const inventory = async (desk: MarketMakingDesk) => {
    await desk.quoting();
    await desk.trade("buy");
    await desk.quiet(2_000);
  };
  const placing = async (desk: MarketMakingDesk) => {
    desk.calm();
    await desk.clock.advance(0);
    desk.calm();
    await desk.clock.advance(0);
  };
  const adjusting = async (desk: MarketMakingDesk) => {
    await inventory(desk);
    desk.at(MID + 2 * BP);
    await desk.clock.advance(0);
  };
  const filled = async (desk: MarketMakingDesk) => {
    await desk.quoting();
    await desk.trade("buy");
  };
  const overloaded = async (desk: MarketMakingDesk) => {
    await desk.quoting();
    for (let fills = 1; fills <= 3; fills += 1) {
      await desk.trade("buy");
      if (fills < 3) await desk.quiet(2_000);
    }
  };
  const suspended = async (
    desk: MarketMakingDesk,
    state: MarketMakingState,
  ) => {
    await inventory(desk);
    desk.machine.send("SUSPEND");
    await desk.until(state);
  };
  const stopped = async (desk: MarketMakingDesk, state: MarketMakingState) => {
    await inventory(desk);
    desk.machine.send("STOP");
    await desk.until(state);
  };

  test.for<
    readonly [
      MarketMakingState,
      readonly ScriptedFault[],
      (desk: MarketMakingDesk) => Promise<void>,
    ]
  >([
    ["PLACING_ORDERS", [], placing],
    ["MONITORING_ORDERS", [], inventory],
    ["ADJUSTING_SPREADS", [], adjusting],
    ["ORDER_FILLED", [], filled],
    ["BID_RESTING", placesFail(1, 1, refused), (desk) => desk.quoting()],
    [
      "PULLING_QUOTES",
      [],
      (desk) => desk.quoting().then(() => desk.until("PULLING_QUOTES")),
    ],
    ["INVENTORY_MANAGEMENT", [], overloaded],
    ["SUSPENDING", [], (desk) => suspended(desk, "SUSPENDING")],
    ["SUSPENDED", [], (desk) => suspended(desk, "SUSPENDED")],
    ["FLATTENING", [], (desk) => stopped(desk, "FLATTENING")],
    [
      "ERROR",
      requestsFail("place", 5, 13, refused),
      (desk) => stopped(desk, "ERROR"),
    ],
  ])("leads from %s to flat", async ([state, script, bring], { expect }) => {
    const desk = new MarketMakingDesk({}, faulty(script));
    await bring(desk);
    expect(desk.machine.matches(state)).toBe(true);
    desk.machine.send("EMERGENCY_EXIT");
    await desk.until("COMPLETED", "CANCELLED");
    await desk.quiet(10_000);
    expect(await desk.account()).toBe(0);
    expect([desk.working("buy"), desk.working("sell")]).toEqual([null, null]);
    expect(desk.machine.ledger?.unsettled()).toEqual([]);
  });
});
