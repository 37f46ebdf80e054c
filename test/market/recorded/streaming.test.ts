import { Buffer } from "node:buffer";
import { createWriteStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip, deflateRawSync, gzipSync } from "node:zlib";
import { describe, expect, test, vi } from "vitest";
import {
  inflate,
  gunzip,
} from "../../../runtime/market/recorded/file/decompress.ts";
import {
  plainFile,
  zipFiles,
} from "../../../runtime/market/recorded/file/recorded-file.ts";
import { linesOf } from "../../../runtime/market/recorded/row/lines.ts";
import { readOhlcv } from "../../../runtime/market/recorded/table/ohlcv.ts";
import { mergeByTime } from "../../../runtime/market/merge.ts";
import { spot } from "../instruments.ts";
import { allOf } from "../streams.ts";
import { folderOf } from "./folder.ts";
import { zipOf } from "./zip.ts";

// They work through much, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const MEBIBYTE = 1_048_576;
const ROW = `${"0123456789,".repeat(9)}\n`;

/** Counts what of a long text is asked for. */
function counted(block: Uint8Array, count: number) {
  const asked = { blocks: 0 };
  async function* blocks() {
    for (; asked.blocks < count; asked.blocks += 1) yield block;
  }
  return { asked, blocks: blocks() };
}

describe("only what is asked for is read:", () => {
  test("lines", async () => {
    const { asked, blocks } = counted(Buffer.from(ROW.repeat(600)), 1_000);
    const lines = linesOf(blocks);
    for (let count = 1; count <= 5; count += 1) {
      await lines.next();
      expect(asked.blocks).toBeLessThanOrEqual(count);
    }
    await lines.return(null);
  });

  test.each([
    ["gzip", gzipSync, gunzip],
    ["deflate", (bytes: Uint8Array) => deflateRawSync(bytes), inflate],
  ])("%s that swells", async (format, pack, unpack) => {
    const packed = pack(Buffer.alloc(100 * MEBIBYTE, ROW));
    const size = 1_024;
    const asked = { bytes: 0 };
    async function* blocks() {
      for (; asked.bytes < packed.length; asked.bytes += size)
        yield packed.subarray(asked.bytes, asked.bytes + size);
    }
    const unpacked = unpack(blocks(), "a file");
    let got = 0;
    for await (const block of unpacked) {
      got += block.length;
      if (got > 2 * MEBIBYTE) break;
    }
    const needed = (got / (100 * MEBIBYTE)) * packed.length;
    expect(packed.length, format).toBeGreaterThan(200_000);
    expect(asked.bytes - needed).toBeLessThan(80 * size);
  });
});

