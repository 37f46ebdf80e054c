import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readBinanceRecording } from "../../../runtime/market/recorded/binance/recording.ts";
import { leanBars } from "../../../runtime/market/recorded/lean/bars.ts";
import { leanFunding } from "../../../runtime/market/recorded/lean/funding.ts";
import { leanInterestRate } from "../../../runtime/market/recorded/lean/interest-rate.ts";
import { LeanOptionChain } from "../../../runtime/market/recorded/lean/options/chain.ts";
import type { ReadOptions } from "../../../runtime/market/recorded/row/reading.ts";
import { readOhlcv } from "../../../runtime/market/recorded/table/ohlcv.ts";
import { readVix } from "../../../runtime/market/recorded/table/vix.ts";
import { spot } from "../instruments.ts";
import { allOf } from "../streams.ts";
import { folderOf } from "./folder.ts";
import { inverse, share, vix } from "./instruments.ts";
import { zipOf } from "./zip.ts";

interface Loader {
  readonly path: string;
  /** Null where the format has none. */
  readonly header: string | null;
  readonly row: string;
  /** What an empty file lacks. */
  readonly expected: string;
  readonly read: (
    folder: string,
    options?: ReadOptions,
  ) => AsyncIterable<unknown>;
}

const chainOf = (lean: string) =>
  new LeanOptionChain(lean, {
    underlying: share,
    currency: "USD",
    tickSize: 0.01,
  });

const LOADERS: readonly Loader[] = [
  {
    path: "bars.csv",
    header: "time,open,high,low,close",
    row: "1709164800,1,1,1,1",
    expected: "a header and rows",
    read: (folder, options) =>
      readOhlcv(join(folder, "bars.csv"), spot, {
        ...options,
        interval: 60_000,
      }),
  },
  {
    path: "vix.csv",
    header: "DATE,OPEN,HIGH,LOW,CLOSE",
    row: "2015-12-23,16.0,16.2,15.5,15.57",
    expected: "a header and days",
    read: (folder, options) => readVix(join(folder, "vix.csv"), vix, options),
  },
  {
    path: "alternative/interest-rate/usa/interest-rate.csv",
    header: "DATE,PCREDIT8",
    row: "2003-01-09,2.25",
    expected: "a header and days",
    read: (folder, options) => leanInterestRate(folder, vix, options),
  },
  {
    path: "option/usa/universes/goog/20151222.csv",
    header:
      "#expiry,strike,right,open,high,low,close,volume,open_interest,implied_volatility,delta,gamma,vega,theta,rho",
    row: "20160115,750,P,1,1,1,9,0,,0.2,1,1,1,1,1",
    expected: "a header and contracts",
    read: (folder, options) => chainOf(folder).universe(options),
  },
  {
    path: "cryptofuture/binance/margin_interest/btcusd.csv",
    header: null,
    row: "20221213 08:00:00,0.00032",
    expected: "funding rates",
    read: (folder, options) => leanFunding(folder, inverse, options),
  },
  {
    path: "spot.txt",
    header: null,
    row: '1723161253937086123 {"stream":"btcusdt@bookTicker","data":{"s":"BTCUSDT","b":"1","B":"1","a":"2","A":"1"}}',
    expected: "messages",
    read: (folder, options) =>
      readBinanceRecording(join(folder, "spot.txt"), spot, options),
  },
];
const HEADED = LOADERS.flatMap(({ header, ...rest }) =>
  header === null ? [] : [{ header, ...rest }],
);

