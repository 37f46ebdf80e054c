import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { randomFaults } from "@fsmc/runtime";
import type {
  ArbitrageParams,
  ArbitrageState,
} from "../../generated/arbitrage.ts";
import setup from "../../strategies/arbitrage.callbacks.ts";
import { leanFolder } from "../market/recordings.ts";
import {
  cashAfter,
  heldAfter,
  session,
  type SessionOptions,
} from "./session.ts";

const BPS = 1e-4;

/** As the spec marks them. */
const EXPOSED: readonly ArbitrageState[] = [
  "EXECUTING_BUY_SIDE",
  "EXECUTING_SELL_SIDE",
  "FLATTENING",
  "ERROR",
];

function trade(options: Partial<SessionOptions<ArbitrageParams>>) {
  return session("arbitrage", setup, { params: {}, ...options });
}

describe("a simulated day", () => {
  test("trades, ends flat, and earns what its fills say", async () => {
    const { machines, fills } = await trade({ seed: 7 });
    const results = machines.map((machine) => machine.result());
    const netPnl = results.reduce((sum, result) => sum + result.netPnl, 0);
    expect(results.filter((result) => result.success)).not.toEqual([]);
    expect(heldAfter(fills)).toBe(0);
    expect(netPnl).toBeCloseTo(cashAfter(fills), 6);
    for (const machine of machines) {
      expect(machine.ledger?.isFlat()).toBe(true);
      expect(machine.isCompleted).toBe(true);
    }
  });

  test("is the same again under the same seed, and another under another", async () => {
    const hours = 2;
    const params = { firstFee: 6 * BPS, secondFee: 6 * BPS };
    const first = await trade({ seed: 3, params, hours });
    const again = await trade({ seed: 3, params, hours });
    const other = await trade({ seed: 4, params, hours });
    expect(first.fills).not.toEqual([]);
    expect(again.fills).toEqual(first.fills);
    expect(again.trail).toEqual(first.trail);
    expect(other.fills).not.toEqual(first.fills);
  });

  test.for([1, 2, 3, 4, 5, 6])(
    "with faults ends flat, or in ERROR with the position told, seed %i",
    async (seed, { expect }) => {
      const faults = randomFaults(seed, {
        refused: 0.1,
        requestLost: 0.1,
        answerLost: 0.1,
        delayed: 0.1,
      });
      const params = { firstFee: 4 * BPS, secondFee: 4 * BPS };
      const { machines, fills, trail, heldIn } = await trade({
        seed,
        faults,
        params,
        hours: 3,
      });
      for (const [index, machine] of machines.entries()) {
        const held = (machine.ledger?.holdings() ?? []).reduce(
          (sum, { quantity }) => sum + quantity,
          0,
        );
        const own = fills.filter(({ clientOrderId }) =>
          clientOrderId.startsWith(`${machine.id}-`),
        );
        expect(heldAfter(own)).toBe(held);
        if (held === 0) {
          expect(machine.result().netPnl).toBeCloseTo(cashAfter(own), 6);
          if (index < machines.length - 1)
            expect(machine.isCompleted).toBe(true);
        } else expect(machine.isError).toBe(true);
      }
      expect(EXPOSED).toEqual(expect.arrayContaining([...heldIn]));
      expect(heldIn.size).toBeGreaterThan(0);
      const visited = new Set(trail.map((entry) => entry.currentState));
      expect(visited).toContain("FLATTENING");
      expect(visited).toContain("PROFIT_REALIZED");
    },
  );
});

const lean = leanFolder();

interface Row {
  readonly time: number;
  readonly bid: number;
  readonly ask: number;
}

/** Close of bid and ask, by the end of the minute; read without the loader. */
function rowsOf(file: string): ReadonlyMap<number, Row> {
  const rows = new Map<number, Row>();
  for (const line of readFileSync(file, "utf8").trim().split("\n")) {
    const cells = line.split(",").map(Number);
    const [start = NaN, bid = NaN, ask = NaN] = [cells[0], cells[4], cells[9]];
    const time = Date.UTC(2022, 11, 13) + start + 60_000;
    rows.set(time, { time, bid, ask });
  }
  return rows;
}

describe.skipIf(lean === null)("the recorded day", () => {
  const folder = lean ?? "";
  const file = (security: string, suffix: string) =>
    `${folder}/${security}/bybit/minute/btcusdt/20221213_quote/20221213_btcusdt_minute_quote${suffix}.csv`;

  test("finds nothing that pays the fees, and says how near it came", async () => {
    const spot = rowsOf(file("crypto", ""));
    const perpetual = rowsOf(file("cryptofuture", "_perp"));
    let best = -Infinity;
    for (const [time, here] of spot) {
      const there = perpetual.get(time);
      if (there === undefined) continue;
      best = Math.max(best, there.bid / here.ask - 1, here.bid / there.ask - 1);
    }
    const { machines, fills, findings } = await trade({
      data: dirname(folder),
    });
    expect(best).toBeLessThan(16 * BPS);
    expect(fills).toEqual([]);
    expect(machines).toHaveLength(1);
    expect(machines[0]?.phase).toBe("cancelled");
    const found = findings.find(({ label }) => label === "best spread seen");
    expect(found?.value).toContain(`${(best / BPS).toFixed(1)} bps`);
  });

  test("without fees it trades, each fill at a price that was quoted or worse", async () => {
    const spot = rowsOf(file("crypto", ""));
    const perpetual = rowsOf(file("cryptofuture", "_perp"));
    const params = { firstFee: 0, secondFee: 0, minProfit: 1 * BPS };
    const { fills } = await trade({ data: dirname(folder), params });
    expect(fills).not.toEqual([]);
    expect(heldAfter(fills)).toBe(0);
    for (const { instrument, side, price, time } of fills) {
      const rows = instrument.kind === "spot" ? spot : perpetual;
      const quoted = rows.get(Math.floor(time / 60_000) * 60_000);
      const [better, worse] =
        side === "buy" ? [quoted?.ask, price] : [price, quoted?.bid];
      expect(better).toBeLessThanOrEqual(worse ?? NaN);
    }
  });
});
