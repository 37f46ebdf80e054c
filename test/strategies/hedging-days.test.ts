import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { randomFaults, type Fill, type RunnableMachine } from "@fsmc/runtime";
import type { HedgingParams, HedgingState } from "../../generated/hedging.ts";
import setup from "../../strategies/hedging.callbacks.ts";
import { leanFolder } from "../market/recordings.ts";
import {
  cashAfter,
  heldAfter,
  session,
  type SessionOptions,
} from "./session.ts";

const BPS = 1e-4;
/** What both legs can trade. */
const LOT = 0.001;

/** As the spec marks them. */
const EXPOSED: readonly HedgingState[] = [
  "OPENING_POSITIONS",
  "MONITORING_POSITIONS",
  "REBALANCING",
  "WAITING_FOR_BOOKS",
  "CLOSING_SLICE",
  "LEVELLING",
  "SUSPENDED",
  "CLOSING_POSITIONS",
  "ERROR",
];

function trade(options: Partial<SessionOptions<HedgingParams>>) {
  return session("hedging", setup, { params: {}, ...options });
}

/** On each leg; what is sold short is below 0. */
function legsAfter(fills: readonly Fill[]): readonly [number, number] {
  const of = (spot: boolean) =>
    heldAfter(
      fills.filter(({ instrument }) => spot === (instrument.kind === "spot")),
    );
  return [of(true), of(false)];
}

function ownOf({ id }: RunnableMachine, fills: readonly Fill[]) {
  return fills.filter(({ clientOrderId }) =>
    clientOrderId.startsWith(`${id}-`),
  );
}

/** What these machines got for being short, and paid for it. */
function fundingOf(machines: readonly RunnableMachine[]): number {
  return machines.reduce((sum, each) => sum + each.result().funding, 0);
}

/** How far the legs are apart when no fill has come for a second: orders of one slice are on their way together. */
function netAtRest(fills: readonly Fill[]): readonly number[] {
  return fills.flatMap(({ time }, index) => {
    const next = fills[index + 1]?.time ?? Infinity;
    const isAtRest = next - time > 1_000;
    return isAtRest ? [Math.abs(heldAfter(fills.slice(0, index + 1)))] : [];
  });
}

describe("a simulated day", () => {
  test("is hedged, ends flat, and earns what its fills say", async () => {
    const { machines, fills, findings, heldIn } = await trade({
      seed: 1,
      hours: 10,
    });
    const netPnl = machines.reduce(
      (sum, machine) => sum + machine.result().netPnl,
      0,
    );
    expect(machines.filter((each) => each.result().success)).not.toEqual([]);
    expect(legsAfter(fills)).toEqual([0, 0]);
    expect(netPnl).toBeCloseTo(cashAfter(fills) + fundingOf(machines), 6);
    for (const machine of machines) {
      expect(machine.ledger?.isFlat()).toBe(true);
      expect(machine.isCompleted).toBe(true);
    }
    expect(EXPOSED).toEqual(expect.arrayContaining([...heldIn]));
    const apart = findings.find(({ label }) => label === "legs apart");
    expect(apart?.value).toMatch(/for \d\d ms at the longest$/);
  });

  test("is level to the lot whenever both orders of a slice have been answered", async () => {
    const { machines } = await trade({ seed: 2, hours: 6 });
    const atRest = machines.flatMap(({ ledger }) =>
      netAtRest((ledger?.entries ?? []).map(({ fill }) => fill)),
    );
    expect(atRest.length).toBeGreaterThan(machines.length);
    expect(Math.max(...atRest)).toBeLessThan(LOT);
  });

  test("is the same again under the same seed, and another under another", async () => {
    const hours = 1;
    const params = { spotFee: 2 * BPS, perpFee: 2 * BPS };
    const first = await trade({ seed: 3, params, hours });
    const again = await trade({ seed: 3, params, hours });
    const other = await trade({ seed: 4, params, hours });
    expect(first.fills).not.toEqual([]);
    expect(again.fills).toEqual(first.fills);
    expect(again.trail).toEqual(first.trail);
    expect(other.fills).not.toEqual(first.fills);
  });

  test.for([1, 2, 3])(
    "with faults ends flat, or in ERROR with the position told, seed %i",
    async (seed, { expect }) => {
      const faults = randomFaults(seed, {
        refused: 0.1,
        requestLost: 0.1,
        answerLost: 0.1,
        delayed: 0.1,
      });
      const params = { spotFee: 2 * BPS, perpFee: 1 * BPS };
      const options = { seed, faults, params, hours: 4 };
      const { machines, fills, findings, heldIn } = await trade(options);
      for (const [index, machine] of machines.entries()) {
        const own = ownOf(machine, fills);
        if (machine.isCompleted) {
          expect(legsAfter(own)).toEqual([0, 0]);
          expect(machine.result().netPnl).toBeCloseTo(
            cashAfter(own) + fundingOf([machine]),
            6,
          );
        } else {
          expect(index).toBe(machines.length - 1);
          expect(machine.isError).toBe(true);
          const told = findings.filter(
            ({ label }) => label === "could not close",
          );
          expect(told).not.toEqual([]);
        }
      }
      expect(EXPOSED).toEqual(expect.arrayContaining([...heldIn]));
      expect(heldIn.size).toBeGreaterThan(0);
    },
  );
});

const lean = leanFolder();

describe.skipIf(lean === null)("the recorded day", () => {
  const data = dirname(lean ?? "");

  test("has no basis that pays the fees, and says how near it came", async () => {
    const { machines, fills, findings } = await trade({ data });
    expect(fills).toEqual([]);
    expect(machines).toHaveLength(1);
    expect(machines[0]?.phase).toBe("cancelled");
    const best = findings.find(({ label }) => label === "best basis seen");
    // The perpetual was below spot all day: nothing for who is long spot.
    expect(best?.value).toMatch(/^-4\.0 bps at 11:00:00 UTC/);
  });

  test("without fees, and content with less of a discount later, it trades and ends flat", async () => {
    const params = {
      spotFee: 0,
      perpFee: 0,
      exitBasis: -10 * BPS,
      minProfit: 2 * BPS,
    };
    const { machines, fills, findings, heldIn } = await trade({
      data,
      params,
    });
    expect(machines.filter((each) => each.result().success)).not.toEqual([]);
    expect(legsAfter(fills)).toEqual([0, 0]);
    expect(EXPOSED).toEqual(expect.arrayContaining([...heldIn]));
    for (const machine of machines) expect(machine.isCompleted).toBe(true);
    // Though the perpetual has no quotes for minutes, no leg waits for the other.
    const apart = findings.find(({ label }) => label === "legs apart");
    expect(apart?.value).toMatch(/for \d{1,3} ms at the longest$/);
    // That day's rates, by the table, which who is short had to pay.
    const payments = machines.flatMap(({ ledger }) =>
      (ledger?.postings ?? []).filter(({ kind }) => kind === "funding"),
    );
    expect(payments).not.toEqual([]);
    for (const { quantity, price, amount } of payments) {
      expect(quantity).toBeLessThan(0);
      const rate = -amount / (quantity * price);
      expect([-0.000_201_6, -0.000_223_98]).toContain(
        Math.round(rate * 1e8) / 1e8,
      );
    }
  });
});
