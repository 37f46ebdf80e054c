import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { randomFaults, type Fill } from "@fsmc/runtime";
import setup from "../../strategies/premium-seller.callbacks.ts";
import { leanFolder } from "../market/recordings.ts";
import { session, type SessionOptions } from "./session.ts";
import type { PremiumSellerParams } from "../../generated/premium-seller.ts";

const WEEK = 7 * 24;
/** Five minutes before the close of Christmas Eve: after the exit, before the last quotes. */
const UNTIL_CHRISTMAS = 24 * 24 + 3 + 55 / 60;

function trade(options: Partial<SessionOptions<PremiumSellerParams>>) {
  const hours = 11 * WEEK;
  return session("premium", setup, { params: {}, hours, ...options });
}

/** What these fills brought in, fees paid, in USD. */
function cashAfter(fills: readonly Fill[]): number {
  return fills.reduce((sum, { side, price, quantity, fee, instrument }) => {
    const value = price * quantity * instrument.multiplier;
    return sum + (side === "sell" ? value : -value) - fee;
  }, 0);
}

/** By instrument: sold and bought back to the last contract. */
function heldAfter(fills: readonly Fill[]): readonly number[] {
  const held = new Map<string, number>();
  for (const { instrument, side, quantity } of fills) {
    const before = held.get(instrument.id) ?? 0;
    held.set(instrument.id, before + (side === "buy" ? quantity : -quantity));
  }
  return [...held.values()].filter((quantity) => quantity !== 0);
}

describe("a simulated winter", () => {
  test("ends flat, trades more than once, and earns what its fills say", async () => {
    const { machines, fills, findings } = await trade({ seed: 2 });
    const [machine] = machines;
    expect(fills.length).toBeGreaterThan(7);
    expect(heldAfter(fills)).toEqual([]);
    expect(machine?.state).toBe("TERMINATED");
    expect(machine?.result().netPnl).toBeCloseTo(cashAfter(fills), 6);
    const exits = findings.filter(({ label }) => label.startsWith("days to"));
    expect(exits.length).toBeGreaterThan(1);
  });

  test("never holds an option with 21 days left to the end of its day, whatever the seed", async () => {
    for (const seed of [1, 3, 4]) {
      const { fills } = await trade({ seed, hours: UNTIL_CHRISTMAS });
      expect(heldAfter(fills)).toEqual([]);
      const left = fills.flatMap(({ instrument, time }) =>
        instrument.kind === "option" ? [instrument.expiry - time] : [],
      );
      expect(Math.min(...left)).toBeGreaterThan(21 * 86_400_000);
    }
  });

  test("is the same again with the same seed", async () => {
    const once = await trade({ seed: 5, hours: WEEK });
    const again = await trade({ seed: 5, hours: WEEK });
    expect(JSON.stringify(again.trail)).toBe(JSON.stringify(once.trail));
    expect(again.fills).toEqual(once.fills);
  });

  test("ends flat also where one request in five goes wrong", async () => {
    const faults = randomFaults(3, { refused: 0.1, answerLost: 0.1 });
    const hours = UNTIL_CHRISTMAS;
    const { fills, machines } = await trade({ seed: 3, faults, hours });
    expect(heldAfter(fills)).toEqual([]);
    expect(machines[0]?.ledger?.isFlat()).toBe(true);
  });
});

const lean = leanFolder();
describe.skipIf(lean === null)("December 2015, as it was", () => {
  const data = dirname(lean ?? "");

  test("a strangle that expires on 15 January is given up on Christmas Eve", async () => {
    const { machines, fills, findings } = await trade({ data });
    const [machine] = machines;
    expect(
      fills.map(({ side, time }) => [
        side,
        new Date(time).toISOString().slice(0, 16),
      ]),
    ).toEqual([
      ["sell", "2015-12-23T20:59"],
      ["sell", "2015-12-23T20:59"],
      ["buy", "2015-12-24T17:59"],
      ["buy", "2015-12-24T17:59"],
    ]);
    expect(heldAfter(fills)).toEqual([]);
    expect(machine?.result().netPnl).toBeCloseTo(cashAfter(fills), 6);
    const texts = findings.map(({ label, value }) => `${label}: ${value}`);
    expect(texts).toContain("days to expiry at the exit: 22, on 2015-12-24");
    expect(texts.find((each) => each.startsWith("no entry"))).toMatch(
      /no option has a fresh quote/,
    );
  });

  test("aimed at 45 days it sells 29 January, and holds it while there are quotes, and longer", async () => {
    const { fills, machines } = await trade({
      data,
      params: { targetDays: 45, leastDaysHeld: 10 },
    });
    expect(
      new Set(
        fills.map(({ instrument }) =>
          instrument.kind === "option"
            ? new Date(instrument.expiry).toISOString().slice(0, 10)
            : "",
        ),
      ),
    ).toEqual(new Set(["2016-01-29"]));
    // There is no market to close it in: that is told, not hidden.
    const [machine] = machines;
    expect(machine?.ledger?.isFlat()).toBe(false);
    expect(["PENDING_EXIT", "EXITING", "ERROR"]).toContain(
      machine?.state?.replace("TRADING.", ""),
    );
  });
});
