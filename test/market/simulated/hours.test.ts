import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { simulateMarket } from "../../../runtime/market/simulated/simulate-market.ts";
import { usEquityHours } from "../../../runtime/market/simulated/us-equity-hours.ts";
import { DAY, MINUTE, ofKind, share } from "./listings.ts";

const inNewYork = new Intl.DateTimeFormat("en-US", {
  timeZone: "America/New_York",
  weekday: "short",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

describe("US equity hours", () => {
  test("are 09:30 to 16:00 on New York's clock, on weekdays, in summer and winter", () => {
    const hours = usEquityHours();
    const time = fc.integer({
      min: Date.UTC(2007, 0, 1),
      max: Date.UTC(2035, 0, 1),
    });
    fc.assert(
      fc.property(time, (now) => {
        const { open, close } = hours.session(now);
        expect(close).toBeGreaterThan(now);
        expect(inNewYork.format(open)).toMatch(/^(?!S)\w{3},? 09:30$/);
        expect(inNewYork.format(close)).toMatch(/^(?!S)\w{3},? 16:00$/);
        expect(close - open).toBe(6.5 * 60 * MINUTE);
        // Nothing that is open was passed over.
        const early = Math.min(now, open - 1);
        expect(hours.session(early).open).toBeLessThanOrEqual(open);
        expect(hours.session(Math.max(now, open)).open).toBe(open);
        expect(hours.session(Math.max(now, open - 1)).open).toBe(open);
      }),
    );
  });

  test("leave out holidays, and end early where that is said", () => {
    const hours = usEquityHours({
      holidays: ["2015-12-25"],
      earlyCloses: ["2015-12-24"],
    });
    const eve = hours.session(Date.UTC(2015, 11, 24));
    const iso = (time: number): string => new Date(time).toISOString();
    expect(iso(eve.close)).toBe("2015-12-24T18:00:00.000Z");
    expect(iso(hours.session(eve.close).open)).toBe("2015-12-28T14:30:00.000Z");
  });

  test("are when a share is quoted", () => {
    const monday = Date.UTC(2015, 11, 7);
    const hours = usEquityHours({ holidays: ["2015-12-09"] });
    const quotes = ofKind(
      simulateMarket({
        seed: 1,
        start: monday,
        duration: 7 * DAY,
        assets: [
          {
            name: "GOOG",
            price: 750,
            step: MINUTE,
            hours,
            instruments: [
              {
                instrument: share,
                quotes: { kind: "regular", interval: MINUTE },
              },
            ],
          },
        ],
      }),
      "quote",
    );
    const byDay = Map.groupBy(quotes, ({ time }) =>
      new Date(time).getUTCDate(),
    );
    expect([...byDay.keys()]).toEqual([7, 8, 10, 11]);
    for (const day of byDay.values()) {
      expect(day).toHaveLength(390);
      expect(inNewYork.format(day[0]?.time)).toMatch(/09:30$/);
      expect(inNewYork.format(day.at(-1)?.time)).toMatch(/15:59$/);
    }
  });

  test("can have one quote a day, at a time of one's own", () => {
    const quotes = ofKind(
      simulateMarket({
        seed: 1,
        start: Date.UTC(2015, 11, 7),
        duration: 14 * DAY,
        assets: [
          {
            name: "GOOG",
            price: 750,
            step: MINUTE,
            hours: usEquityHours(),
            instruments: [
              {
                instrument: share,
                quotes: {
                  kind: "regular",
                  interval: DAY,
                  offset: 375 * MINUTE,
                },
              },
            ],
          },
        ],
      }),
      "quote",
    );
    expect(quotes).toHaveLength(10);
    for (const { time } of quotes)
      expect(inNewYork.format(time)).toMatch(/15:45$/);
  });
});
