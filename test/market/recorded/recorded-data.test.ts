import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import type { MarketEvent } from "../../../runtime/market/event.ts";
import {
  instrument,
  type Instrument,
} from "../../../runtime/market/instrument.ts";
import { mergeByTime } from "../../../runtime/market/merge.ts";
import * as recorded from "../../../runtime/market/recorded/index.ts";
import { perpetual, spot } from "../instruments.ts";
import { leanFolder } from "../recordings.ts";
import { inverse, share, spx, vix } from "./instruments.ts";

// They work through much, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const found = leanFolder();
const lean = found ?? "";
const data = dirname(lean);

/** How many rows a file has, headers included, by the manifest of the data. */
function rowsOf(file: string): number {
  const row = readFileSync(join(data, "MANIFEST.csv"), "utf8")
    .split("\n")
    .find((line) => line.startsWith(`${file},`));
  return Number(row?.split(",")[2]);
}

interface Passed {
  readonly tally: recorded.ReadTally;
  readonly events: number;
  readonly first: string;
  readonly last: string;
}

/** Runs through a stream, which must be in time order. */
async function pass(
  read: (options: recorded.ReadOptions) => AsyncIterable<MarketEvent>,
): Promise<Passed> {
  const tally = new recorded.ReadTally();
  const times = { first: NaN, last: -Infinity };
  let events = 0;
  for await (const { time } of read({ tally, onBadRow: () => {} })) {
    if (time < times.last) throw new Error(`${time} comes after ${times.last}`);
    if (events === 0) times.first = time;
    times.last = time;
    events += 1;
  }
  const iso = (time: number) => new Date(time).toISOString().slice(0, 19);
  return { tally, events, first: iso(times.first), last: iso(times.last) };
}

const coin = { venue: "Binance", tickSize: 0.1, lotSize: 0.001 } as const;
const onBinance = {
  spot: instrument({
    ...coin,
    kind: "spot",
    symbol: "BTCUSDT",
    currency: "USDT",
  }),
  usdm: instrument({
    ...coin,
    kind: "linear-perpetual",
    symbol: "BTCUSDT",
    currency: "USDT",
  }),
  cm: instrument({
    ...coin,
    kind: "inverse-perpetual",
    symbol: "BTCUSD_PERP",
    currency: "BTC",
    priceCurrency: "USD",
  }),
};
const spy = instrument({
  kind: "spot",
  venue: "usa",
  symbol: "SPY",
  currency: "USD",
  tickSize: 0.01,
  lotSize: 1,
});
const dollars = { currency: "USD", tickSize: 0.01 } as const;

