import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { leanInterestRate } from "../../../runtime/market/recorded/lean/interest-rate.ts";
import { quotesOfAssumedSpread } from "../../../runtime/market/recorded/table/assumed-spread.ts";
import {
  type OhlcvOptions,
  readOhlcv,
} from "../../../runtime/market/recorded/table/ohlcv.ts";
import { readVix } from "../../../runtime/market/recorded/table/vix.ts";
import { spot } from "../instruments.ts";
import { allOf } from "../streams.ts";
import { folderOf } from "./folder.ts";
import { vix } from "./instruments.ts";

const DAY = 86_400_000;
const iso = (time: number) => new Date(time).toISOString().slice(0, 16);

async function vixOf(rows: string, range = {}) {
  const folder = await folderOf({
    "vix.csv": `DATE,OPEN,HIGH,LOW,CLOSE\n${rows}`,
  });
  return allOf(readVix(join(folder, "vix.csv"), vix, range));
}

describe("the VIX", () => {
  const rows =
    "2015-07-01,17.1,18.0,16.0,16.09\n2015-12-23,16.0,16.2,15.5,15.57\n2015-12-24,15.5,16.0,15.4,15.74\n";
  test("is its close, when its day is over", async () => {
    const levels = await vixOf(rows, { to: Date.UTC(2015, 11, 23) });
    expect(levels.map(({ time, level }) => [iso(time), level])).toEqual([
      ["2015-07-01T20:15", 16.09],
      ["2015-12-23T21:15", 15.57],
    ]);
    expect(levels[0]).toMatchObject({ kind: "level", instrument: vix });
  });
  test.each([
    ["2015-12-28,1,1,1,", '5:18: expected a number ≥ 0 as CLOSE, found ""'],
    [
      "24.12.2015,1,1,1,1",
      '5:1: expected a day like 2015-12-23 as DATE, found "24.12.2015"',
    ],
    [
      "2015-12-24,1,1,1,1",
      '5:1: expected a day after that of the row before as DATE, found "2015-12-24"',
    ],
  ])("refuses %s", async (row, problem) => {
    await expect(vixOf(rows + row)).rejects.toThrow(`vix.csv:${problem}`);
  });
});

test("an interest rate is known at the beginning of its day", async () => {
  const lean = await folderOf({
    "alternative/interest-rate/usa/interest-rate.csv":
      "DATE,PCREDIT8\n2003-01-09,2.25\n",
  });
  const levels = await allOf(leanInterestRate(lean, vix));
  expect(levels.map(({ time, level }) => [iso(time), level])).toEqual([
    ["2003-01-09T05:00", 2.25],
  ]);
});

async function eventsOf(table: string, options: OhlcvOptions = {}) {
  const folder = await folderOf({ "x.csv.gz": gzipSync(table) });
  return allOf(readOhlcv(join(folder, "x.csv.gz"), spot, options));
}