/** Runs through a stream; the most that was in memory beyond what was there before. */
async function highestMemory(
  stream: AsyncIterable<unknown>,
): Promise<[number, number]> {
  const used = () => {
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = used();
  let highest = 0;
  let count = 0;
  for await (const _ of stream) {
    count += 1;
    if (count % 4_096 === 0) highest = Math.max(highest, used() - before);
  }
  return [count, highest];
}

async function* manyRows(count: number): AsyncGenerator<string> {
  yield "time,open,high,low,close,volume\n";
  const rows = 2_000;
  for (let at = 0; at < count; at += rows)
    yield Array.from(
      { length: rows },
      (_, index) =>
        `${1_500_000_000_000 + (at + index) * 1_000},100.25,100.75,100.00000000,100.50000000,1234.50000000\n`,
    ).join("");
}

test("a table of 100 MB, in a small gzip, is never in memory", async () => {
  const folder = await folderOf({});
  const file = join(folder, "large.csv.gz");
  const rows = 1_400_000;
  await pipeline(
    Readable.from(manyRows(rows)),
    createGzip({ level: 1 }),
    createWriteStream(file),
  );
  const [count, highest] = await highestMemory(readOhlcv(file, spot));
  expect(count).toBe(rows);
  expect(highest).toBeLessThan(80 * MEBIBYTE);
});

test("an entry that swells to 64 MB is refused at its first lines, not when it is in memory", async () => {
  const bomb = zipOf([
    { name: "x.csv", content: Buffer.alloc(64 * MEBIBYTE, "nothing here\n") },
  ]);
  const folder = await folderOf({ "a.zip": bomb });
  const [entry] = await zipFiles(join(folder, "a.zip"));
  const before = process.memoryUsage().arrayBuffers;
  for await (const _ of linesOf(entry?.blocks() ?? Readable.from([]))) break;
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(
    20 * MEBIBYTE,
  );
});

test.skipIf(process.platform !== "linux")(
  "hundreds of files that wait in a merge are not open",
  async () => {
    const names = Array.from({ length: 300 }, (_, index) => `${index}.csv`);
    // Longer than a block, so that there is more to read of each.
    const content = (await allOf(manyRows(2_000))).join("");
    const folder = await folderOf(
      Object.fromEntries(names.map((name) => [name, content])),
    );
    const open = async () => (await readdir("/proc/self/fd")).length;
    const before = await open();
    const merged = mergeByTime(
      ...names.map((name) => readOhlcv(join(folder, name), spot)),
    );
    await merged.next();
    expect((await open()) - before).toBeLessThan(20);
    await merged.return(null);
  },
);

describe("gzip", () => {
  async function linesIn(bytes: Uint8Array): Promise<string[]> {
    const file = join(await folderOf({ "x.csv.gz": bytes }), "x.csv.gz");
    return (await allOf(linesOf(plainFile(file).blocks()))).flat();
  }
  const packed = gzipSync(ROW.repeat(1_000));

  test("of several members is one text", async () => {
    expect(
      await linesIn(Buffer.concat([gzipSync("a\nb"), gzipSync("c\n")])),
    ).toEqual(["a", "bc"]);
  });
  test("that ends early is refused", async () => {
    await expect(linesIn(packed.subarray(0, -20))).rejects.toThrow(
      "x.csv.gz: is truncated: the gzip data end early",
    );
    await expect(linesIn(Buffer.alloc(0))).rejects.toThrow(
      "x.csv.gz: is truncated: expected gzip data, found nothing",
    );
  });
  test("that is none, or damaged, is refused", async () => {
    await expect(linesIn(Buffer.from("time,open\n"))).rejects.toThrow(
      "x.csv.gz: is corrupt: expected gzip data (incorrect header check)",
    );
    const damaged = Buffer.from(packed);
    damaged.fill(0, 20, 40);
    await expect(linesIn(damaged)).rejects.toThrow(
      "x.csv.gz: is corrupt: expected gzip data",
    );
  });
});

test("a line without end is refused before it is in memory", async () => {
  const { asked, blocks } = counted(Buffer.alloc(MEBIBYTE), 100);
  await expect(allOf(linesOf(blocks))).rejects.toThrow(
    "expected rows of text, found a line of more than 1048576 characters: is this a text file?",
  );
  expect(asked.blocks).toBeLessThan(3);
});

test("a missing file is told with what is there instead", async () => {
  const folder = await folderOf({
    "bars/2024.csv": "",
    "bars/2023.csv.gz": "",
    "bars/x.txt": "",
  });
  const problemOf = (file: string) =>
    allOf(readOhlcv(join(folder, file), spot));
  await expect(problemOf("bars/2024-01.csv")).rejects.toThrow(
    `${folder}/bars/2024-01.csv: there is no such file; ${folder}/bars has 2024.csv, 2023.csv.gz, x.txt`,
  );
  await expect(problemOf("days/x.csv")).rejects.toThrow(
    `${folder}/days/x.csv: there is no such file; ${folder} has bars`,
  );
  await expect(problemOf("bars")).rejects.toThrow(
    `${folder}/bars: expected a file, found a folder`,
  );
});

test("a table may be the only one of a zip", async () => {
  const content = (await allOf(manyRows(2_000))).join("");
  const one = zipOf([{ name: "a.csv", content }]);
  const two = zipOf([
    { name: "a.csv", content },
    { name: "b.csv", content },
  ]);
  const folder = await folderOf({ "one.zip": one, "two.zip": two });
  expect(await allOf(readOhlcv(join(folder, "one.zip"), spot))).toHaveLength(
    2_000,
  );
  await expect(allOf(readOhlcv(join(folder, "two.zip"), spot))).rejects.toThrow(
    "two.zip: expected a zip of one file, found 2: a.csv, b.csv",
  );
});
