import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OptionContract } from "../../../runtime/market/instrument.ts";
import { contractNamed } from "../../../runtime/market/recorded/lean/options/contract-name.ts";
import { LeanOptionChain } from "../../../runtime/market/recorded/lean/options/chain.ts";
import { ReadTally } from "../../../runtime/market/recorded/row/reading.ts";
import { allOf } from "../streams.ts";
import { folderOf } from "./folder.ts";
import { share, spx } from "./instruments.ts";
import { PACKINGS } from "./packings.ts";

const MINUTES = "option/usa/minute/goog";
const DECEMBER_23 = Date.UTC(2015, 11, 23);
const DAY = 86_400_000;

function chainOf(lean: string): LeanOptionChain {
  return new LeanOptionChain(lean, {
    underlying: share,
    currency: "USD",
    tickSize: 0.01,
  });
}

const table = (
  right: string,
  strike: number,
  expiry: string,
  date = "20151223",
) =>
  `${date}_goog_minute_quote_american_${right}_${strike * 10_000}_${expiry}.csv`;
const row = (minute: number, bid: number, ask: number) => {
  const [b, a] = [bid * 10_000, ask * 10_000];
  return `${34_200_000 + minute * 60_000},${b},${b},${b},${b},1,${a},${a},${a},${a},2\n`;
};
const iso = (time: number) => new Date(time).toISOString().slice(0, 16);

describe("a contract", () => {
  test("is what the name of its table says", () => {
    expect(
      contractNamed(
        "20151223_goog_minute_quote_american_call_7500000_20160115.csv",
      ),
    ).toEqual({
      root: "goog",
      ticks: "quote",
      style: "american",
      right: "call",
      strike: 750,
      expiry: "20160115",
    });
    expect(
      contractNamed("spx_openinterest_european_put_42005000_20210115.csv"),
    ).toMatchObject({ ticks: "openinterest", right: "put", strike: 4_200.5 });
    for (const none of [
      "goog.csv",
      "goog_quote_american_call_x_20160115.csv",
      "../goog_quote_american_call_1_20160115.csv.exe",
    ])
      expect(contractNamed(none)).toBeNull();
  });

  test("is the same object each time, and expires at the close in New York", () => {
    const chain = chainOf("nowhere");
    const key = { right: "put", strike: 752.5, expiry: "20160115" } as const;
    const contract = chain.contract(key);
    expect(chain.contract(key)).toBe(contract);
    expect(contract).toMatchObject({
      symbol: "GOOG160115P00752500",
      strike: 752.5,
      multiplier: 100,
      style: "american",
      delivery: "physical",
      underlying: share,
    });
    expect(iso(contract.expiry)).toBe("2016-01-15T21:00");
    const european = new LeanOptionChain("nowhere", {
      underlying: spx,
      currency: "USD",
      tickSize: 0.05,
      root: "SPXW",
    }).contract(key);
    expect(european).toMatchObject({
      symbol: "SPXW160115P00752500",
      style: "european",
      delivery: "cash",
    });
    expect(() => chain.contract({ ...key, expiry: "20160132" })).toThrow(
      "expected a day like 20160115 as expiry of an option, found 20160132",
    );
  });
});

