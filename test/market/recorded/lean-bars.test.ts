import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BadRowError } from "../../../runtime/market/errors.ts";
import type { Instrument } from "../../../runtime/market/instrument.ts";
import {
  leanBars,
  leanDays,
  leanQuotes,
} from "../../../runtime/market/recorded/lean/bars.ts";
import { leanFunding } from "../../../runtime/market/recorded/lean/funding.ts";
import { ReadTally } from "../../../runtime/market/recorded/row/reading.ts";
import { perpetual, spot } from "../instruments.ts";
import { allOf } from "../streams.ts";
import { folderOf } from "./folder.ts";
import { inverse, share, spx } from "./instruments.ts";
import { PACKINGS } from "./packings.ts";

const GOOD = "0,9,9,9,100.5,2,9,9,9,101,3";
const LATER = "120000,9,9,9,100,2,9,9,9,101,3";
const FOLDER = "crypto/bybit/minute/btcusdt";
const NAME = "20240229_btcusdt_minute_quote.csv";
const DAY = 86_400_000;
const FEBRUARY_29 = Date.UTC(2024, 1, 29);

async function quotesOf(content: string) {
  const folder = await folderOf({
    [`${FOLDER}/20240229_quote/${NAME}`]: content,
  });
  const problems: string[] = [];
  const tally = new ReadTally();
  const quotes = await allOf(
    leanQuotes(folder, spot, {
      tally,
      onBadRow: ({ message, place }: BadRowError) => {
        expect(message).toContain(`${place.file}:${place.line}`);
        problems.push(message.slice(message.indexOf(NAME)));
      },
    }),
  );
  return { quotes, problems, tally: String(tally) };
}

describe("bars of quotes", () => {
  test("are quotes of their close, at their end", async () => {
    const { quotes, problems, tally } = await quotesOf(
      `\uFEFF${GOOD}\r\n${LATER}\r\n\r\n`,
    );
    expect(quotes).toEqual([
      {
        kind: "quote",
        instrument: spot,
        time: FEBRUARY_29 + 60_000,
        bid: 100.5,
        bidSize: 2,
        ask: 101,
        askSize: 3,
      },
      {
        kind: "quote",
        instrument: spot,
        time: FEBRUARY_29 + 180_000,
        bid: 100,
        bidSize: 2,
        ask: 101,
        askSize: 3,
      },
    ]);
    expect(problems).toEqual([]);
    expect(tally).toBe("2 rows");
  });

  test("with a side that is empty or 0 have nobody there, at the last price", async () => {
    const rows = [
      "60000,,,,,0,9,9,9,101,3",
      "120000,9,9,9,100,2,9,9,9,101,3",
      "180000,,,,,0,9,9,9,99,3",
      "240000,9,9,9,98,1,0,0,0,0,0",
      "300000,,,,,0,,,,,0",
    ];
    const { quotes, tally } = await quotesOf(rows.join("\n"));
    expect(
      quotes.map(({ bid, bidSize, ask, askSize }) => [
        bid,
        bidSize,
        ask,
        askSize,
      ]),
    ).toEqual([
      [100, 2, 101, 3],
      // The bid that was there before cannot be above the ask that is there now.
      [99, 0, 99, 3],
      [98, 1, 99, 0],
    ]);
    expect(tally).toBe(
      "5 rows; 1 left out: one side was never known; 1 left out: neither bid nor ask",
    );
  });

  test.each([
    ["60000,9,9,9", ":2: expected 11 columns, found 4"],
    [
      "60000,9,9,9,1x,2,9,9,9,101,3",
      ':2:13: expected a number ≥ 0 as bid close, found "1x"',
    ],
    [
      "60000,,,,100,2,9,9,9,101,3",
      ':2:7: expected a number ≥ 0 as bid open, found ""',
    ],
    [
      "60000,9,9,9,100,-2,9,9,9,101,3",
      ':2:17: expected a number ≥ 0 as bid size, found "-2"',
    ],
    [
      "60000,9,9,9,0x1F,2,9,9,9,101,3",
      ':2:13: expected a number ≥ 0 as bid close, found "0x1F"',
    ],
    [
      "60000,9,9,9,Infinity,2,9,9,9,101,3",
      ':2:13: expected a number ≥ 0 as bid close, found "Infinity"',
    ],
    [
      "86400000,9,9,9,100,2,9,9,9,101,3",
      ':2:1: expected whole milliseconds since midnight, below 86400000, as time, found "86400000"',
    ],
    [
      "0,9,9,9,100,2,9,9,9,101,3",
      ':2:1: expected a time after 0 as time, found "0"',
    ],
    [
      "60000,9,9,9,102,2,9,9,9,101,3",
      ":2: expected a bid that is not above the ask, found bid 102 and ask 101",
    ],
  ])("%s is reported with its place, and left out", async (row, problem) => {
    const { quotes, problems, tally } = await quotesOf(
      `${GOOD}\n${row}\n${LATER}`,
    );
    expect(problems).toEqual([`${NAME}${problem}`]);
    expect(quotes).toHaveLength(2);
    expect(tally).toBe("3 rows; 1 bad");
  });

  test("without somebody to take it, a bad row is thrown, with its entry if it is in a zip", async () => {
    const files =
      PACKINGS["zip"]?.(FOLDER, "20240229_quote", { [NAME]: "nonsense" }) ?? {};
    const folder = await folderOf(files);
    await expect(allOf(leanQuotes(folder, spot))).rejects.toThrow(
      `${folder}/${FOLDER}/20240229_quote.zip#${NAME}:1: expected 11 columns, found 1`,
    );
  });
});

