import type { MarketOrderRequest, PaperExchange } from "@fsmc/runtime";
import { describe, expect, test } from "vitest";
import { faulty, placesFail, refused } from "./faults.ts";
import { FLAT, HedgingDesk, oneSlice } from "./hedging-desk.ts";
import { heldAfter } from "./session.ts";

const BPS = 1e-4;

/** A hedge of five slices on a deep book; then there is only so much on each side. */
async function grown(params = {}): Promise<HedgingDesk> {
  const desk = new HedgingDesk(params);
  desk.offer();
  await desk.wait(120_000);
  expect(await desk.account()).toEqual({ spot: 0.05, perp: -0.05 });
  return desk;
}

/** Quotes every second; spot has this much at the best price and the perpetual that much. */
async function thinly(desk: HedgingDesk, spot: number, perp: number) {
  for (let second = 0; second < 600; second += 1) {
    if (desk.machine.isCompleted) return;
    desk.quote("spot", spot);
    desk.quote("perp", perp);
    await desk.clock.advance(1_000);
  }
}

describe("taking a hedge down", () => {
  test("goes no faster than the thinner book, on both legs", async () => {
    for (const [spot, perp] of [
      [0.004, 1],
      [1, 0.004],
    ] as const) {
      const desk = await grown();
      desk.quote("spot", spot);
      desk.quote("perp", perp);
      desk.machine.send("STOP");
      const begun = desk.fills.length;
      const before = desk.placed.length;
      await thinly(desk, spot, perp);
      expect(desk.machine.phase).toBe("completed");
      expect(await desk.account()).toEqual(FLAT);
      const slices = desk.outputs.filter(({ name }) => name === "SLICE_CLOSED");
      expect(slices.length).toBeGreaterThan(4);
      // The legs are never further apart than one slice: three times what the thinner book shows.
      const fills = desk.fills.slice(begun);
      const apart = fills.map((_, index) =>
        Math.abs(heldAfter(fills.slice(0, index + 1))),
      );
      expect(Math.max(...apart)).toBeLessThanOrEqual(0.012);
      // Neither order of a pair waits for the other.
      const [first, second] = desk.placed.slice(before);
      expect(first?.instrument?.kind).not.toBe(second?.instrument?.kind);
      expect(second?.time).toBe(first?.time);
    }
  });

  test("waits while one book is empty, but not for ever", async () => {
    const desk = await grown({ unwindTime: 120_000 });
    desk.machine.send("STOP");
    await desk.clock.advance(1_500);
    for (let second = 0; second < 118; second += 1) {
      desk.quote("spot", 1);
      desk.quote("perp", 0.000_5);
      await desk.clock.advance(1_000);
    }
    expect(desk.machine.matches("WAITING_FOR_BOOKS")).toBe(true);
    expect(await desk.account()).toEqual({ spot: 0.05, perp: -0.05 });
    await desk.until("CLOSING_POSITIONS");
    await desk.until("COMPLETED");
    expect(await desk.account()).toEqual(FLAT);
  });

  test("goes on, with the time that was left, after a suspension", async () => {
    const desk = await grown({ unwindTime: 60_000 });
    desk.machine.send("STOP");
    await desk.clock.advance(20_000);
    desk.machine.send("SUSPEND");
    await desk.wait(3_600_000);
    expect(desk.machine.state).toBe("SUSPENDED");
    expect(await desk.account()).toEqual({ spot: 0.05, perp: -0.05 });
    desk.machine.send("RESUME");
    await desk.clock.advance(39_000);
    expect(desk.machine.matches("WAITING_FOR_BOOKS")).toBe(true);
    await desk.clock.advance(1_000);
    expect(desk.machine.matches("WAITING_FOR_BOOKS")).toBe(false);
    await desk.wait(60_000);
    expect(await desk.account()).toEqual(FLAT);
  });

  test("a leg whose order is refused is made level before the next slice", async () => {
    // The third order is the first that closes something.
    const desk = new HedgingDesk(
      { ...oneSlice, closingSlice: 0.004 },
      faulty(placesFail(3, 3, refused)),
    );
    await desk.hedged();
    desk.machine.send("STOP");
    desk.calm();
    await desk.until("LEVELLING");
    await desk.until("WAITING_FOR_BOOKS");
    expect(await desk.account()).toEqual({ spot: 0.006, perp: -0.006 });
    await desk.wait(60_000);
    expect(desk.machine.phase).toBe("completed");
    expect(await desk.account()).toEqual(FLAT);
  });

  test("tells the venue that the perpetual is only reduced", async () => {
    const asked: MarketOrderRequest[] = [];
    const desk = new HedgingDesk(oneSlice, {
      before: (venue) =>
        listening(venue, (request) => {
          asked.push(request);
        }),
    });
    await desk.hedged();
    desk.machine.send("STOP");
    await desk.wait(60_000);
    expect(desk.machine.isCompleted).toBe(true);
    const flags = asked.map(({ instrument: { kind }, side, reduceOnly }) =>
      kind === "spot" ? null : `${side} ${reduceOnly ?? false}`,
    );
    expect(flags.filter((each) => each !== null)).toEqual([
      "sell false",
      "buy true",
    ]);
  });
});

