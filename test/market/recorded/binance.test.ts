import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { BadRowError } from "../../../runtime/market/errors.ts";
import { instrument } from "../../../runtime/market/instrument.ts";
import {
  type BinanceOptions,
  readBinanceRecording,
} from "../../../runtime/market/recorded/binance/recording.ts";
import { ReadTally } from "../../../runtime/market/recorded/row/reading.ts";
import { allOf } from "../streams.ts";
import { folderOf } from "./folder.ts";

const spot = instrument({
  kind: "spot",
  venue: "Binance",
  symbol: "BTCUSDT",
  currency: "USDT",
  tickSize: 0.01,
  lotSize: 0.000_01,
});
const contract = instrument({
  kind: "inverse-perpetual",
  venue: "Binance",
  symbol: "BTCUSD_PERP",
  currency: "BTC",
  priceCurrency: "USD",
  tickSize: 0.1,
  lotSize: 1,
  multiplier: 100,
});

const SECOND = 1_700_000_000_000;
const at = (milliseconds: number, message: object | string): string =>
  `${SECOND + milliseconds}999999 ${typeof message === "string" ? message : JSON.stringify(message)}\n`;
const message = (channel: string, data: object) => ({
  stream: `btcusdt@${channel}`,
  data,
});
const ticker = message("bookTicker", {
  u: 1,
  s: "BTCUSDT",
  b: "9.50",
  B: "2.0",
  a: "10.50",
  A: "3",
});
const sold = message("trade", {
  e: "trade",
  s: "BTCUSDT",
  p: "9.50",
  q: "0.5",
  m: true,
});
const bought = message("trade", {
  e: "trade",
  s: "BTCUSDT",
  p: "10.50",
  q: "0.25",
  m: false,
});
const depth = (u: number, b: string[][], a: string[][]) =>
  message("depth@100ms", { e: "depthUpdate", s: "BTCUSDT", u, b, a });

async function read(
  text: string,
  options: BinanceOptions = {},
  instruments = [spot, contract],
) {
  const file = join(await folderOf({ "spot.gz": gzipSync(text) }), "spot.gz");
  return allOf(readBinanceRecording(file, instruments, options));
}

async function problemsOf(text: string): Promise<string[]> {
  const problems: string[] = [];
  await read(text, {
    onBadRow: ({ message: problem }: BadRowError) => {
      problems.push(problem.slice(problem.indexOf("spot.gz")));
    },
  });
  return problems;
}

test("quotes, trades and depth, at the millisecond in which they were received", async () => {
  const text =
    at(0, ticker) +
    at(1, sold) +
    at(1, bought) +
    at(5, depth(7, [["9.50", "0.00"]], [["10.50", "1.5"]]));
  expect(await read(text)).toEqual([
    {
      kind: "quote",
      instrument: spot,
      time: SECOND,
      bid: 9.5,
      bidSize: 2,
      ask: 10.5,
      askSize: 3,
    },
    {
      kind: "trade",
      instrument: spot,
      time: SECOND + 1,
      price: 9.5,
      quantity: 0.5,
      aggressor: "sell",
    },
    {
      kind: "trade",
      instrument: spot,
      time: SECOND + 1,
      price: 10.5,
      quantity: 0.25,
      aggressor: "buy",
    },
    {
      kind: "depth",
      instrument: spot,
      time: SECOND + 5,
      bids: [{ price: 9.5, quantity: 0 }],
      asks: [{ price: 10.5, quantity: 1.5 }],
    },
  ]);
});

test("a futures stream names its events and its symbol", async () => {
  const text = at(0, {
    stream: "btcusd_perp@bookTicker",
    data: {
      u: 1,
      e: "bookTicker",
      s: "BTCUSD_PERP",
      ps: "BTCUSD",
      b: "9.5",
      B: "35",
      a: "9.6",
      A: "16",
      T: 1,
      E: 2,
    },
  });
  expect(await read(text)).toMatchObject([
    { instrument: contract, bid: 9.5, bidSize: 35, askSize: 16 },
  ]);
});

test("a clock that is put back does not put the events back", async () => {
  const tally = new ReadTally();
  const events = await read(at(5, ticker) + at(2, ticker) + at(6, ticker), {
    tally,
  });
  expect(events.map(({ time }) => time - SECOND)).toEqual([5, 5, 6]);
  expect(tally.notes).toEqual(new Map([["received by a clock put back", 1]]));
});

