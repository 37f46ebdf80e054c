import { beforeAll, describe, expect, test } from "vitest";
import type { MachineClass } from "../equivalence/run-case.ts";
import { bareMachine, Life, two, verdict } from "./lifecycle-life.ts";
import { reach, STATES, type LifeState } from "./lifecycle-ways.ts";

/** All triggers of the seed, those it uses without declaring them (RESUME, RESET), and what they carry. */
const TRIGGERS: Readonly<Record<string, unknown>> = {
  MARKET_OPEN: null,
  MARKET_CLOSE: null,
  TIME_WINDOW_START: null,
  TIME_WINDOW_END: null,
  ENTRY_CONDITIONS_MET: { reason: "seen" },
  ENTRY_CONDITIONS_FAILED: { reason: "gone" },
  ORDER_FILLED: { leg: "position", quantity: 1 },
  ORDER_REJECTED: { reason: "no" },
  VIX_SPIKE: { level: 40 },
  MARGIN_CALL: { share: 0.9 },
  RISK_LIMIT_EXCEEDED: { reason: "tested" },
  CORRELATION_LIMIT: { correlation: 0.95 },
  DEFENSIVE_EXIT_DTE: null,
  EARNINGS_APPROACHING: null,
  FOMC_MEETING: null,
  MANUAL_OVERRIDE: { wanted: "EXIT" },
  SYSTEM_ERROR: { reason: "broken" },
  EMERGENCY_EXIT: null,
  RESUME: null,
  RESET: null,
};

const HELD: readonly LifeState[] = [
  "POSITION_OPEN",
  "MANAGING",
  "ADJUSTING",
  "PARTIAL_EXIT",
  "PENDING_EXIT",
  "SUSPENDED",
  "ERROR",
];
const HALF_AN_HOUR = 30 * 60_000;

let Machine: MachineClass;
let states: readonly string[] = [];
beforeAll(async () => {
  ({ Machine, states } = await bareMachine());
});

function born(params: Record<string, unknown> = {}): Life {
  return new Life(Machine, params);
}

async function at(state: LifeState, params = {}): Promise<Life> {
  const life = born(params);
  await reach(life, state);
  return life;
}

/** Where one trigger leads from a state, once all that follows without a market or a venue has happened. */
async function after(
  state: LifeState,
  trigger: string,
): Promise<readonly [string, string]> {
  const life = await at(state);
  const outcome = life.send(trigger, TRIGGERS[trigger]);
  await life.advance(0);
  return [outcome, life.state];
}

describe("the table", () => {
  test("has the seed's fifteen states, and one around those that a suspension interrupts", () => {
    expect(states.toSorted()).toEqual(STATES.toSorted());
  });

  test.each(STATES)(
    "%s is reached, and left unless it is the end",
    async (state) => {
      const left: string[] = [];
      for (const trigger of Object.keys(TRIGGERS)) {
        const [, to] = await after(state, trigger);
        if (to !== state) left.push(trigger);
      }
      expect(left.length > 0).toBe(state !== "TERMINATED");
    },
  );

  test.each(Object.keys(TRIGGERS))(
    "%s is taken somewhere, and changes something",
    async (trigger) => {
      const changed: string[] = [];
      for (const state of STATES) {
        const life = await at(state);
        const before = JSON.stringify([life.state, life.context]);
        if (life.send(trigger, TRIGGERS[trigger]) !== "taken") continue;
        if (JSON.stringify([life.state, life.context]) !== before)
          changed.push(state);
      }
      expect(changed).not.toEqual([]);
    },
  );
});