describe.skipIf(found === null)("the recordings", () => {
  test.each([
    ["spot_btcusdt_20240808.gz", onBinance.spot, "2024-08-08T23:54:13"],
    ["usdm_btcusdt_20240808.gz", onBinance.usdm, "2024-08-08T23:54:15"],
    ["cm_btcusd_perp_20240808.gz", onBinance.cm, "2024-08-08T23:54:16"],
  ])("of Binance: %s", async (name, traded, start) => {
    const file = `hftbacktest/${name}`;
    const { tally, events, first, last } = await pass((options) =>
      recorded.readBinanceRecording(join(data, file), traded, options),
    );
    expect(events).toBe(rowsOf(file));
    expect(String(tally)).toBe(`${rowsOf(file)} rows`);
    expect([first, last]).toEqual([start, "2024-08-08T23:59:59"]);
  });

  const bars = "minute/btcusdt/20221213";
  test.each<[string, string, Instrument, "quote" | "trade", string, string]>([
    [
      "spot quotes",
      `crypto/bybit/${bars}_quote/20221213_btcusdt_minute_quote.csv`,
      spot,
      "quote",
      "2022-12-13T00:01:00",
      "2022-12-13T12:01:00",
    ],
    [
      "spot trades",
      `crypto/bybit/${bars}_trade/20221213_btcusdt_minute_trade.csv`,
      spot,
      "trade",
      "2022-12-13T00:01:00",
      "2022-12-14T00:00:00",
    ],
    [
      "perpetual quotes",
      `cryptofuture/bybit/${bars}_quote/20221213_btcusdt_minute_quote_perp.csv`,
      perpetual,
      "quote",
      "2022-12-13T00:01:00",
      "2022-12-13T12:01:00",
    ],
    [
      "inverse quotes",
      "cryptofuture/binance/minute/btcusd/20221213_quote/20221213_btcusd_minute_quote_perp.csv",
      inverse,
      "quote",
      "2022-12-13T00:01:00",
      "2022-12-14T00:00:00",
    ],
    [
      "share trades",
      "equity/usa/minute/goog/20151223_trade/20151223_goog_minute_trade.csv",
      share,
      "trade",
      "2015-12-23T10:00:00",
      "2015-12-23T23:19:00",
    ],
    [
      "share quotes",
      "equity/usa/minute/spy/20230803_quote/20230803_spy_minute_quote.csv",
      spy,
      "quote",
      "2023-08-03T08:01:00",
      "2023-08-04T00:01:00",
    ],
    [
      "index trades",
      "index/usa/minute/spx/20210104_trade/20210104_spx_minute_trade.csv",
      spx,
      "trade",
      "2021-01-04T14:31:00",
      "2021-01-04T21:21:00",
    ],
  ])("of LEAN: %s", async (_, file, traded, ticks, start, end) => {
    const { tally, events, first, last } = await pass((options) =>
      (ticks === "quote" ? recorded.leanQuotes : recorded.leanBars)(
        lean,
        traded,
        options,
      ),
    );
    expect([events, first, last]).toEqual([rowsOf(`lean/${file}`), start, end]);
    expect(String(tally)).toBe(`${events} rows`);
  });

  test("of LEAN: SPY over six days, of which five follow each other", async () => {
    const days = await recorded.leanDays(lean, spy, "trade");
    expect(days.map((day) => new Date(day).toISOString().slice(0, 10))).toEqual(
      [
        "2013-10-07",
        "2013-10-08",
        "2013-10-09",
        "2013-10-10",
        "2013-10-11",
        "2023-08-03",
      ],
    );
    const { events } = await pass((options) =>
      recorded.leanBars(lean, spy, { ...options, to: days[4] ?? 0 }),
    );
    const files = [7, 8, 9, 10, 11].map(
      (day) => `201310${String(day).padStart(2, "0")}`,
    );
    const rows = files.map((date) =>
      rowsOf(
        `lean/equity/usa/minute/spy/${date}_trade/${date}_spy_minute_trade.csv`,
      ),
    );
    expect(events).toBe(rows.reduce((sum, count) => sum + count, 0));
  });

  test("of LEAN: daily bars and funding", async () => {
    const daily = await pass((options) =>
      recorded.leanBars(lean, share, { ...options, resolution: "daily" }),
    );
    expect(daily.events).toBe(rowsOf("lean/equity/usa/daily/goog/goog.csv"));
    expect([daily.first, daily.last]).toEqual([
      "2004-08-19T20:30:00",
      "2021-03-31T20:30:00",
    ]);
    const funding = await pass((options) =>
      recorded.leanFunding(lean, inverse, options),
    );
    expect(funding.events).toBe(
      rowsOf("lean/cryptofuture/binance/margin_interest/btcusd.csv"),
    );
    expect([funding.first, funding.last]).toEqual([
      "2020-12-29T00:00:00",
      "2022-12-13T16:00:00",
    ]);
  });

  test("of LEAN: GOOG's options, a day of 118 and a zip of 2,192", async () => {
    const chain = new recorded.LeanOptionChain(lean, {
      underlying: share,
      ...dollars,
    });
    const [day = 0] = await chain.days();
    expect(await chain.contracts(day)).toHaveLength(118);
    const minutes = await pass((options) => chain.quotes(options));
    expect(minutes.tally.rows).toBe(
      rowsOf("lean/option/usa/minute/goog/20151223_quote_american/*"),
    );
    expect(minutes.events).toBe(
      minutes.tally.rows -
        (minutes.tally.leftOut.get("neither bid nor ask") ?? 0),
    );
    expect([minutes.first, minutes.last]).toEqual([
      "2015-12-23T14:31:00",
      "2015-12-23T21:01:00",
    ]);
    const contracts = new Set<Instrument>();
    const daily = await pass(async function* (options) {
      for await (const quote of chain.quotes({
        ...options,
        resolution: "daily",
      })) {
        contracts.add(quote.instrument);
        yield quote;
      }
    });
    expect(contracts.size).toBe(2_192);
    expect([daily.first, daily.last]).toEqual([
      "2015-12-23T21:30:00",
      "2015-12-24T21:30:00",
    ]);
  });

  test("of LEAN: universes of shares and of an index", async () => {
    const rows = (folder: string, files: readonly string[]) =>
      files.reduce(
        (sum, file) => sum + rowsOf(`lean/universes/${folder}/${file}.csv`) - 1,
        0,
      );
    const goog = new recorded.LeanOptionChain(lean, {
      underlying: share,
      ...dollars,
    });
    const december = [
      "20151222",
      "20151223",
      "20151224",
      "20151228",
      "20151229",
      "20151230",
      "20151231",
    ];
    const all = await pass((options) => goog.universe(options));
    expect(all.tally.rows).toBe(rows("goog", december));
    expect([all.first, all.last]).toEqual([
      "2015-12-23T05:00:00",
      "2016-01-01T05:00:00",
    ]);
    const index = new recorded.LeanOptionChain(lean, {
      underlying: spx,
      ...dollars,
    });
    const one = await pass((options) =>
      index.universe({
        ...options,
        from: Date.UTC(2021, 0, 5),
        to: Date.UTC(2021, 0, 5),
      }),
    );
    expect(one.tally.rows).toBe(rows("spx", ["20210104"]));
  });

  test("of LEAN: an index's options, whose bid is above the ask in three rows", async () => {
    const chain = new recorded.LeanOptionChain(lean, {
      underlying: spx,
      ...dollars,
    });
    for (const [resolution, bad] of [
      ["minute", 0],
      ["hour", 2],
      ["daily", 1],
    ] as const) {
      const { tally } = await pass((options) =>
        chain.quotes({ ...options, resolution }),
      );
      expect([resolution, tally.bad]).toEqual([resolution, bad]);
    }
    const interest = await pass((options) =>
      chain.openInterest({ ...options, resolution: "daily" }),
    );
    expect(interest.events).toBe(
      rowsOf("lean/indexoption/usa/daily/spx_2021_openinterest_european/*"),
    );
  });

  test("of the VIX and of interest", async () => {
    const file = "vix/vix-daily.csv";
    const { events, first, last } = await pass((options) =>
      recorded.readVix(join(data, file), vix, options),
    );
    expect(events).toBe(rowsOf(file) - 1);
    expect([first, last]).toEqual([
      "1990-01-02T21:15:00",
      "2026-07-23T20:15:00",
    ]);
    const bars = await pass((options) =>
      recorded.readOhlcv(join(data, file), vix, options),
    );
    expect(bars.tally.rows).toBe(events);
    const rates = await pass((options) =>
      recorded.leanInterestRate(lean, vix, options),
    );
    expect(rates.events).toBe(
      rowsOf("lean/alternative/interest-rate/usa/interest-rate.csv") - 1,
    );
  });

  test("merge into one market", async () => {
    const market = await pass((options) =>
      mergeByTime(
        recorded.leanQuotes(lean, spot, options),
        recorded.leanQuotes(lean, perpetual, options),
        recorded.leanBars(lean, perpetual, options),
        recorded.leanFunding(lean, perpetual, options),
      ),
    );
    expect(market.events).toBe(market.tally.rows);
  });
});
