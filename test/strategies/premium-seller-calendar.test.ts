import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { optionChain } from "@fsmc/runtime";
import { TradingCalendar } from "../../strategies/premium-seller.calendar.ts";
import { watched } from "../../strategies/premium-seller.market.ts";
import { marginOf } from "../../strategies/premium-seller.margin.ts";
import { leanFolder } from "../market/recordings.ts";

const DAY = 86_400_000;
const calendar = new TradingCalendar();
const lean = leanFolder();

function at(time: string): number {
  return Date.parse(time);
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

describe("the defensive exit, 21 days before the expiry", () => {
  test.each([
    // A holiday, and an early close before it: 12:30 in New York.
    ["2016-01-15T21:00:00Z", "2015-12-24T17:30:00.000Z"],
    // A Friday with trading.
    ["2016-02-19T21:00:00Z", "2016-01-29T20:30:00.000Z"],
    // New Year's Day.
    ["2016-01-22T21:00:00Z", "2015-12-31T20:30:00.000Z"],
    // Good Friday's week: a Thursday's options, and a Thursday before.
    ["2016-03-24T20:00:00Z", "2016-03-03T20:30:00.000Z"],
    // A Sunday: the Friday before.
    ["2016-01-03T21:00:00Z", "2015-12-11T20:30:00.000Z"],
  ])("of %s is at %s", (expiry, exit) => {
    expect(iso(calendar.exitBy(at(expiry), 21, 30 * 60_000))).toBe(exit);
  });

  test("is never later than that, and never on a day without trading", () => {
    for (
      let day = at("2015-11-20T21:00:00Z");
      day < at("2016-03-31T00:00:00Z");
      day += DAY
    ) {
      const exit = calendar.exitBy(day, 21, 60_000);
      expect(day - exit).toBeGreaterThanOrEqual(21 * DAY);
      expect(day - exit).toBeLessThan(26 * DAY);
      expect(calendar.isOpen(exit)).toBe(true);
    }
  });
});

describe("pauses", () => {
  test("begin so many sessions before, holidays not counted, and end with the session after", () => {
    const found = (time: string, sessions: number) =>
      calendar
        .pauses(at(time), sessions)
        .map(({ reason, from, until }) => [reason, iso(from), iso(until)]);
    const fed = [
      "FOMC_MEETING",
      "2015-12-14T14:30:00.000Z",
      "2015-12-17T14:30:00.000Z",
    ];
    expect(found("2015-12-16T12:00:00Z", 2)).toEqual([fed]);
    expect(found("2015-12-14T14:29:59Z", 2)).toEqual([]);
    expect(found("2015-12-17T14:30:00Z", 2)).toEqual([]);
    // From a Friday, over the weekend, to the session after a Monday's report.
    expect(found("2016-01-31T12:00:00Z", 1)).toEqual([
      [
        "EARNINGS_APPROACHING",
        "2016-01-29T14:30:00.000Z",
        "2016-02-02T14:30:00.000Z",
      ],
    ]);
  });
});

describe.skipIf(lean === null)("recorded days", () => {
  test("are those that the calendar has", async () => {
    const path = join(lean ?? "", "equity/usa/daily/goog/goog.csv");
    const text = await readFile(path, "utf8");
    const recorded = text
      .split("\n")
      .map((line) => line.slice(0, 8))
      .filter((day) => day >= "20151001" && day <= "20160331");
    const sessions: string[] = [];
    let session = calendar.session(at("2015-10-01T00:00:00Z"));
    for (
      ;
      session.open < at("2016-04-01T00:00:00Z");
      session = calendar.session(session.close)
    )
      sessions.push(iso(session.open).slice(0, 10).replaceAll("-", ""));
    expect(recorded.length).toBeGreaterThan(60);
    expect(sessions).toEqual(recorded);
  });
});

test("margin: the dearer side's premium and risk, the other side's premium", () => {
  const [call, , , put] = optionChain({
    underlying: watched.underlying,
    expiries: [at("2016-01-15T21:00:00Z")],
    strikes: [800, 700],
  });
  if (call === undefined || put === undefined) throw new Error("no chain");
  const shorts = [
    { contract: call, quantity: 2, price: 5 },
    { contract: put, quantity: 2, price: 4 },
  ];
  // At 750 both are 50 out of the money: 20% of 750 less 50 is 100 a share; premiums are 9 a share; 200 shares.
  expect(marginOf(shorts, 750)).toBeCloseTo(200 * (100 + 9), 9);
  // At 900 the put is 200 out: a tenth of its strike is more than 20% of 900 less 200. The call is in the money: 20% of 900.
  expect(marginOf(shorts, 900)).toBeCloseTo(200 * (180 + 9), 9);
});