describe("a trade", () => {
  test("goes through the session, the window, the orders and home", async () => {
    const life = await at("MANAGING");
    expect(life.context.quantity).toBe(2);
    life.send("MARKET_CLOSE");
    expect(life.state).toBe("POSITION_OPEN");
    life.send("MARKET_OPEN");
    expect(life.state).toBe("MANAGING");
    life.send("MARGIN_CALL", { share: 0.8 });
    await life.advance(0);
    await life.done("reducePosition", { ...two, quantity: 1 });
    expect([life.state, life.context.quantity]).toEqual(["MANAGING", 1]);
    life.send("RISK_LIMIT_EXCEEDED", { reason: "tested" });
    await life.advance(0);
    await life.done("adjustPosition", { ...two, quantity: 1 });
    expect([life.state, life.context.adjustments]).toEqual(["MANAGING", 1]);
    life.send("RISK_LIMIT_EXCEEDED", { reason: "tested again" });
    expect(life.state).toBe("PENDING_EXIT");
    life.send("PRICES");
    await life.advance(0);
    await life.done("closePosition");
    expect(life.state).toBe("CLOSED");
    await life.advance(60_000);
    expect([life.state, life.context.quantity]).toEqual(["READY", 0]);
    expect(life.told).toEqual([
      "PRICES_WANTED",
      "POSITION_OPENED",
      "PRICES_WANTED",
      "POSITION_CLOSED",
    ]);
  });

  test("is given up by its own time, and waits for a market where that is closed", async () => {
    const life = await at("ENTERING");
    const exitBy = life.clock.now() + 3 * 86_400_000;
    await life.done("openPosition", { ...two, exitBy });
    await life.advance(60_000);
    life.send("MARKET_CLOSE");
    await life.advance(exitBy - life.clock.now() - 1);
    expect(life.state).toBe("POSITION_OPEN");
    await life.advance(1);
    expect(life.state).toBe("PENDING_EXIT");
    expect(life.send("PRICES")).toBe("blocked");
    life.send("MARKET_OPEN");
    life.send("PRICES");
    expect(life.state).toBe("EXITING");
  });

  test("is not begun where the look at the market says no, or fails", async () => {
    const refused = await at("ANALYZING");
    await refused.done("analyze", { tickets: [], reason: "too calm" });
    expect([refused.state, refused.context.reason]).toEqual([
      "READY",
      "too calm",
    ]);
    const failed = await at("ANALYZING");
    await failed.refuse("analyze");
    expect(failed.state).toBe("READY");
  });

  test("orders that are refused lead home; unknown ones to EXITING; a spike takes them back", async () => {
    const refused = await at("ENTERING");
    await refused.refuse("openPosition");
    expect(refused.state).toBe("READY");
    const unknown = await at("ENTERING");
    await unknown.lose("openPosition");
    expect(unknown.state).toBe("EXITING");
    const spiked = await at("ENTERING");
    spiked.send("VIX_SPIKE", { level: 50 });
    expect([spiked.state, spiked.isStopped("openPosition")]).toEqual([
      "ENTERING",
      true,
    ]);
  });

  test.each([
    "READY",
    "ANALYZING",
    "PENDING_ENTRY",
    "CLOSED",
    "INITIALIZING",
  ] as const)(
    "a fill that nobody counted on in %s is closed",
    async (state) => {
      expect(await after(state, "ORDER_FILLED")).toEqual(["taken", "EXITING"]);
    },
  );
});

describe("suspension", () => {
  test("goes on where it was, with what was left of the timers", async () => {
    const life = await at("POSITION_OPEN");
    await life.advance(40_000);
    life.send("EARNINGS_APPROACHING");
    expect(life.machine.phase).toBe("suspended");
    await life.advance(86_400_000);
    life.send("RESUME");
    expect(life.state).toBe("POSITION_OPEN");
    await life.advance(19_999);
    expect(life.state).toBe("POSITION_OPEN");
    await life.advance(1);
    expect(life.state).toBe("MANAGING");
  });

  test("waits for orders that are out", async () => {
    const life = await at("ENTERING");
    life.send("FOMC_MEETING");
    expect(life.state).toBe("ENTERING");
    await life.done("openPosition", two);
    expect(life.state).toBe("SUSPENDED");
    life.send("MARGIN_CALL", { share: 0.9 });
    expect(life.state).toBe("PENDING_EXIT");
    life.send("PRICES");
    await life.advance(0);
    await life.done("closePosition");
    // What was held is closed; nobody has said that it goes on.
    expect(life.state).toBe("SUSPENDED");
    life.send("RESUME");
    await life.advance(60_000);
    expect(life.state).toBe("READY");
  });

  test("outlasts an error", async () => {
    const life = await at("ERROR");
    life.send("EARNINGS_APPROACHING");
    await life.advance(HALF_AN_HOUR);
    await life.done("closePosition");
    expect(life.state).toBe("SUSPENDED");
  });
});