describe("a day's quotes", () => {
  const tables = {
    [table("put", 750, "20160115")]: row(0, 1, 2) + row(2, 3, 4),
    [table("call", 750, "20151231")]: row(1, 5, 6),
    [table("call", 752.5, "20160115")]: row(0, 7, 8),
    "readme.csv": "not a table of LEAN's",
  };

  test.each(Object.entries(PACKINGS))(
    "are merged over the contracts, from a %s",
    async (_, pack) => {
      const chain = chainOf(
        await folderOf(pack(MINUTES, "20151223_quote_american", tables)),
      );
      const quotes = await allOf(chain.quotes());
      expect(
        quotes.map(({ instrument, time, bid }) => [
          instrument.symbol,
          iso(time),
          bid,
        ]),
      ).toEqual([
        ["GOOG160115P00750000", "2015-12-23T14:31", 1],
        ["GOOG160115C00752500", "2015-12-23T14:31", 7],
        ["GOOG151231C00750000", "2015-12-23T14:32", 5],
        ["GOOG160115P00750000", "2015-12-23T14:33", 3],
      ]);
      const symbols = (contracts: readonly OptionContract[]) =>
        contracts.map(({ symbol }) => symbol);
      expect(await chain.days()).toEqual([DECEMBER_23]);
      expect(symbols(await chain.contracts(DECEMBER_23))).toEqual([
        "GOOG151231C00750000",
        "GOOG160115P00750000",
        "GOOG160115C00752500",
      ]);
      const puts = await allOf(
        chain.quotes({ only: ({ right }) => right === "put" }),
      );
      expect(puts.map(({ bid }) => bid)).toEqual([1, 3]);
    },
  );

  test("that are not there are named", async () => {
    const chain = chainOf(
      await folderOf(
        PACKINGS["zip"]?.(MINUTES, "20151223_quote_american", tables) ?? {},
      ),
    );
    await expect(chain.contracts(DECEMBER_23 + DAY)).rejects.toThrow(
      "there are no minute quote recordings of options on goog on 2015-12-24; there are only those of 2015-12-23",
    );
    await expect(allOf(chain.quotes({ only: () => false }))).rejects.toThrow(
      "there are no quote recordings on any day of the wanted options on goog",
    );
  });

  test("of a contract that never had a bid have a bid of 0 that takes nothing", async () => {
    const name = table("put", 750, "20160115");
    const rows = "34200000,,,,,0,500,500,500,500,7\n";
    const chain = chainOf(
      await folderOf({ [`${MINUTES}/20151223_quote_american/${name}`]: rows }),
    );
    expect(await allOf(chain.quotes())).toMatchObject([
      { bid: 0, bidSize: 0, ask: 0.05, askSize: 7 },
    ]);
  });
});

test("a merge over contracts is in time order, and loses nothing", async () => {
  const minutes = fc
    .uniqueArray(fc.nat(300), { minLength: 1, maxLength: 10 })
    .map((all) => all.toSorted((a, b) => a - b));
  await fc.assert(
    fc.asyncProperty(
      fc.array(minutes, { minLength: 1, maxLength: 8 }),
      async (contracts) => {
        const tables = Object.fromEntries(
          contracts.map((all, index) => [
            table("call", 700 + index, "20160115"),
            all.map((minute) => row(minute, 1, 2)).join(""),
          ]),
        );
        const chain = chainOf(
          await folderOf(
            PACKINGS["zip"]?.(MINUTES, "20151223_quote_american", tables) ?? {},
          ),
        );
        const quotes = await allOf(chain.quotes());
        const times = quotes.map(({ time }) => time);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        expect(times).toHaveLength(contracts.flat().length);
      },
    ),
    { numRuns: 15 },
  );
});

test("daily tables hold a year; open interest is told in the evening", async () => {
  const folder = await folderOf({
    ...PACKINGS["zip64, stored"]?.(
      "option/usa/daily",
      "goog_2015_quote_american",
      {
        "goog_quote_american_call_7500000_20160115.csv":
          "20151222 00:00,10000,10000,10000,10000,1,20000,20000,20000,20000,2\n20151223 00:00,30000,30000,30000,30000,1,40000,40000,40000,40000,2",
      },
    ),
    "option/usa/daily/goog_2015_openinterest_american/goog_openinterest_american_call_7500000_20160115.csv":
      "20151223 00:00,102",
  });
  const chain = chainOf(folder);
  const quotes = await allOf(
    chain.quotes({ resolution: "daily", from: DECEMBER_23 }),
  );
  expect(quotes.map(({ time, bid }) => [iso(time), bid])).toEqual([
    ["2015-12-23T21:30", 3],
  ]);
  const interest = await allOf(chain.openInterest({ resolution: "daily" }));
  expect(interest).toMatchObject([
    { openInterest: 102, close: null, time: quotes[0]?.time },
  ]);
});

