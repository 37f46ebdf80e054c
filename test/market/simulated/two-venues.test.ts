import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isOnGrid } from "../../../runtime/market/grid.ts";
import {
  simulateQuotes,
  type SimulatedMarket,
} from "../../../runtime/market/simulated/two-venues.ts";
import { elsewhere, spot } from "../instruments.ts";

const hour: SimulatedMarket = {
  seed: 7,
  venues: [spot, elsewhere],
  start: 1_000_000,
  duration: 3_600_000,
};

describe("the simulated market", () => {
  test("is the same for the same seed, and another for another", () => {
    const first = JSON.stringify([...simulateQuotes(hour)]);
    expect(JSON.stringify([...simulateQuotes(hour)])).toBe(first);
    expect(JSON.stringify([...simulateQuotes({ ...hour, seed: 8 })])).not.toBe(
      first,
    );
  });

  test("quotes both venues in time order, on their grids, never crossed", () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 1, max: 60_000 }),
        (seed, interval) => {
          let time = hour.start;
          const market = { ...hour, seed, interval, duration: 100 * interval };
          const quotes = [...simulateQuotes(market)];
          expect(quotes).toHaveLength(200);
          for (const quote of quotes) {
            expect(quote.time).toBeGreaterThanOrEqual(time);
            expect(quote.ask).toBeGreaterThan(quote.bid);
            expect(quote.bid).toBeGreaterThan(0);
            expect(quote.bidSize).toBeGreaterThan(0);
            expect(quote.askSize).toBeGreaterThan(0);
            for (const price of [quote.bid, quote.ask])
              expect(isOnGrid(price, quote.instrument.tickSize)).toBe(true);
            time = quote.time;
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  test("the venues drift apart and come back, now and then by more than fees of 10 bps", () => {
    const day = { ...hour, duration: 86_400_000 };
    let bid = NaN;
    let ask = NaN;
    const gaps: number[] = [];
    for (const quote of simulateQuotes(day)) {
      if (quote.instrument === spot) ({ bid, ask } = quote);
      else
        gaps.push(Math.max(bid / quote.ask - 1, quote.bid / ask - 1) * 10_000);
    }
    const share = gaps.filter((gap) => gap > 10).length / gaps.length;
    expect(share).toBeGreaterThan(0.01);
    expect(share).toBeLessThan(0.4);
    expect(Math.max(...gaps)).toBeLessThan(50);
  });
});
