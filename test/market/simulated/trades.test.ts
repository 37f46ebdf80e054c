import { describe, expect, test } from "vitest";
import type { MarketEvent } from "../../../runtime/market/event.ts";
import { midPrice, type Quote } from "../../../runtime/market/quote.ts";
import { simulateMarket } from "../../../runtime/market/simulated/simulate-market.ts";
import { quotesBesideTheBook } from "./book.ts";
import { HOUR, north, ofKind, south, start } from "./listings.ts";
import { correlation, logReturns, mean } from "./statistics.ts";

const events: readonly MarketEvent[] = [
  ...simulateMarket({
    seed: 3,
    start,
    duration: 6 * HOUR,
    assets: [
      {
        name: "BTC",
        price: 20_000,
        instruments: [
          { instrument: north, trades: { mean: 1_000 }, depth: 5 },
          {
            instrument: south,
            delay: 3_000,
            divergence: { deviation: 8, halfLife: 60_000 },
          },
        ],
      },
    ],
  }),
];

describe("trades", () => {
  const trades = ofKind(events, "trade", north);

  test("come as often as asked, of both sides", () => {
    expect(trades.length).toBeGreaterThan(18_000);
    const buys = trades.filter(({ aggressor }) => aggressor === "buy").length;
    expect(buys / trades.length).toBeGreaterThan(0.45);
    expect(buys / trades.length).toBeLessThan(0.55);
  });

  test("take the other side of the last quote, and go on where it ends: a bid or ask in their way would have been filled", () => {
    let quote: Quote | null = null;
    let through = 0;
    const faults: MarketEvent[] = [];
    for (const event of events) {
      if (event.instrument !== north) continue;
      if (event.kind === "quote") quote = event;
      if (event.kind !== "trade" || quote === null) continue;
      const { price, aggressor, quantity } = event;
      const beyond =
        aggressor === "buy" ? price - quote.ask : quote.bid - price;
      const there = aggressor === "buy" ? quote.askSize : quote.bidSize;
      if (beyond > 0) through += 1;
      if (beyond < 0 || (beyond === 0 && quantity > there)) faults.push(event);
    }
    expect(faults).toEqual([]);
    expect(through / trades.length).toBeGreaterThan(0.01);
    expect(through / trades.length).toBeLessThan(0.3);
  });

  test("are mostly small and sometimes huge", () => {
    const orders = Map.groupBy(trades, ({ time }) => time);
    const sizes = [...orders.values()]
      .map((fills) => fills.reduce((sum, { quantity }) => sum + quantity, 0))
      .toSorted((first, second) => first - second);
    const median = sizes[Math.floor(sizes.length / 2)] ?? NaN;
    expect(mean(sizes)).toBeGreaterThan(1.3 * median);
    expect(sizes.at(-1)).toBeGreaterThan(10 * median);
  });

  test("of those who know that the price has moved cost who is quoting, more the more there are", () => {
    const [none, some, all] = [0, 0.5, 1].map((informed) =>
      mean(gainsOfTakers(informed)),
    );
    expect(none).toBeLessThan(-0.8);
    expect(some).toBeGreaterThan((none ?? NaN) + 0.1);
    expect(all).toBeGreaterThan((some ?? NaN) + 0.1);
  });

  test("mostly have the side of the one before", () => {
    const sides = trades.map(({ aggressor }) => (aggressor === "buy" ? 1 : -1));
    expect(correlation(sides.slice(1), sides.slice(0, -1))).toBeGreaterThan(
      0.1,
    );
  });
});

/** What each trade brought to who took it after five seconds, at the mid price, in bps. */
function gainsOfTakers(informed: number): number[] {
  const instruments = [{ instrument: north, trades: { informed } }];
  const asset = { name: "BTC", price: 20_000, instruments };
  const simulation = { seed: 9, start, duration: 6 * HOUR, assets: [asset] };
  const market = [...simulateMarket(simulation)];
  const quotes = ofKind(market, "quote", north);
  const mids = quotes.map(midPrice);
  let index = 0;
  return ofKind(market, "trade").flatMap(({ time, price, aggressor }) => {
    while ((quotes[index]?.time ?? Infinity) < time + 5_000) index += 1;
    const later = mids[index];
    if (later === undefined) return [];
    return [(aggressor === "buy" ? 1 : -1) * (later / price - 1) * 10_000];
  });
}

test("the book that depth updates add up to begins with the quote that follows each", () => {
  expect(ofKind(events, "depth", north).length).toBeGreaterThan(20_000);
  expect(quotesBesideTheBook(events, north)).toEqual([]);
});

test("a venue with a delay follows the other one, not the other way round", () => {
  const mids = { north: NaN, south: NaN };
  const seconds: { north: number; south: number }[] = [];
  let next = start + 10_000;
  for (const event of events) {
    while (event.time >= next) {
      seconds.push({ ...mids });
      next += 1_000;
    }
    if (event.kind !== "quote") continue;
    const mid = (event.bid + event.ask) / 2;
    if (event.instrument === north) mids.north = mid;
    else mids.south = mid;
  }
  const first = logReturns(seconds.map((mid) => mid.north));
  const second = logReturns(seconds.map((mid) => mid.south));
  const follows = correlation(first.slice(0, -3), second.slice(3));
  const leads = correlation(first.slice(3), second.slice(0, -3));
  expect(follows).toBeGreaterThan(0.05);
  expect(Math.abs(leads)).toBeLessThan(follows / 2);
});