describe("universes", () => {
  const HEADER =
    "#expiry,strike,right,open,high,low,close,volume,open_interest,implied_volatility,delta,gamma,vega,theta,rho";
  const universe = (underlying: number, ...rows: readonly string[]) =>
    [HEADER, `,,,1,1,1,${underlying},0,,,,,,,`, ...rows].join("\n");
  const files = {
    "universes/goog/20151218.csv": universe(
      740,
      "20160115,750,P,1,1,1,11.5,0,12,0.25,-0.5,0.01,0.9,-0.3,-0.2",
    ),
    "universes/goog/20151222.csv": universe(
      750,
      "20160115,752.5,C,1,1,1,0,0,,0,0,0,0,0,0",
    ),
    "universes/goog/20151223.csv": universe(
      760,
      "20160115,750,P,1,1,1,9,0,,0.2,-0.4,0.01,0.9,-0.3,-0.2",
    ),
  };

  test("say what is known of each contract, at the midnight after their day, null where nothing", async () => {
    const chain = chainOf(await folderOf(files));
    const tally = new ReadTally();
    const events = await allOf(chain.universe({ tally }));
    expect(events.slice(0, 2)).toEqual([
      {
        kind: "option",
        instrument: chain.contract({
          right: "put",
          strike: 750,
          expiry: "20160115",
        }),
        time: Date.UTC(2015, 11, 19, 5),
        close: 11.5,
        underlyingPrice: 740,
        impliedVolatility: 0.25,
        delta: -0.5,
        gamma: 0.01,
        vega: 0.9,
        theta: -0.3,
        rho: -0.2,
        openInterest: 12,
      },
      {
        kind: "option",
        instrument: chain.contract({
          right: "call",
          strike: 752.5,
          expiry: "20160115",
        }),
        time: Date.UTC(2015, 11, 23, 5),
        close: null,
        underlyingPrice: 750,
        impliedVolatility: null,
        delta: null,
        gamma: null,
        vega: null,
        theta: null,
        rho: null,
        openInterest: null,
      },
    ]);
    expect(String(tally)).toBe(
      "6 rows; 3 left out: of the underlying, whose price the others have",
    );
  });

  test("are not told before they are known, and the latest is known from the beginning", async () => {
    const chain = chainOf(await folderOf(files));
    const told = async (from: number, to: number) => {
      const events = await allOf(chain.universe({ from, to }));
      return events.map(({ time, underlyingPrice }) => [
        iso(time),
        underlyingPrice,
      ]);
    };
    const sunday = Date.UTC(2015, 11, 20);
    expect(await told(sunday, DECEMBER_23)).toEqual([
      ["2015-12-20T05:00", 740],
      ["2015-12-23T05:00", 750],
    ]);
    expect(await told(DECEMBER_23, DECEMBER_23)).toEqual([
      ["2015-12-23T05:00", 750],
    ]);
    await expect(told(sunday - 9 * DAY, sunday - 2 * DAY)).rejects.toThrow(
      "there are no universes until 2015-12-17; there are those of 2015-12-18, the nearest of 3 days",
    );
  });

  test.each([
    ["a,b", "1: expected the header #expiry,"],
    [
      universe(1, "2016011,750,P,1,1,1,9,0,,0.2,1,1,1,1,1"),
      '3:1: expected a day like 20160115 as expiry, found "2016011"',
    ],
    [
      universe(1, "20160115,0,P,1,1,1,9,0,,0.2,1,1,1,1,1"),
      '3:10: expected a number above 0 as strike, found "0"',
    ],
    [
      universe(1, "20160115,750,X,1,1,1,9,0,,0.2,1,1,1,1,1"),
      '3:14: expected C or P as right, found "X"',
    ],
    [
      universe(1, "20160115,750,P,1,1,1,9,0,,0.2,one,1,1,1,1"),
      '3:31: expected a number as delta, found "one"',
    ],
    [
      universe(1, "20160115,750,P,1,1,1,9,0,,0.2"),
      "3: expected 15 columns, found 10",
    ],
  ])("refuse %s", async (text, problem) => {
    const chain = chainOf(
      await folderOf({ "option/usa/universes/goog/20151222.csv": text }),
    );
    await expect(allOf(chain.universe())).rejects.toThrow(
      `20151222.csv:${problem}`,
    );
  });
});