describe("whatever they are packed in, the rows are the same quotes:", () => {
  const price = fc
    .integer({ min: 1, max: 1_000_000 })
    .map((cents) => cents / 100);
  const rows = fc.array(fc.tuple(price, price, fc.nat(50)), {
    minLength: 1,
    maxLength: 30,
  });
  test.each(Object.entries(PACKINGS))("%s", async (_, pack) => {
    await fc.assert(
      fc.asyncProperty(rows, async (bars) => {
        const lines = bars.map(([a, b, size], minute) => {
          const [bid, ask] = [Math.min(a, b), Math.max(a, b)];
          return [
            minute * 60_000,
            bid,
            bid,
            bid,
            bid,
            size,
            ask,
            ask,
            ask,
            ask,
            size,
          ];
        });
        const table = lines.map((cells) => cells.join(",")).join("\n");
        const folder = await folderOf(
          pack(FOLDER, "20240229_quote", { [NAME]: table }),
        );
        const quotes = await allOf(leanQuotes(folder, spot));
        expect(quotes).toEqual(
          lines.map(([start = 0, , , , bid, bidSize, , , , ask, askSize]) => ({
            kind: "quote",
            instrument: spot,
            time: FEBRUARY_29 + start + 60_000,
            bid,
            bidSize,
            ask,
            askSize,
          })),
        );
      }),
      { numRuns: 10 },
    );
  });
});

