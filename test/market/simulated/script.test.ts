import { describe, expect, test } from "vitest";
import type { MarketEvent } from "../../../runtime/market/event.ts";
import type { Incident } from "../../../runtime/market/simulated/script.ts";
import {
  simulateMarket,
  type MarketSimulation,
} from "../../../runtime/market/simulated/simulate-market.ts";
import { quotesBesideTheBook } from "./book.ts";
import {
  HOUR,
  linear,
  midsOf,
  MINUTE,
  north,
  ofKind,
  SECOND,
  south,
  start,
  vix,
} from "./listings.ts";
import { deviation, logReturns, mean } from "./statistics.ts";

const every = { quotes: { kind: "regular", interval: SECOND } } as const;

const market: MarketSimulation = {
  seed: 4,
  start,
  duration: HOUR,
  assets: [
    {
      name: "BTC",
      price: 20_000,
      instruments: [
        { ...every, instrument: north, trades: {}, depth: 2 },
        {
          ...every,
          instrument: linear,
          basis: { deviation: 2, halfLife: MINUTE },
          funding: { interval: 20 * MINUTE },
        },
      ],
      index: { instrument: vix },
    },
    { name: "ETH", price: 1_500, instruments: [{ instrument: south }] },
  ],
};

const without = [...simulateMarket(market)];

function scripted(...script: readonly Incident[]): readonly MarketEvent[] {
  return [...simulateMarket({ ...market, script })];
}

function within(
  events: readonly MarketEvent[],
  from: number,
  to: number,
): readonly MarketEvent[] {
  return events.filter(({ time }) => time >= start + from && time < start + to);
}

const textOf = (events: readonly MarketEvent[]): string =>
  JSON.stringify(events);

