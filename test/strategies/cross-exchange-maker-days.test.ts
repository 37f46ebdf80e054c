import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import {
  randomFaults,
  type Fill,
  type RunnableMachine,
  type TrailEntry,
} from "@fsmc/runtime";
import type {
  CrossExchangeMakerMachine,
  CrossExchangeMakerParams,
  CrossExchangeMakerState,
} from "../../generated/cross-exchange-maker.ts";
import setup from "../../strategies/cross-exchange-maker.callbacks.ts";
import { RunFills } from "../../strategies/cross-exchange-maker.fills.ts";
import { recordingsFolder } from "../market/recordings.ts";
import {
  cashAfter,
  heldAfter,
  session,
  type SessionOptions,
} from "./session.ts";

/** What both simulated venues can trade. */
const LOT = 0.001;

/** As the spec marks them. */
const EXPOSED: readonly CrossExchangeMakerState[] = [
  "TRADING",
  "SUSPENDED",
  "RECONCILING",
  "UNWINDING",
  "ERROR",
];

function trade(options: Partial<SessionOptions<CrossExchangeMakerParams>>) {
  return session("maker", setup, { params: {}, ...options });
}

/** Each fill once, however often it was reported. */
function distinct(fills: readonly Fill[]): readonly Fill[] {
  const known = new Map(
    fills.map((fill) => [`${fill.instrument.id} ${fill.tradeId}`, fill]),
  );
  return [...known.values()];
}

function ownOf({ id }: RunnableMachine, fills: readonly Fill[]) {
  return distinct(fills).filter(({ clientOrderId }) =>
    clientOrderId.startsWith(`${id}-`),
  );
}

/** On each instrument; what is sold short is below 0. */
function heldByInstrument(fills: readonly Fill[]): readonly number[] {
  const ids = new Set(fills.map(({ instrument }) => instrument.id));
  return [...ids].map((id) =>
    heldAfter(fills.filter(({ instrument }) => instrument.id === id)),
  );
}

/** The fills of a run before it unwound both legs: its maker orders', and their hedges'. */
function tradedIn(
  machine: CrossExchangeMakerMachine,
  trail: readonly TrailEntry[],
): RunFills {
  const entry = trail.find(
    ({ machine: id, steps }) =>
      id === machine.id && steps.some(({ to }) => to === "UNWINDING"),
  );
  const end = Date.parse(entry?.timestamp ?? "");
  const run = new RunFills();
  for (const { fill, leg } of machine.ledger?.entries ?? [])
    if (fill.time < end)
      run.traded[leg === "maker" ? "maker" : "taker"].push(fill);
  return run;
}

/** The books of each run are the account's, and nothing is left. */
function expectFlat(
  machines: readonly CrossExchangeMakerMachine[],
  fills: readonly Fill[],
): void {
  for (const machine of machines) {
    expect(machine.isCompleted).toBe(true);
    expect(machine.ledger?.isFlat()).toBe(true);
    expect(machine.ledger?.unsettled()).toEqual([]);
    const own = ownOf(machine, fills);
    expect(machine.ledger?.entries).toHaveLength(own.length);
    expect(machine.result().netPnl).toBeCloseTo(cashAfter(own), 6);
  }
  for (const held of heldByInstrument(distinct(fills))) expect(held).toBe(0);
}

describe("simulated hours", () => {
  test("every fill is hedged at once, and the run ends flat with what its fills say", async () => {
    const { machines, fills, trail, heldIn, findings } = await trade({
      hours: 1.5,
    });
    expectFlat(machines, fills);
    const [machine] = machines;
    if (machine === undefined) throw new Error("nothing ran");
    expect(machine.result().success).toBe(true);
    expect(EXPOSED).toEqual(expect.arrayContaining([...heldIn]));

    const run = tradedIn(machine, trail);
    expect(run.traded.maker.length).toBeGreaterThan(50);
    for (const { liquidity } of run.traded.maker)
      expect(liquidity).toBe("maker");
    // To hear of a fill, and to trade against it, takes two ways of 50 ms at most.
    const { largest, longest } = run.nakedTrading(LOT);
    expect(longest).toBeLessThanOrEqual(200);
    expect(largest).toBeLessThan(machine.params.orderQuantity + LOT);

    const missed = findings.find(({ label }) => label === "not hedged");
    expect(Number.parseFloat(missed?.value ?? "")).toBeLessThan(LOT);
  });

  test("is the same again under the same seed, and another under another", async () => {
    const first = await trade({ seed: 3, hours: 0.25 });
    const again = await trade({ seed: 3, hours: 0.25 });
    const other = await trade({ seed: 4, hours: 0.25 });
    expect(first.fills).not.toEqual([]);
    expect(again.fills).toEqual(first.fills);
    expect(again.trail).toEqual(first.trail);
    expect(other.fills).not.toEqual(first.fills);
  });

  test.for([1, 2, 3, 4, 5, 6])(
    "with faults ends flat, or in ERROR with the position told, seed %i",
    async (seed, { expect }) => {
      const faults = randomFaults(seed, {
        refused: 0.04,
        requestLost: 0.04,
        answerLost: 0.04,
        delayed: 0.04,
        partial: 0.1,
        race: 0.2,
        duplicate: 0.1,
        late: 0.1,
        silent: 0.01,
      });
      const options = { seed, faults, params: {}, hours: 0.5 };
      const { machines, fills, findings, heldIn } = await trade(options);
      expect(fills.length).toBeGreaterThan(10);
      const last = machines.at(-1);
      const isStuck = last?.isError === true;
      expectFlat(isStuck ? machines.slice(0, -1) : machines, fills);
      if (isStuck)
        expect(findings.map(({ label }) => label)).toContain("could not close");
      expect(EXPOSED).toEqual(expect.arrayContaining([...heldIn]));
    },
  );
});

const recordings = recordingsFolder("hftbacktest");

describe.skipIf(recordings === null)("the recorded minutes", () => {
  const data = dirname(recordings ?? "");

  test("are of one day: where another is wanted it says which there is", async () => {
    const from = Date.UTC(2024, 7, 9);
    await expect(
      setup.market({ data, seed: 1, from, to: null, params: {} }),
    ).rejects.toThrow(/2024-08-08/);
  });

  test("at real fees are traded rarely, hedged at once, and unwound at a loss", async () => {
    const { machines, fills, trail, heldIn } = await trade({ data });
    expectFlat(machines, fills);
    const [machine] = machines;
    if (machine === undefined) throw new Error("nothing ran");
    const run = tradedIn(machine, trail);
    expect(run.traded.maker).not.toEqual([]);
    expect(run.nakedTrading(LOT).longest).toBeLessThanOrEqual(200);
    expect(run.nakedTrading(LOT).left).toBe(0);
    expect(EXPOSED).toEqual(expect.arrayContaining([...heldIn]));
    // What the hedge brought does not pay for what unwinding costs.
    expect(machine.result().netPnl).toBeLessThan(0);
  });

  test("without fees its order is filled more often, and every fill is hedged", async () => {
    const params = { makerFee: 0, takerFee: 0 };
    const { machines, fills, trail } = await trade({ data, params });
    expectFlat(machines, fills);
    const [machine] = machines;
    if (machine === undefined) throw new Error("nothing ran");
    const run = tradedIn(machine, trail);
    expect(run.traded.maker.length).toBeGreaterThan(5);
    expect(run.nakedTrading(LOT).longest).toBeLessThanOrEqual(200);
    expect(run.nakedTrading(LOT).left).toBe(0);
  });
});