describe("days", () => {
  const day = (date: string) => ({
    [`${FOLDER}/${date}_quote/${date}_btcusdt_minute_quote.csv`]: GOOD,
  });
  const files = {
    ...day("20240227"),
    ...day("20240229"),
    ...day("20240303"),
    ...day("20240230"),
  };

  test("are read one after the other, those that are wanted", async () => {
    const folder = await folderOf({
      ...files,
      ...PACKINGS["zip"]?.(FOLDER, "20240301_quote", {
        "20240301_btcusdt_minute_quote.csv": GOOD,
      }),
    });
    const range = { from: FEBRUARY_29, to: FEBRUARY_29 + 2 * DAY };
    const quotes = await allOf(leanQuotes(folder, spot, range));
    expect(quotes.map(({ time }) => time - 60_000)).toEqual([
      FEBRUARY_29,
      FEBRUARY_29 + DAY,
    ]);
    expect(await leanDays(folder, spot, "quote")).toEqual(
      [-2, 0, 1, 3].map((days) => FEBRUARY_29 + days * DAY),
    );
    expect(await leanDays(folder, spot, "trade")).toEqual([]);
  });

  test("that are not there are named, with the nearest", async () => {
    const folder = await folderOf(files);
    const missing = (range: object) => allOf(leanQuotes(folder, spot, range));
    await expect(
      missing({ from: FEBRUARY_29 + DAY, to: FEBRUARY_29 + 2 * DAY }),
    ).rejects.toThrow(
      `${folder}/${FOLDER}: there are no quotes (minute) of bybit:spot:BTCUSDT from 2024-03-01 to 2024-03-02; there are those of 2024-02-29 and 2024-03-03, the nearest of 3 days from 2024-02-27 to 2024-03-03`,
    );
    await expect(missing({ to: FEBRUARY_29 - 9 * DAY })).rejects.toThrow(
      "until 2024-02-20; there are those of 2024-02-27, the nearest of 3 days",
    );
    await expect(allOf(leanQuotes(folder, perpetual))).rejects.toThrow(
      `${folder}/cryptofuture/bybit/minute/btcusdt: there are no quotes (minute) of bybit:linear-perpetual:BTCUSDT; ${folder} has crypto`,
    );
  });

  test("whose table is not in the zip say what is", async () => {
    const pack = PACKINGS["zip"]?.(FOLDER, "20240229_quote", {
      "20240229_btcusdt_minute_quote_20240628.csv": GOOD,
    });
    await expect(
      allOf(leanQuotes(await folderOf(pack ?? {}), spot)),
    ).rejects.toThrow(
      /20240229_quote\.zip: expected a table .*, found 20240229_btcusdt_minute_quote_20240628\.csv/,
    );
  });
});

describe("bars of trades", () => {
  const times = (bars: readonly { start: number; time: number }[]) =>
    bars.map(({ start, time }) =>
      [start, time].map((each) => new Date(each).toISOString().slice(0, 16)),
    );

  async function barsOf(
    instrument: Instrument,
    path: string,
    rows: string,
    query = {},
  ) {
    return allOf(leanBars(await folderOf({ [path]: rows }), instrument, query));
  }

  test("of coins are as they are", async () => {
    const [bar] = await barsOf(
      perpetual,
      "cryptofuture/bybit/minute/btcusdt/20240229_trade/20240229_btcusdt_minute_trade_perp.csv",
      "0,10,12,9,11,0.5",
    );
    expect(bar).toEqual({
      kind: "bar",
      instrument: perpetual,
      start: FEBRUARY_29,
      time: FEBRUARY_29 + 60_000,
      open: 10,
      high: 12,
      low: 9,
      close: 11,
      volume: 0.5,
    });
  });

  test("of shares are in deci-cents and New York's time, in summer and in winter", async () => {
    const rows = "34200000,7524800,7524900,7524700,7524750,10";
    const summer = await barsOf(
      share,
      "equity/usa/minute/goog/20150701_trade/20150701_goog_minute_trade.csv",
      rows,
    );
    expect(summer).toMatchObject([
      { open: 752.48, high: 752.49, low: 752.47, close: 752.475, volume: 10 },
    ]);
    expect(times(summer)).toEqual([["2015-07-01T13:30", "2015-07-01T13:31"]]);
    const winter = await barsOf(
      share,
      "equity/usa/minute/goog/20151223_trade/20151223_goog_minute_trade.csv",
      rows,
    );
    expect(times(winter)).toEqual([["2015-12-23T14:30", "2015-12-23T14:31"]]);
  });

  test("of an index are in Chicago's", async () => {
    const bars = await barsOf(
      spx,
      "index/usa/minute/spx/20210104_trade/20210104_spx_minute_trade.csv",
      "30600000,3764.61,3769.99,3764.61,3766.63,59",
    );
    expect(times(bars)).toEqual([["2021-01-04T14:30", "2021-01-04T14:31"]]);
    expect(bars).toMatchObject([{ open: 3764.61 }]);
  });

  test("by the day are known in the evening, by the hour at its end", async () => {
    const daily =
      "20150630 00:00,10000,10000,10000,10000,1\n20150701 00:00,20000,20000,20000,20000,1\n20151223 00:00,30000,30000,30000,30000,1";
    const range = {
      resolution: "daily",
      from: Date.UTC(2015, 6, 1),
      to: Date.UTC(2015, 11, 23),
    };
    const path = "equity/usa/daily/goog/goog.csv";
    expect(times(await barsOf(share, path, daily, range))).toEqual([
      ["2015-07-01T04:00", "2015-07-01T20:30"],
      ["2015-12-23T05:00", "2015-12-23T21:30"],
    ]);
    await expect(
      barsOf(share, path, daily, {
        resolution: "daily",
        from: Date.UTC(2016, 0, 1),
      }),
    ).rejects.toThrow("goog.csv: there are no trades from 2016-01-01");
    const hours = await barsOf(
      spx,
      "index/usa/hour/spx.csv",
      "20210104 08:00,1,1,1,1,1\n20210104 15:00,1,1,1,1,1",
      { resolution: "hour" },
    );
    expect(times(hours)).toEqual([
      ["2021-01-04T14:00", "2021-01-04T15:00"],
      ["2021-01-04T21:00", "2021-01-04T22:00"],
    ]);
    const coins = await barsOf(
      spot,
      "crypto/bybit/daily/btcusdt_trade/btcusdt.csv",
      "20240229 00:00,1,1,1,1,1",
      { resolution: "daily" },
    );
    expect(times(coins)).toEqual([["2024-02-29T00:00", "2024-03-01T00:00"]]);
  });

  test.each([
    [
      "0,10,12,11,11,1",
      "expected open and close between low and high, found open 10, high 12, low 11, close 11",
    ],
    ["0,10,12,0,11,1", "expected prices above 0, found a low of 0"],
    ["0,10,12,9,11", "expected 6 columns, found 5"],
  ])("%s is refused", async (row, problem) => {
    await expect(
      barsOf(
        spot,
        `${FOLDER}/20240229_trade/20240229_btcusdt_minute_trade.csv`,
        row,
      ),
    ).rejects.toThrow(`20240229_btcusdt_minute_trade.csv:1: ${problem}`);
  });
});

