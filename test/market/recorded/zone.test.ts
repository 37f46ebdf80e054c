import * as fc from "fast-check";
import { expect, test } from "vitest";
import { stampOf } from "../../../runtime/market/recorded/time/stamp.ts";
import { zoneTime } from "../../../runtime/market/recorded/time/zone.ts";

const HOUR = 3_600_000;

function inNewYork(wall: string): string {
  const time = zoneTime("America/New_York", Date.parse(`${wall}Z`));
  return new Date(time).toISOString().slice(0, 16);
}

test.each([
  ["winter", "2015-12-23T09:30", "2015-12-23T14:30"],
  ["summer", "2015-07-01T09:30", "2015-07-01T13:30"],
  ["before the law of 2007, in April", "2006-04-01T09:30", "2006-04-01T14:30"],
  [
    "the hour before the clocks are put forward",
    "2015-03-08T01:59",
    "2015-03-08T06:59",
  ],
  ["the hour that they skip", "2015-03-08T02:30", "2015-03-08T07:30"],
  ["the hour after", "2015-03-08T03:00", "2015-03-08T07:00"],
  ["the hour before they are put back", "2015-11-01T00:30", "2015-11-01T04:30"],
  ["the hour that comes twice", "2015-11-01T01:30", "2015-11-01T05:30"],
  ["the hour after it", "2015-11-01T02:30", "2015-11-01T07:30"],
])("New York's clocks: %s", (_, wall, utc) => {
  expect(inNewYork(wall)).toBe(utc);
});

test("what is shown on the clocks is what they show, and later is not earlier", () => {
  const clock = new Intl.DateTimeFormat("sv-SE", {
    timeZone: "America/Chicago",
    dateStyle: "short",
    timeStyle: "medium",
  });
  const minutes = fc.integer({
    min: Date.UTC(1998, 0) / 60_000,
    max: Date.UTC(2035, 0) / 60_000,
  });
  fc.assert(
    fc.property(minutes, (minute) => {
      const wall = minute * 60_000;
      const time = zoneTime("America/Chicago", wall);
      const shown = Date.parse(`${clock.format(time).replace(" ", "T")}Z`);
      // In the hour that is skipped the clocks show one hour more.
      expect([0, HOUR]).toContain(shown - wall);
      expect(zoneTime("America/Chicago", wall + 2 * HOUR)).toBeGreaterThan(
        time,
      );
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ["2024-02-29", "2024-02-29T00:00:00.000Z"],
  ["20240229", "2024-02-29T00:00:00.000Z"],
  ["2024-02-29 09:30", "2024-02-29T09:30:00.000Z"],
  ["2024-02-29T09:30:15.5Z", "2024-02-29T09:30:15.500Z"],
  ["2024-02-29T09:30:15.123456789+05:30", "2024-02-29T04:00:15.123Z"],
  ["2024-02-29 09:30:00 UTC", "2024-02-29T09:30:00.000Z"],
  ["1709199000", "2024-02-29T09:30:00.000Z"],
  ["1709199000.25", "2024-02-29T09:30:00.250Z"],
  ["1709199000123", "2024-02-29T09:30:00.123Z"],
  ["1709199000123000", null],
  ["2024-02-30", null],
  ["2024-02-29 25:00", null],
  ["29.02.2024", null],
  ["", null],
])("a time written %s", (text, expected) => {
  const time = stampOf(text, "UTC");
  expect(time === null ? null : new Date(time).toISOString()).toBe(expected);
});

test("a time that says no zone is of the table's", () => {
  expect(stampOf("2024-07-01 09:30", "America/New_York")).toBe(
    Date.UTC(2024, 6, 1, 13, 30),
  );
  expect(stampOf("2024-07-01 09:30Z", "America/New_York")).toBe(
    Date.UTC(2024, 6, 1, 9, 30),
  );
});
