import { expect, test } from "vitest";
import { SimulatedClock } from "../../runtime/simulated-clock.ts";
import { feedMarket, type FeedProgress } from "../../runtime/market/feed.ts";
import { simulateQuotes } from "../../runtime/market/simulated/two-venues.ts";
import { Timer } from "../../runtime/timers.ts";
import { elsewhere, spot } from "./instruments.ts";

const market = {
  seed: 1,
  venues: [spot, elsewhere],
  start: 5_000,
  duration: 10_000,
} as const;

test("time moves with the quotes, and what is due at a quote's time comes before it", async () => {
  const clock = new SimulatedClock(4_000);
  const events: string[] = [];
  clock.arm(new Timer(() => events.push(`timer ${clock.now()}`)), 5_500);
  const progress: FeedProgress[] = [];
  const end = await feedMarket({
    clock,
    events: simulateQuotes(market),
    onEvent: ({ time }) => {
      expect(clock.now()).toBe(time);
      events.push(`quote ${time}`);
    },
    onProgress: (each) => progress.push(each),
    progressEvery: 8,
  });
  expect(events.slice(0, 3)).toEqual([
    "quote 5000",
    "timer 5500",
    "quote 5500",
  ]);
  expect(end).toEqual({ events: 20, time: 14_500 });
  expect(progress.map((each) => each.events)).toEqual([8, 16, 20]);
});

test("it can be ended, and refuses to go back in time", async () => {
  const stop = new AbortController();
  const end = await feedMarket({
    clock: new SimulatedClock(0),
    events: simulateQuotes(market),
    onEvent: () => stop.abort(),
    signal: stop.signal,
  });
  expect(end.events).toBe(1);
  await expect(
    feedMarket({
      clock: new SimulatedClock(60_000),
      events: simulateQuotes(market),
      onEvent: () => {},
    }),
  ).rejects.toThrow(
    "a quote of bybit:spot:BTCUSDT at 1970-01-01T00:00:05.000Z comes after 1970-01-01T00:01:00.000Z",
  );
});
