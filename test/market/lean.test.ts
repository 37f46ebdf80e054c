import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { BadRowError } from "../../runtime/market/errors.ts";
import type { Instrument } from "../../runtime/market/instrument.ts";
import { leanQuoteFile, readLeanQuotes } from "../../runtime/market/lean.ts";
import { mergeByTime } from "../../runtime/market/merge.ts";
import { perpetual, spot } from "./instruments.ts";
import { leanFolder } from "./recordings.ts";
import { allOf } from "./streams.ts";

const NAME = "20240229_btcusdt_minute_quote.csv";
const GOOD = "0,9,9,9,100.5,2,9,9,9,101,3";
const LATER = "120000,9,9,9,100,2,9,9,9,101,3";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fsmc-lean-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function quotesOf(content: string | Buffer, name = NAME) {
  const file = join(folder, name);
  await writeFile(file, content);
  const problems: BadRowError[] = [];
  const options = { onBadRow: (error: BadRowError) => problems.push(error) };
  const quotes = await allOf(readLeanQuotes(file, spot, options));
  return {
    quotes,
    problems: problems.map(({ message, place }) => {
      expect(message).toContain(`${place.file}:${place.line}: `);
      return message.slice(folder.length + 1);
    }),
  };
}

describe("a file of minute bars", () => {
  test("a bar is a quote of its close, at its end", async () => {
    const { quotes, problems } = await quotesOf(
      `\uFEFF${GOOD}\r\n${LATER}\r\n\r\n`,
    );
    expect(quotes[0]).toEqual({
      kind: "quote",
      instrument: spot,
      time: Date.UTC(2024, 1, 29, 0, 1),
      bid: 100.5,
      bidSize: 2,
      ask: 101,
      askSize: 3,
    });
    expect(quotes.map(({ time }) => time)).toEqual([
      Date.UTC(2024, 1, 29, 0, 1),
      Date.UTC(2024, 1, 29, 0, 3),
    ]);
    expect(problems).toEqual([]);
  });

  test("the last row needs no line break", async () => {
    expect((await quotesOf(`${GOOD}\n${LATER}`)).quotes).toHaveLength(2);
  });

  test.each([
    ["60000,9,9,9", "expected 11 columns, found 4"],
    [
      "60000,9,9,9,1x,2,9,9,9,101,3",
      'expected a number ≥ 0 in column 5, found "1x"',
    ],
    ["60000,,,,,,9,9,9,101,3", 'expected a number ≥ 0 in column 2, found ""'],
    [
      "60000,9,9,9,100,-2,9,9,9,101,3",
      'expected a number ≥ 0 in column 6, found "-2"',
    ],
    [
      "86400000,9,9,9,100,2,9,9,9,101,3",
      "expected whole milliseconds since midnight, below 86400000, found 86400000",
    ],
    ["0,9,9,9,100,2,9,9,9,101,3", "expected a time after 0, found 0"],
    [
      "60000,9,9,9,0,2,9,9,9,101,3",
      "expected prices above 0, found bid 0 and ask 101",
    ],
    [
      "60000,9,9,9,102,2,9,9,9,101,3",
      "expected a bid that is not above the ask, found bid 102 and ask 101",
    ],
  ])("%s is reported with its place, and left out", async (row, problem) => {
    const { quotes, problems } = await quotesOf(`${GOOD}\n${row}\n${LATER}`);
    expect(problems).toEqual([`${NAME}:2: ${problem}`]);
    expect(quotes).toHaveLength(2);
  });

  test("without somebody to take it, a bad row is thrown", async () => {
    const file = join(folder, NAME);
    await writeFile(file, "nonsense");
    await expect(allOf(readLeanQuotes(file, spot))).rejects.toThrow(
      `${file}:1: expected 11 columns, found 1`,
    );
  });

  test("a binary file is refused before it is in memory", async () => {
    await expect(quotesOf(Buffer.alloc(1_000_000))).rejects.toThrow(
      `${NAME}:1: expected rows of text, found a line of more than 65536 characters: is this a text file?`,
    );
  });

  test("a file without a day in its name is refused", async () => {
    await expect(quotesOf(GOOD, "quotes.csv")).rejects.toThrow(
      "expected a file name that begins with its day",
    );
    await expect(quotesOf(GOOD, "20240230_x.csv")).rejects.toThrow(
      "expected a file name that begins with its day",
    );
  });

  test("a missing file says what to do about zip files", async () => {
    const quotes = readLeanQuotes(join(folder, NAME), spot);
    await expect(quotes.next()).rejects.toThrow(
      `${NAME}: there is no such file. LEAN's zip files have to be unpacked`,
    );
  });
});

const recordings = leanFolder();

function recorded(instrument: Instrument) {
  const file = leanQuoteFile(recordings ?? "", instrument, "20221213");
  return readLeanQuotes(file, instrument);
}

test.skipIf(recordings === null)(
  "Bybit's spot and perpetual, 2022-12-13, merge into one stream in time order",
  async () => {
    const quotes = await allOf(
      mergeByTime(recorded(spot), recorded(perpetual)),
    );
    const times = quotes.map(({ time }) => time);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(quotes.filter((quote) => quote.instrument === spot)).toHaveLength(
      721,
    );
    expect(
      quotes.filter((quote) => quote.instrument === perpetual),
    ).toHaveLength(460);
    expect(times[0]).toBe(Date.UTC(2022, 11, 13, 0, 1));
    expect(times.at(-1)).toBe(Date.UTC(2022, 11, 13, 12, 1));
  },
);