test("a snapshot of the book does not take back what is newer", async () => {
  const text =
    at(0, depth(10, [["9.1", "1"]], [])) +
    at(
      1,
      depth(
        12,
        [
          ["9.2", "0"],
          ["9.3", "4"],
        ],
        [],
      ),
    ) +
    at(2, {
      lastUpdateId: 11,
      bids: [
        ["9.1", "1"],
        ["9.2", "2"],
      ],
      asks: [["9.9", "5"]],
    });
  const events = await read(text, {}, [spot]);
  expect(events.at(-1)).toEqual({
    kind: "depth",
    instrument: spot,
    time: SECOND + 2,
    bids: [
      { price: 9.1, quantity: 1 },
      { price: 9.2, quantity: 0 },
      { price: 9.3, quantity: 4 },
    ],
    asks: [{ price: 9.9, quantity: 5 }],
  });
});

describe("what is wanted", () => {
  test("is read, and the rest counted", async () => {
    const tally = new ReadTally();
    const text = at(0, ticker) + at(1, sold) + at(2, depth(1, [], []));
    const events = await read(text, { kinds: ["trade"], tally });
    expect(events.map(({ kind }) => kind)).toEqual(["trade"]);
    expect(String(tally)).toBe(
      "3 rows; 1 left out: quote, not wanted; 1 left out: depth, not wanted",
    );
  });

  test("is not what nobody knows: it is a bad row, or told", async () => {
    const text =
      at(0, message("kline_1m", { e: "kline", s: "BTCUSDT" })) +
      at(1, message("trade", { e: "trade", s: "ETHUSDT" }));
    expect(await problemsOf(text)).toEqual([
      'spot.gz:1: expected a bookTicker, trade or depthUpdate of BTCUSDT or BTCUSD_PERP, found "kline" of "BTCUSDT" in "btcusdt@kline_1m"',
      'spot.gz:2: expected a bookTicker, trade or depthUpdate of BTCUSDT or BTCUSD_PERP, found "trade" of "ETHUSDT" in "btcusdt@trade"',
    ]);
    const streams: string[] = [];
    await read(text, { onUnknown: (stream) => streams.push(stream) });
    expect(streams).toEqual(["btcusdt@kline_1m", "btcusdt@trade"]);
  });
});

test.each([
  [
    "nothing",
    ':1:1: expected nanoseconds since the epoch (19 digits), a space and a message, found "nothing"',
  ],
  [at(0, "[1]"), ":1:21: expected a JSON object, found [1]"],
  [at(0, '{"stream":'), ":1:21: expected a message in JSON ("],
  [
    at(0, { data: {} }),
    ':1:21: expected a message of a combined stream, {"stream":…,"data":…}',
  ],
  [
    at(
      0,
      message("bookTicker", { s: "BTCUSDT", b: "11", B: "1", a: "10", A: "1" }),
    ),
    ":1: expected a bid that is not above the ask, found bid 11 and ask 10",
  ],
  [
    at(
      0,
      message("bookTicker", { s: "BTCUSDT", b: "9", B: "x", a: "10", A: "1" }),
    ),
    ':1: expected a number ≥ 0 in quotes as "B", found "x"',
  ],
  [
    at(
      0,
      message("trade", { e: "trade", s: "BTCUSDT", p: "0", q: "1", m: true }),
    ),
    ':1: expected a price above 0 as "p", found 0',
  ],
  [
    at(0, message("trade", { e: "trade", s: "BTCUSDT", p: "1", q: "1" })),
    ':1: expected true or false as "m", found nothing',
  ],
  [
    at(
      0,
      message("depth", { e: "depthUpdate", s: "BTCUSDT", u: 1, b: [1], a: [] }),
    ),
    ':1: expected levels of price and quantity as "b", found 1',
  ],
])("%s is reported with its place", async (line, problem) => {
  const [found, ...others] = await problemsOf(`${line.trimEnd()}\n`);
  expect(found).toContain(`spot.gz${problem}`);
  expect(others).toEqual([]);
  await expect(read(line)).rejects.toThrow(problem);
});