describe("without a header no row can be read:", () => {
  test.each(HEADED)("$path", async ({ path, header, row, read }) => {
    const readAs = async (text: string) => {
      const bad: string[] = [];
      const onBadRow = (error: Error): unknown => bad.push(error.message);
      const folder = await folderOf({ [path]: text });
      return { events: await allOf(read(folder, { onBadRow })), bad };
    };
    await expect(
      readAs(`${header.slice(0, -2)}\n${row}\n${row}\n`),
    ).rejects.toThrow(`${path}:1: expected `);
    await expect(readAs(`${row}\n`)).rejects.toThrow(`${path}:1: expected `);
    const { events, bad } = await readAs(`\n${header}\n${row}\nx\n`);
    expect(events).toHaveLength(1);
    expect(bad).toEqual([expect.stringContaining(`${path}:4`)]);
  });
});

describe("a file without rows is no recording:", () => {
  const readAs = async ({ path, read }: Loader, text: string) =>
    allOf(read(await folderOf({ [path]: text })));

  test.each(LOADERS)("$path", async (loader) => {
    const { path, header, row, expected } = loader;
    for (const text of ["", "\n\r\n"])
      await expect(readAs(loader, text)).rejects.toThrow(
        `${path}: expected ${expected}, found an empty file`,
      );
    const rows = header === null ? row : `${header}\n${row}`;
    expect(await readAs(loader, rows)).toHaveLength(1);
  });

  test.each(HEADED)("$path of a header", async (loader) => {
    const { path, header, expected } = loader;
    await expect(readAs(loader, `${header}\n`)).rejects.toThrow(
      `${path}: expected ${expected}, found a header only`,
    );
  });

  test("and no day of LEAN's", async () => {
    const path = "equity/usa/minute/goog/20151223_trade.zip";
    const name = "20151223_goog_minute_trade.csv";
    const lean = await folderOf({ [path]: zipOf([{ name, content: "" }]) });
    await expect(allOf(leanBars(lean, share))).rejects.toThrow(
      `${path}: there are no trades`,
    );
  });

  test("but of many contracts some have no quotes", async () => {
    const packed = "option/usa/minute/goog/20151223_quote_american.zip";
    const contract = (strike: number, content: string) => ({
      name: `20151223_goog_minute_quote_american_call_${strike}0000_20151224.csv`,
      content,
    });
    const row = "34200000,10000,10000,10000,10000,1,20000,20000,20000,20000,2";
    const lean = await folderOf({
      [packed]: zipOf([contract(740, ""), contract(750, `${row}\n`)]),
    });
    expect(await allOf(chainOf(lean).quotes())).toHaveLength(1);
  });
});

describe("what a file is packed in counts, not its name:", () => {
  const table =
    "time,open,high,low,close\n1709164800,1,1,1,1\n1709164860,1,1,1,1\n";
  const zip = zipOf([{ name: "bars.csv", content: table }]);
  const read = async (name: string, content: string | Uint8Array) =>
    allOf(readOhlcv(join(await folderOf({ [name]: content }), name), spot));

  test.each([
    ["bars.csv", gzipSync(table)],
    ["bars.zip", gzipSync(table)],
    ["bars.csv", zip],
    ["bars.csv.gz", zip],
  ])("%s", async (name, content) => {
    expect(await read(name, content)).toEqual(await read("bars.csv", table));
  });

  test("in a folder of LEAN's, too, where a zip has its name", async () => {
    const path = "cryptofuture/binance/margin_interest/btcusd.csv";
    const row = "20221213 08:00:00,0.00032\n";
    const readAs = async (content: Uint8Array) =>
      allOf(leanFunding(await folderOf({ [path]: content }), inverse));
    expect(await readAs(gzipSync(row))).toHaveLength(1);
    const packed = zipOf([{ name: "btcusd.csv", content: row }]);
    await expect(readAs(packed)).rejects.toThrow(
      `${path}: expected a table, plain or gzip, found a zip: its name should end in .zip`,
    );
  });

  test("what else is packed is not told", async () => {
    const zstd = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 4, 0, 1, 0, 0);
    await expect(read("bars.csv", zstd)).rejects.toThrow(
      /bars\.csv:1: expected rows of text in UTF-8, found binary data$/,
    );
  });
});
