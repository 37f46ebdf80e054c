import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { instrument } from "../../../runtime/market/instrument.ts";
import { recordedStreams } from "../../../strategies/recorded-streams.ts";
import { allOf } from "../streams.ts";
import { folderOf } from "./folder.ts";

const coin = {
  venue: "Binance",
  symbol: "BTCUSDT",
  currency: "USDT",
  tickSize: 0.1,
  lotSize: 0.001,
} as const;
const spot = instrument({ ...coin, kind: "spot" });
const perpetual = instrument({ ...coin, kind: "linear-perpetual" });
const STREAMS = [
  { name: "spot_btcusdt", instrument: spot },
  { name: "usdm_btcusdt", instrument: perpetual },
];
const ALL = { from: null, to: null };
const DAY = 86_400_000;
const AUGUST_8 = Date.UTC(2024, 7, 8);

/** Quotes at these milliseconds after a day's midnight. */
function recording(day: number, times: readonly number[]): Buffer {
  const lines = times.map(
    (time) =>
      `${AUGUST_8 + day * DAY + time}000000 {"stream":"btcusdt@bookTicker","data":{"s":"BTCUSDT","b":"9","B":"1","a":"10","A":"1"}}\n`,
  );
  return gzipSync(lines.join(""));
}

const FILES = {
  "spot_btcusdt_20240808.gz": recording(0, [5, 20, DAY + 7]),
  "usdm_btcusdt_20240808.gz": recording(0, [10]),
  "spot_btcusdt_20240809.gz": recording(1, [5, 9]),
  "usdm_btcusdt_20240809.gz": recording(1, [8]),
  "spot_btcusdt_20240811.gz": recording(3, [1]),
  "spot_ethusdt_20240808.gz": recording(0, [1]),
};

test("streams are merged over the days that have all of them, and no file goes back behind another", async () => {
  const folder = await folderOf(FILES);
  const { events, ...days } = await recordedStreams(folder, STREAMS, ALL);
  expect(days).toEqual({
    start: AUGUST_8 + 5,
    end: AUGUST_8 + DAY + 9,
    days: [AUGUST_8, AUGUST_8 + DAY],
    span: "2024-08-08 to 2024-08-09 (2 days)",
  });
  const told = (await allOf(events)).map((event) => [
    event.instrument.kind,
    event.time - AUGUST_8,
  ]);
  expect(told).toEqual([
    ["spot", 5],
    ["linear-perpetual", 10],
    ["spot", 20],
    ["spot", DAY + 7],
    ["spot", DAY + 7],
    ["linear-perpetual", DAY + 8],
    ["spot", DAY + 9],
  ]);
});

test("days that are not there are named", async () => {
  const folder = await folderOf(FILES);
  const on = (day: number) =>
    recordedStreams(folder, STREAMS, { from: day, to: day });
  await expect(on(AUGUST_8 + 2 * DAY)).rejects.toThrow(
    `${folder}: there are no recordings of spot_btcusdt on 2024-08-10; there are those of 2024-08-09 and 2024-08-11, the nearest of 3 days from 2024-08-08 to 2024-08-11`,
  );
  await expect(
    recordedStreams(await folderOf({ "x.gz": "" }), STREAMS, ALL),
  ).rejects.toThrow(/there are no recordings of spot_btcusdt; .* has x\.gz/);
});