describe("a table of OHLCV", () => {
  const expected = [0, 60_000].map((start) => ({
    kind: "bar",
    instrument: spot,
    start: Date.UTC(2024, 1, 29) + start,
    time: Date.UTC(2024, 1, 29) + start + 60_000,
    open: 10,
    high: 12,
    low: 9,
    close: 11,
    volume: 5,
  }));

  test.each([
    [
      "ISO, as usual",
      "time,open,high,low,close,volume\n2024-02-29T00:00:00Z,10,12,9,11,5\n2024-02-29T00:01:00Z,10,12,9,11,5\n",
    ],
    [
      "other order, case and columns",
      'Close,Vol,"Adj Close",LOW,High, Open ,Timestamp\r\n11,5,1,9,12,10,1709164800\r\n11,5,1,9,12,10,1709164860',
    ],
    [
      "milliseconds",
      "open_time,open,high,low,close,volume\n1709164800000,10,12,9,11,5\n1709164860000,10,12,9,11,5\n",
    ],
    [
      "day and time apart",
      "date,time,open,high,low,close,volume\n2024-02-29,00:00,10,12,9,11,5\n2024-02-29,00:01,10,12,9,11,5\n",
    ],
  ])("%s", async (_, table) => {
    expect(await eventsOf(table)).toEqual(expected);
  });

  test("says the end of bars, or how long they are, where it is told", async () => {
    const table =
      "date,open,high,low,close\n2024-02-29,1,1,1,1\n2024-03-04,1,1,1,1\n";
    const spans = async (options: OhlcvOptions) => {
      const bars = await eventsOf(table, options);
      return bars.flatMap((bar) =>
        bar.kind === "bar" ? [[iso(bar.start), iso(bar.time)]] : [],
      );
    };
    expect(await spans({ interval: DAY })).toEqual([
      ["2024-02-29T00:00", "2024-03-01T00:00"],
      ["2024-03-04T00:00", "2024-03-05T00:00"],
    ]);
    expect(
      await spans({ interval: DAY, stamp: "end", zone: "America/New_York" }),
    ).toEqual([
      ["2024-02-28T05:00", "2024-02-29T05:00"],
      ["2024-03-03T05:00", "2024-03-04T05:00"],
    ]);
  });

  test("with bid and ask has quotes", async () => {
    const table =
      "time,open,high,low,close,volume,bid,ask,ask_size\n1709164800,1,1,1,1,5,0.9,1.1,7\n1709164860,1,1,1,1,5,,,\n";
    const events = await eventsOf(table);
    expect(events.map(({ kind }) => kind)).toEqual(["bar", "quote", "bar"]);
    expect(events[1]).toEqual({
      kind: "quote",
      instrument: spot,
      time: 1_709_164_860_000,
      bid: 0.9,
      bidSize: 5,
      ask: 1.1,
      askSize: 7,
    });
  });

  test.each([
    [
      "open,high,low,close\n",
      '1: expected a header with a time (time, date, timestamp, datetime, opentime), open, high, low and close, found "open,high,low,close"',
    ],
    [
      "time,open,high,low,close,volume,vol\n",
      "1: expected one column for volume, found volume, vol",
    ],
    [
      "time,open,high,low,close\nyesterday,1,1,1,1\n",
      '2:1: expected a time in ISO 8601, or seconds or milliseconds since the epoch, as time, found "yesterday"',
    ],
    [
      "time,open,high,low,close\n1709164800,1,1,1,1\n1709164800,1,1,1,1",
      '3:1: expected a time after that of the row before as time, found "1709164800"',
    ],
    [
      "time,open,high,low,close\n1709164800,1,1,1,one",
      '2:18: expected a number ≥ 0 as close, found "one"',
    ],
    [
      "time,open,high,low,close\n1709164800,1,1,2,1",
      "2: expected open and close between low and high, found open 1, high 1, low 2, close 1",
    ],
    [
      "time,open,high,low,close,bid,ask\n1709164800,1,1,1,1,2,1",
      "2: expected a bid above 0 that is not above the ask, found bid 2 and ask 1",
    ],
  ])("refuses %j", async (table, problem) => {
    await expect(eventsOf(table)).rejects.toThrow(`x.csv.gz:${problem}`);
  });

  test("of one row does not say how long a bar is", async () => {
    await expect(
      eventsOf("time,open,high,low,close\n1709164800,1,1,1,1"),
    ).rejects.toThrow(
      "x.csv.gz: expected at least two rows, to see how long a bar is; give the interval",
    );
  });
});

describe("quotes of an assumed spread", () => {
  const bar = {
    kind: "bar",
    instrument: spot,
    start: 0,
    time: 60_000,
    open: 100,
    high: 101,
    low: 99,
    close: 100.003,
    volume: 2.5,
  } as const;
  const quote = {
    kind: "quote",
    instrument: spot,
    time: 60_000,
    bid: 99,
    bidSize: 1,
    ask: 101,
    askSize: 1,
  } as const;

  test("follow each bar, rounded away from its close", async () => {
    expect(
      await allOf(quotesOfAssumedSpread([bar], { spreadBps: 10 })),
    ).toEqual([
      bar,
      { ...quote, bid: 99.95, bidSize: 2.5, ask: 100.06, askSize: 2.5 },
    ]);
  });

  test("are not made where there is one", async () => {
    const later = { ...bar, start: 60_000, time: 120_000 };
    const events = await allOf(
      quotesOfAssumedSpread([bar, quote, later], { spreadBps: 10, size: 1 }),
    );
    expect(events.slice(0, 3)).toEqual([bar, quote, later]);
    expect(events[3]).toMatchObject({
      kind: "quote",
      time: 120_000,
      bidSize: 1,
    });
    await expect(
      allOf(quotesOfAssumedSpread([], { spreadBps: -1 })),
    ).rejects.toThrow("spreadBps must be a number ≥ 0, and is -1");
  });
});