describe("funding", () => {
  const path = "cryptofuture/binance/margin_interest/btcusd.csv";
  const rows =
    "20221212 16:00:00,0.0001\n20221213 00:00:00,-0.00004062\n20221213 08:00:00,0.00032";

  test("is due at its time, at its rate, of the days that are wanted", async () => {
    const folder = await folderOf({ [path]: rows });
    const range = { from: Date.UTC(2022, 11, 13) };
    expect(await allOf(leanFunding(folder, inverse, range))).toEqual([
      {
        kind: "funding",
        instrument: inverse,
        time: Date.UTC(2022, 11, 13),
        rate: -0.000_040_62,
      },
      {
        kind: "funding",
        instrument: inverse,
        time: Date.UTC(2022, 11, 13, 8),
        rate: 0.000_32,
      },
    ]);
  });

  test("that is not there, or no funding, is refused", async () => {
    await expect(
      allOf(leanFunding(await folderOf({}), inverse)),
    ).rejects.toThrow(
      "margin_interest: there are no funding rates of Binance:inverse-perpetual:BTCUSD",
    );
    const bad = (row: string) =>
      folderOf({ [path]: `${rows}\n${row}` }).then((folder) =>
        allOf(leanFunding(folder, inverse)),
      );
    await expect(bad("20221213 08:00:00,0.1")).rejects.toThrow(
      'btcusd.csv:4:1: expected a time after that of the row before as time, found "20221213 08:00:00"',
    );
    await expect(bad("20221332 08:00:00,0.1")).rejects.toThrow(
      "btcusd.csv:4:1: expected a time like 20210104 09:30 as time",
    );
    await expect(bad("20221214 08:00:00,")).rejects.toThrow(
      'btcusd.csv:4:19: expected a number as rate, found ""',
    );
  });
});