describe("drift", () => {
  test("is put up with up to a share, and then traded away, whatever caused it", async () => {
    const desk = await grown({ maxDrift: 0.05 });
    void desk.stray("perp", "sell", 0.002);
    await desk.wait(20_000);
    // 0.002 of 0.052.
    expect(await desk.account()).toEqual({ spot: 0.05, perp: -0.052 });
    void desk.stray("perp", "sell", 0.002);
    await desk.wait(20_000);
    expect(await desk.account()).toEqual({ spot: 0.05, perp: -0.05 });
    expect(desk.machine.matches("MONITORING_POSITIONS")).toBe(true);
  });

  test("that leaves one leg with nothing ends the hedge", async () => {
    const desk = await grown();
    void desk.stray("perp", "buy", 0.05);
    await desk.wait(20_000);
    expect(desk.machine.phase).toBe("completed");
    expect(await desk.account()).toEqual(FLAT);
  });

  test("while it is suspended is found when it goes on", async () => {
    const desk = await grown();
    desk.machine.send("SUSPEND");
    void desk.stray("spot", "buy", 0.01);
    await desk.wait(60_000);
    expect(await desk.account()).toEqual({ spot: 0.06, perp: -0.05 });
    desk.machine.send("RESUME");
    await desk.wait(20_000);
    expect(await desk.account()).toEqual({ spot: 0.05, perp: -0.05 });
  });
});

describe("funding", () => {
  const fees = { spotFee: 10 * BPS, perpFee: 6 * BPS };

  test("is reckoned with as basis: what is got pays, what is paid has to be earned", () => {
    // 34 bps are needed.
    const got = new HedgingDesk(fees);
    got.offer(30);
    expect(got.machine.state).toBe("ANALYZING_MARKET");
    got.fund(5 * BPS);
    got.offer(30);
    expect(got.machine.state).toBe("OPENING_POSITIONS");

    const paid = new HedgingDesk(fees);
    paid.fund(-5 * BPS);
    paid.offer(38);
    expect(paid.machine.state).toBe("ANALYZING_MARKET");
    paid.offer(41);
    expect(paid.machine.state).toBe("OPENING_POSITIONS");
  });

  test("that is to come is waited for, and that is to be paid is not", async () => {
    const desk = new HedgingDesk({ ...oneSlice, basisPatience: 0 });
    await desk.hedged();
    desk.fund(4 * BPS);
    desk.offer(-3);
    await desk.wait(30_000);
    expect(desk.machine.matches("BASIS_THERE")).toBe(true);
    desk.fund(-8 * BPS);
    desk.offer(5);
    await desk.wait(30_000);
    expect(desk.machine.phase).toBe("completed");
    expect(await desk.account()).toEqual(FLAT);
  });

  test("is in the result", async () => {
    const desk = new HedgingDesk(oneSlice);
    await desk.hedged();
    desk.fund(10 * BPS);
    desk.machine.send("STOP");
    await desk.wait(60_000);
    const { funding, realizedPnl, totalFees, netPnl } = desk.machine.result();
    // 0.01 sold short at about 10,000.
    expect(funding).toBeCloseTo(0.1, 2);
    expect(netPnl).toBeCloseTo(realizedPnl - totalFees + funding, 9);
  });
});

/** The venue, with somebody who reads what orders it is asked for. */
function listening(
  venue: PaperExchange,
  hear: (request: MarketOrderRequest) => void,
): PaperExchange {
  const place = venue.placeMarketOrder.bind(venue);
  venue.placeMarketOrder = (request) => {
    hear(request);
    return place(request);
  };
  return venue;
}
