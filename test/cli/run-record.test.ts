/** What is kept of a run, however long it is. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Course } from "../../src/cli/run/record/course.ts";
import { DayBook } from "../../src/cli/run/record/day-book.ts";
import { Occupancy } from "../../src/cli/run/record/occupancy.ts";
import { NOTHING } from "../../src/cli/run/record/totals.ts";

/** Steps in time and values, many more than are kept. */
const walk = fc.array(
  fc.record({
    pause: fc.integer({ min: 0, max: 100_000 }),
    value: fc.integer({ min: -1_000, max: 1_000 }),
  }),
  { minLength: 1, maxLength: 6_000, size: "max" },
);

describe("a course", () => {
  test("keeps ends and extremes, in order, in bounded room", () => {
    fc.assert(
      fc.property(walk, (steps) => {
        const course = new Course();
        let time = 0;
        for (const { pause, value } of steps)
          course.add((time += pause), value);
        const { spans } = course;
        const values = steps.map(({ value }) => value);
        expect(spans.length).toBeLessThanOrEqual(2_048);
        expect(spans[0]?.first).toBe(values[0]);
        expect(spans.at(-1)?.last).toBe(values.at(-1));
        expect(spans.at(-1)?.end).toBe(time);
        expect(Math.min(...spans.map(({ low }) => low))).toBe(
          Math.min(...values),
        );
        expect(Math.max(...spans.map(({ high }) => high))).toBe(
          Math.max(...values),
        );
        for (const [index, { start, end }] of spans.entries()) {
          expect(start).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(spans[index + 1]?.start ?? end);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe("an occupancy", () => {
  test("forgets no state and no time, and has no holes", () => {
    fc.assert(
      fc.property(walk, (steps) => {
        const occupancy = new Occupancy();
        let time = 0;
        const expected = new Map<string, number>();
        for (const { pause, value } of steps) {
          const state = `S${value % 7}`;
          occupancy.enter(state, time);
          time += pause;
          expected.set(state, (expected.get(state) ?? 0) + pause);
        }
        occupancy.end(time);
        const { stays, totals } = occupancy;
        expect(Object.fromEntries(totals)).toEqual(
          Object.fromEntries(expected),
        );
        expect(stays.length).toBeLessThanOrEqual(2_048);
        const drawn = new Map<string, number>();
        for (const { times } of stays)
          for (const [state, spent] of times)
            drawn.set(state, (drawn.get(state) ?? 0) + spent);
        expect(Object.fromEntries(drawn)).toEqual(Object.fromEntries(expected));
        expect(stays[0]?.start).toBe(0);
        for (const [index, { end }] of stays.entries())
          expect(stays[index + 1]?.start ?? time).toBe(end);
      }),
      { numRuns: 30 },
    );
  });
});

test("days are what stood at their ends, less what stood at their beginnings", () => {
  const book = new DayBook();
  const morning = Date.UTC(2022, 11, 13, 9);
  book.open(morning);
  expect(book.isOver(morning + 14 * 3_600_000)).toBe(false);
  expect(book.isOver(morning + 15 * 3_600_000)).toBe(true);
  book.close(
    { ...NOTHING, netPnl: 5, totalFees: 1 },
    { events: 10, transitions: 3, errors: 0 },
  );
  book.open(morning + 3 * 86_400_000);
  book.close(
    { ...NOTHING, netPnl: 2, totalFees: 4 },
    { events: 12, transitions: 3, errors: 1 },
  );
  expect(book.days).toMatchObject([
    { day: "2022-12-13", netPnl: 5, totalFees: 1, events: 10, errors: 0 },
    { day: "2022-12-16", netPnl: -3, totalFees: 3, events: 2, errors: 1 },
  ]);
});