describe("a script", () => {
  test("changes nothing before it happens, and nothing about other assets", () => {
    const after = 30 * MINUTE;
    const events = scripted(
      { kind: "jump", after, asset: "BTC", share: -0.1 },
      { kind: "regime", after, duration: HOUR, asset: "BTC", regime: "calm" },
      { kind: "premium", after, instrument: linear.id, bps: 50 },
      { kind: "spread", after, duration: HOUR, target: "BTC", spread: 5 },
    );
    expect(textOf(within(events, 0, after))).toBe(
      textOf(within(without, 0, after)),
    );
    expect(textOf(ofKind(events, "quote", south))).toBe(
      textOf(ofKind(without, "quote", south)),
    );
  });

  test("jump: the price is another at once and goes on from there, and the index rises", () => {
    const after = 30 * MINUTE;
    const events = scripted({ kind: "jump", after, asset: "BTC", share: -0.1 });
    const usual = midsOf(without, linear);
    const ratios = midsOf(events, linear).map(
      (mid, index) => mid / (usual[index] ?? NaN),
    );
    const isBefore = (_: number, index: number): boolean => index < 1_800;
    expect(mean(ratios.filter(isBefore))).toBeCloseTo(1, 6);
    expect(ratios[1_800]).toBeCloseTo(0.9, 3);
    expect(ratios.at(-1)).toBeCloseTo(0.9, 3);
    const high = ofKind(events, "level")[31]?.level ?? NaN;
    const low = ofKind(without, "level")[31]?.level ?? NaN;
    expect(high / low).toBeGreaterThan(1.3);
  });

  test("regime: moves are larger while it lasts", () => {
    const events = scripted({
      kind: "regime",
      after: 0,
      duration: HOUR / 2,
      asset: "BTC",
      regime: "turbulent",
    });
    const returns = logReturns(midsOf(events, linear));
    const usual = deviation(logReturns(midsOf(without, linear)));
    const held = deviation(returns.slice(0, 1_750));
    expect(held).toBeGreaterThan(1.5 * usual);
    expect(deviation(returns.slice(1_850))).toBeLessThan(held / 1.5);
  });

  test("index: is where it was put", () => {
    const after = 10 * MINUTE;
    const events = scripted({ kind: "index", after, asset: "BTC", level: 45 });
    const level = ofKind(events, "level")[10]?.level ?? NaN;
    expect(level).toBeGreaterThan(43);
    expect(level).toBeLessThan(47);
  });

  test("premium: is where it was put, and comes back", () => {
    const after = 10 * MINUTE;
    const events = scripted({
      kind: "premium",
      after,
      instrument: linear.id,
      bps: 100,
    });
    const spot = ofKind(events, "quote", north).filter(
      ({ time }) => time % SECOND === 0,
    );
    const byTime = new Map(spot.map((quote) => [quote.time, quote]));
    const basisAt = (time: number): number => {
      const perp = ofKind(events, "quote", linear).find(
        (quote) => quote.time === start + time,
      );
      const coin = byTime.get(start + time);
      const mids = [perp, coin].map(
        (quote) => ((quote?.bid ?? NaN) + (quote?.ask ?? NaN)) / 2,
      );
      return ((mids[0] ?? NaN) / (mids[1] ?? NaN) - 1) * 10_000;
    };
    expect(basisAt(after)).toBeGreaterThan(90);
    expect(Math.abs(basisAt(after + 20 * MINUTE))).toBeLessThan(20);
  });

  test("funding: the next one has the rate, the others do not", () => {
    const events = scripted({
      kind: "funding",
      after: 25 * MINUTE,
      instrument: linear.id,
      rate: -0.01,
    });
    const rates = ofKind(events, "funding").map(({ rate }) => rate);
    const usual = ofKind(without, "funding").map(({ rate }) => rate);
    expect(rates).toEqual([usual[0], -0.01]);
    expect(usual[1]).not.toBe(-0.01);
  });

  test("trade: somebody goes through the book", () => {
    const after = 10 * MINUTE + 1;
    const quantity = 1.5;
    const events = scripted({
      kind: "trade",
      after,
      instrument: linear.id,
      side: "sell",
      quantity,
    });
    const trades = ofKind(events, "trade", linear);
    expect(trades.map(({ time }) => time)).toEqual(
      trades.map(() => start + after),
    );
    const total = trades.reduce((sum, trade) => sum + trade.quantity, 0);
    expect(total).toBeCloseTo(quantity, 6);
  });

  test("spread: wider and thinner for a while", () => {
    const events = scripted({
      kind: "spread",
      after: 10 * MINUTE,
      duration: 10 * MINUTE,
      target: linear.id,
      spread: 20,
      size: 0.1,
    });
    const usual = ofKind(without, "quote", linear);
    const quotes = ofKind(events, "quote", linear);
    const widths = quotes.map(
      ({ bid, ask }, index) =>
        (ask - bid) / ((usual[index]?.ask ?? NaN) - (usual[index]?.bid ?? NaN)),
    );
    const sizes = quotes.map(
      ({ askSize }, index) => askSize / (usual[index]?.askSize ?? NaN),
    );
    expect(Math.min(...widths.slice(600, 1_200))).toBeGreaterThan(15);
    expect(mean(sizes.slice(600, 1_200))).toBeLessThan(0.2);
    expect(quotes.slice(1_200)).toEqual(usual.slice(1_200));
  });

  const after = 10 * MINUTE;
  const duration = 10 * MINUTE;
  const usual = within(without, after, after + duration);

  test("gap: no quotes, but trades; the rest is as it was", () => {
    const events = scripted({ kind: "gap", after, duration, target: north.id });
    const during = within(events, after, after + duration);
    expect(ofKind(during, "quote", north)).toEqual([]);
    expect(ofKind(during, "depth", north)).toEqual([]);
    expect(ofKind(during, "trade", north)).toEqual(
      ofKind(usual, "trade", north),
    );
    expect(ofKind(during, "quote", linear)).toEqual(
      ofKind(usual, "quote", linear),
    );
    const isQuoteOrTrade = ({ kind }: MarketEvent): boolean => kind !== "depth";
    const [rest, asUsual] = [events, without].map((all) =>
      within(all, after + duration, HOUR).filter(isQuoteOrTrade),
    );
    expect(rest).toEqual(asUsual);
  });

  test.each(["gap", "halt", "freeze"] as const)(
    "%s: afterwards depth updates add up to the book again",
    (kind) => {
      const events = scripted({ kind, after, duration, target: north.id });
      const heard = ofKind(within(events, after + duration, HOUR), "depth");
      expect(heard.length).toBeGreaterThan(1_000);
      expect(quotesBesideTheBook(events, north)).toEqual([]);
    },
  );

  test("halt: of all that is on an asset, one quote without sizes and then nothing", () => {
    const events = scripted({ kind: "halt", after, duration, target: "BTC" });
    const during = within(events, after, after + duration);
    expect(ofKind(during, "quote", south).length).toBeGreaterThan(100);
    expect(ofKind(during, "trade")).toEqual([]);
    for (const each of [north, linear]) {
      const quotes = ofKind(during, "quote", each);
      expect(quotes).toHaveLength(1);
      expect(quotes[0]).toMatchObject({ bidSize: 0, askSize: 0 });
    }
  });

  test("freeze: the last quote with ever new times", () => {
    const events = scripted({ kind: "freeze", after, duration, target: "BTC" });
    const before = ofKind(within(events, 0, after), "quote", linear).at(-1);
    const quotes = ofKind(
      within(events, after, after + duration),
      "quote",
      linear,
    );
    expect(quotes).toHaveLength(600);
    expect(new Set(quotes.map(({ time }) => time)).size).toBe(600);
    for (const quote of quotes)
      expect({ ...quote, time: before?.time }).toEqual(before);
  });

  test("event: an event of the caller's own, in its place", () => {
    const event: MarketEvent = {
      kind: "funding",
      instrument: linear,
      time: start + after,
      rate: 0.02,
    };
    const events = scripted({ kind: "event", event });
    const index = events.indexOf(event);
    expect(events[index - 1]?.time).toBeLessThanOrEqual(event.time);
    expect(events[index + 1]?.time).toBeGreaterThanOrEqual(event.time);
    expect(events.toSpliced(index, 1)).toEqual(without);
  });
});
