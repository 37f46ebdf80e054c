/**
 * What a pass does not promise, since it is a callback's word: EXPOSURE.md, section 5. The runtime holds it against the ledger.
 * That an activity can order only what its effect words allow stands in test/exchange/permitted.test.ts.
 */
import { expect, test } from "vitest";
import type { ActivityCall } from "@fsmc/runtime";
import { World } from "../exchange/world.ts";
import { spot } from "../market/instruments.ts";
import { subjectOf, withFolder, type Machine } from "./subject.ts";

const BUY = { instrument: spot, side: "buy", quantity: 1 } as const;
const FAR = 1;

const SPEC = `strategy Trade {
  trigger GO
  trigger FLAT
  emergency trigger EMERGENCY_EXIT
  activity buy() opens
  activity place() places
  activity sell() closes
  errors limit 9 within 10m -> BROKEN
  initial state IDLE {
    on GO -> BUYING
    on FLAT flat -> ENDED
  }
  exposed state BUYING {
    run buy() timeout 10s {
      done -> HOLDING
      failed, unknown -> UNSURE
    }
  }
  exposed state PLACING {
    run place() timeout 10s { done, failed, unknown -> UNSURE }
  }
  exposed state HOLDING {
    on GO -> SELLING
    on FLAT flat -> ENDED
  }
  exposed state SELLING {
    run sell() timeout 10s {
      done -> ENDED
      failed, unknown -> UNSURE
    }
  }
  exposed state UNSURE {
    on GO -> PLACING
    on FLAT flat -> ENDED
  }
  final state ENDED
  exposed error state BROKEN { after 1m -> SELLING }
  from * except SELLING on EMERGENCY_EXIT -> SELLING
  from exposed on recover -> SELLING
}
`;

interface Callbacks {
  buy(call: ActivityCall): Promise<void>;
  place(call: ActivityCall): Promise<void>;
  sell(call: ActivityCall): Promise<void>;
}

const NOTHING = async (): Promise<void> => {};

test("`opens` that returns while its order works is unknown", async () => {
  await withMachine(
    {
      async buy({ exchange }) {
        await exchange?.placeLimitOrder({ ...BUY, price: FAR });
      },
    },
    async (machine, world) => {
      machine.send("GO", null);
      await world.clock.advance(5_000);
      expect(machine.configuration).toEqual(["UNSURE"]);
      expect(machine.ledger?.unsettled()).toHaveLength(1);
    },
  );
});

test("`opens` that waits for its order's end, and `places` that does not, are done", async () => {
  await withMachine(
    {
      async buy({ exchange }) {
        const order = await exchange?.placeMarketOrder(BUY);
        if (order !== undefined) await exchange?.settled(order);
      },
    },
    async (machine, world) => {
      machine.send("GO", null);
      await world.clock.advance(5_000);
      expect(machine.configuration).toEqual(["HOLDING"]);
      expect(machine.ledger?.isFlat()).toBe(false);
    },
  );
});

test("`done` of what closes is unknown while the leg is not flat", async () => {
  await withMachine(
    {
      async buy({ exchange }) {
        const order = await exchange?.placeMarketOrder(BUY);
        if (order !== undefined) await exchange?.settled(order);
      },
    },
    async (machine, world) => {
      machine.send("GO", null);
      await world.clock.advance(5_000);
      machine.send("GO", null);
      await world.clock.advance(5_000);
      expect(machine.configuration).toEqual(["UNSURE"]);
    },
  );
});

test("`flat` fails where something is held, or where an order may still fill, and the machine stays", async () => {
  const held = async ({ exchange }: ActivityCall): Promise<void> => {
    const order = await exchange?.placeMarketOrder(BUY);
    if (order !== undefined) await exchange?.settled(order);
  };
  const working = async ({ exchange }: ActivityCall): Promise<void> => {
    await exchange?.placeLimitOrder({ ...BUY, price: FAR });
  };
  for (const buy of [held, working])
    await withMachine({ buy }, async (machine, world) => {
      machine.send("GO", null);
      await world.clock.advance(5_000);
      const before = machine.configuration;
      expect(machine.send("FLAT", null)).toBe("failed");
      expect(machine.configuration).toEqual(before);
      expect(String(machine.lastError?.error)).toContain("to be flat");
    });
});

test("`flat` holds where nothing is", async () => {
  await withMachine({}, async (machine) => {
    expect(machine.send("FLAT", null)).toBe("taken");
    expect(machine.configuration).toEqual(["ENDED"]);
  });
});

async function withMachine(
  callbacks: Partial<Callbacks>,
  use: (machine: Machine, world: World) => Promise<void>,
): Promise<void> {
  await withFolder("exposure-guards", async (folder) => {
    const subject = await subjectOf({ path: "guards.fsm", text: SPEC }, folder);
    if (subject === null) throw new Error("no machine");
    const world = new World();
    world.quote();
    const { clock, exchange } = world;
    const machine = new subject.machine({
      id: "m",
      params: {},
      callbacks: { buy: NOTHING, place: NOTHING, sell: NOTHING, ...callbacks },
      host: { clock, exchange },
    });
    machine.start();
    await use(machine, world);
    machine.cleanup();
  });
}
