import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import {
  randomFaults,
  signedQuantity,
  type RunnableMachine,
} from "@fsmc/runtime";
import type {
  MarketMakingParams,
  MarketMakingState,
} from "../../generated/market-making.ts";
import setup from "../../strategies/market-making.callbacks.ts";
import { recordingsFolder } from "../market/recordings.ts";
import { overlapping } from "./market-making-desk.ts";
import {
  cashAfter,
  heldAfter,
  session,
  type SessionOptions,
} from "./session.ts";

/** As the spec marks them. */
const EXPOSED: readonly MarketMakingState[] = [
  "MAKING",
  "PULLING_QUOTES",
  "INVENTORY_MANAGEMENT",
  "SUSPENDING",
  "SUSPENDED",
  "FLATTENING",
  "ERROR",
];

/** Whom the seed names. */
const SEEDED: readonly MarketMakingState[] = [
  "IDLE",
  "CALCULATING_SPREADS",
  "PLACING_ORDERS",
  "MONITORING_ORDERS",
  "ADJUSTING_SPREADS",
  "ORDER_FILLED",
  "INVENTORY_MANAGEMENT",
  "COMPLETED",
  "ERROR",
];

/** What the spec lets one side reach: below the limit, and one order more. */
const MOST = 0.05 + 0.02;

function trade(options: Partial<SessionOptions<MarketMakingParams>>) {
  return session("market-making", setup, { params: {}, ...options });
}

/** Of all runs, in the quote currency. */
function netOf(machines: readonly RunnableMachine[]): number {
  return machines.reduce((sum, each) => sum + each.result().netPnl, 0);
}

describe("simulated hours", () => {
  test("are traded on both sides, one order on each at a time, within the limits, and end flat", async () => {
    const { machines, fills, orders, heldIn } = await trade({ hours: 2 });
    const [machine] = machines;
    expect(machine?.state).toBe("COMPLETED");
    expect(fills.filter(({ side }) => side === "buy")).not.toEqual([]);
    expect(fills.filter(({ side }) => side === "sell")).not.toEqual([]);
    expect(overlapping(orders)).toEqual([]);
    let held = 0;
    for (const fill of fills) {
      held += signedQuantity(fill);
      expect(Math.abs(held)).toBeLessThanOrEqual(MOST);
    }
    expect(heldAfter(fills)).toBe(0);
    expect(machine?.ledger?.isFlat()).toBe(true);
    expect(netOf(machines)).toBeCloseTo(cashAfter(fills), 6);
    expect(EXPOSED).toEqual(expect.arrayContaining([...heldIn]));
  });

  test("are the same again under the same seed, and others under another", async () => {
    const first = await trade({ seed: 3, hours: 0.5 });
    const again = await trade({ seed: 3, hours: 0.5 });
    const other = await trade({ seed: 4, hours: 0.5 });
    expect(first.fills).not.toEqual([]);
    expect(again.fills).toEqual(first.fills);
    expect(again.trail).toEqual(first.trail);
    expect(again.findings).toEqual(first.findings);
    expect(other.fills).not.toEqual(first.fills);
  });

  test("with faults go through all states of the seed's market maker", async () => {
    const faults = randomFaults(1, { refused: 0.1, requestLost: 0.05 });
    const params = { hardLimit: 0.02, reducedInventory: 0 };
    const { trail } = await trade({ faults, params, hours: 1 });
    const visited = new Set(
      trail.flatMap(({ steps }) => steps.flatMap(({ from, to }) => [from, to])),
    );
    expect([...visited]).toEqual(expect.arrayContaining([...SEEDED]));
  });

  test.for([1, 2, 3, 4, 5, 6])(
    "with faults end flat, or in ERROR with the position told, seed %i",
    async (seed, { expect }) => {
      const faults = randomFaults(seed, {
        refused: 0.01,
        requestLost: 0.02,
        answerLost: 0.02,
        delayed: 0.03,
      });
      const options = { seed, faults, hours: 0.5 };
      const { machines, fills, orders, findings } = await trade(options);
      const last = machines.at(-1);
      expect(overlapping(orders)).toEqual([]);
      expect(fills).not.toEqual([]);
      if (last?.isError === true) {
        const told = findings.find(({ label }) => label === "not flat");
        expect(told?.value).toContain(String(heldAfter(fills)));
      } else {
        expect(last?.isCompleted).toBe(true);
        expect(heldAfter(fills)).toBe(0);
        expect(netOf(machines)).toBeCloseTo(cashAfter(fills), 6);
      }
    },
  );
});

const recording = recordingsFolder("hftbacktest");

describe.skipIf(recording === null)("the recorded minutes", () => {
  const data = dirname(recording ?? "");

  test("are traded on both sides and end flat; the market goes on against the fills", async () => {
    const { machines, fills, orders, findings } = await trade({ data });
    const [machine] = machines;
    expect(machine?.state).toBe("COMPLETED");
    expect(fills.filter(({ side }) => side === "buy")).not.toEqual([]);
    expect(fills.filter(({ side }) => side === "sell")).not.toEqual([]);
    expect(overlapping(orders)).toEqual([]);
    expect(heldAfter(fills)).toBe(0);
    expect(netOf(machines)).toBeCloseTo(cashAfter(fills), 6);
    // Who trades with a quote knows more than who quotes.
    const drift = findings.find(({ label }) => label === "the mid went on by");
    expect(drift?.value).toMatch(/^-\d\.\d\d bps after 1 s, -/);
  });
});