describe("people", () => {
  test("hold, exit and terminate", async () => {
    const life = await at("MANAGING");
    life.send("MANUAL_OVERRIDE", { wanted: "HOLD" });
    expect(life.state).toBe("SUSPENDED");
    life.send("RESUME");
    life.send("MANUAL_OVERRIDE", { wanted: "EXIT" });
    await life.advance(0);
    life.send("MANUAL_OVERRIDE", { wanted: "TERMINATE" });
    await life.done("closePosition");
    expect(life.state).toBe("TERMINATED");
  });

  test.each(HELD)(
    "are out of %s after an emergency, for good",
    async (state) => {
      const life = await at(state);
      life.send("EMERGENCY_EXIT");
      await life.advance(0);
      expect(life.state).toBe("EXITING");
      await life.done("closePosition");
      expect([life.state, life.machine.phase]).toEqual([
        "TERMINATED",
        "completed",
      ]);
    },
  );
});

describe("errors", () => {
  test("three lead to ERROR, half an hour and a flat book home", async () => {
    const life = await at("MANAGING");
    for (const nth of [1, 2, 3]) {
      expect(life.state).toBe("MANAGING");
      life.machine.handleError(new Error(`number ${nth}`));
    }
    expect([life.state, life.machine.phase]).toEqual(["ERROR", "error"]);
    expect([life.context.trouble, life.told.at(-1)]).toEqual([
      "looked at",
      "TROUBLE",
    ]);
    await life.advance(HALF_AN_HOUR - 1);
    expect(life.state).toBe("ERROR");
    await life.advance(1);
    expect([life.state, life.machine.errorCount]).toEqual(["EXITING", 0]);
    await life.done("closePosition");
    await life.advance(60_000);
    expect(life.state).toBe("READY");
  });

  test("a diagnosis that fails holds nobody up", async () => {
    const life = await at("MANAGING");
    life.isDiagnosisBroken = true;
    for (const nth of [1, 2, 3])
      life.machine.handleError(new Error(`number ${nth}`));
    expect(life.state).toBe("ERROR");
    life.send("RESET");
    expect(life.state).toBe("EXITING");
  });

  test("a position that cannot be closed is tried nine times, told, and tried again", async () => {
    const life = await at("EXITING", { exitTimeout: 600_000 });
    for (let attempt = 1; attempt <= 9; attempt += 1) {
      expect(life.state).toBe("EXITING");
      await life.refuse("closePosition");
      await life.advance(60_000);
    }
    expect([life.state, life.told.at(-1)]).toEqual(["ERROR", "TROUBLE"]);
    await life.advance(HALF_AN_HOUR);
    expect(life.state).toBe("EXITING");
  });

  test.each(STATES.filter((each) => each !== "TERMINATED"))(
    "something that is broken leads from %s to ERROR",
    async (state) => {
      const [, to] = await after(state, "SYSTEM_ERROR");
      expect(to).toBe("ERROR");
    },
  );
});

test("nothing is opened without a verdict that says what", async () => {
  const life = await at("ANALYZING");
  expect(
    life.send("ENTRY_CONDITIONS_MET", { reason: "somebody says so" }),
  ).toBe("blocked");
  await life.done("analyze", verdict);
  expect(life.state).toBe("PENDING_ENTRY");
});
