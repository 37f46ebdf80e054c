import { join } from "node:path";
import { Buffer } from "node:buffer";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MarketDataError } from "../../../runtime/market/errors.ts";
import { zipFiles } from "../../../runtime/market/recorded/file/recorded-file.ts";
import { folderOf } from "./folder.ts";
import { type EntryToPack, zipOf } from "./zip.ts";

const LONG = "a line of a table\n".repeat(20_000);
const ENTRIES: readonly EntryToPack[] = [
  { name: "first.csv", content: "1,2\n" },
  { name: "folder/", content: "", isStored: true },
  { name: "folder/stored.csv", content: "3,4\n", isStored: true },
  { name: "long.csv", content: LONG },
  { name: "long-stored.csv", content: LONG, isStored: true },
  { name: "empty.csv", content: "", isStored: true },
];

async function fileOf(bytes: Uint8Array): Promise<string> {
  return join(await folderOf({ "a.zip": bytes }), "a.zip");
}

async function contentsOf(file: string): Promise<Record<string, string>> {
  const contents: Record<string, string> = {};
  for (const entry of await zipFiles(file)) {
    const blocks: Uint8Array[] = [];
    for await (const block of entry.blocks()) blocks.push(block);
    contents[entry.entry ?? ""] = Buffer.concat(blocks).toString();
  }
  return contents;
}

test.each([
  ["narrow", {}],
  ["zip64", { isWide: true }],
  ["commented", { comment: "made by hand" }],
])("a %s zip is unpacked, entry by entry", async (_, options) => {
  const file = await fileOf(zipOf(ENTRIES, options));
  expect(await contentsOf(file)).toEqual({
    "first.csv": "1,2\n",
    "folder/stored.csv": "3,4\n",
    "long.csv": LONG,
    "long-stored.csv": LONG,
    "empty.csv": "",
  });
});

describe("refused, with what was expected:", () => {
  const good = { name: "x.csv", content: "some text that is packed\n" };
  const long = { name: "x.csv", content: LONG };
  test.each([
    [
      "no zip",
      Buffer.from("time,open"),
      "is no zip, or truncated: expected the end of a zip directory",
    ],
    ["nothing", Buffer.alloc(0), "is no zip, or truncated"],
    [
      "a truncated zip",
      zipOf([good]).subarray(0, -3),
      "is no zip, or truncated",
    ],
    [
      "encryption",
      zipOf([{ ...good, claims: { flags: 1 } }]),
      "#x.csv: is encrypted, and cannot be read",
    ],
    [
      "bzip2",
      zipOf([{ ...good, claims: { method: 12 } }]),
      "#x.csv: expected an entry stored (0) or deflated (8), found compression method 12",
    ],
    [
      "a wrong CRC",
      zipOf([{ ...good, claims: { crc: 1 } }]),
      "#x.csv: is corrupt: expected CRC 00000001, found ",
    ],
    [
      "a wrong CRC of a long one",
      zipOf([{ ...long, claims: { crc: 1 } }]),
      "#x.csv: is corrupt: expected CRC 00000001, found ",
    ],
    [
      "more than it says",
      zipOf([{ ...good, claims: { size: 4 } }]),
      "#x.csv: is corrupt: expected 4 bytes, found more",
    ],
    [
      "far more than it says",
      zipOf([{ ...long, claims: { size: 4 } }]),
      "#x.csv: is corrupt: expected 4 bytes, found more",
    ],
    [
      "less than it says",
      zipOf([{ ...good, claims: { size: 99 } }]),
      "#x.csv: is corrupt: expected 99 bytes, found 25",
    ],
    [
      "no deflate data",
      zipOf([{ ...good, isStored: true, claims: { method: 8 } }]),
      "#x.csv: is corrupt: expected deflate data",
    ],
    [
      "no deflate data in a long one",
      zipOf([{ ...long, isStored: true, claims: { method: 8 } }]),
      "#x.csv: is corrupt: expected deflate data",
    ],
  ])("%s", async (_, bytes, problem) => {
    const file = await fileOf(bytes);
    await expect(contentsOf(file)).rejects.toThrow(
      `${file}${problem.startsWith("#") ? "" : ": "}${problem}`,
    );
  });

  test("a directory whose entries are not there", async () => {
    const bytes = zipOf([good]);
    const cut = bytes.subarray(bytes.indexOf("PK\u0001\u0002"));
    const file = await fileOf(cut);
    await expect(contentsOf(file)).rejects.toThrow(
      `${file}: is truncated: the zip directory ends early`,
    );
  });
});

test("a damaged zip is refused, or is as it was: never something else", async () => {
  const whole = zipOf(ENTRIES.slice(0, 3), { isWide: true });
  const truth = await contentsOf(await fileOf(whole));
  const known = new Set<unknown>([...Object.values(truth), ""]);
  const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), {
    minLength: 1,
    maxLength: 3,
  });
  const cut = fc.nat(whole.length);
  await fc.assert(
    fc.asyncProperty(damage, fc.option(cut), async (bytes, length) => {
      const damaged = Buffer.from(whole);
      for (const [at, byte] of bytes) damaged[at] = byte;
      const file = await fileOf(damaged.subarray(0, length ?? whole.length));
      const outcome = await contentsOf(file).catch((error: unknown) => error);
      // Names have no check sum, and a directory may say that there are fewer.
      const isRight =
        outcome instanceof MarketDataError ||
        Object.values(outcome ?? {}).every((content) => known.has(content));
      expect([isRight, outcome]).toEqual([true, outcome]);
    }),
    { numRuns: 300 },
  );
});
