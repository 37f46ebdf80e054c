import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { MarketDataError } from "../../errors.ts";
import { readAt, readBlocks } from "./blocks.ts";
import { gunzip } from "./decompress.ts";
import { readZipDirectory } from "./zip-directory.ts";
import { readZipEntry } from "./zip-entry.ts";

/** A text that is recorded: a file, plain or gzip, or an entry of a zip. Not opened before it is read. */
export interface RecordedFile {
  readonly path: string;
  /** The entry, if it is in a zip. */
  readonly entry: string | null;
  /** Without folder and without `.gz`: `20221213_btcusdt_minute_quote.csv`. */
  readonly name: string;
  /** Unpacked. */
  blocks(): AsyncIterable<Uint8Array>;
}

/** A file as it is, or unpacked where it is gzip, by what it begins with, or by its name. */
export function plainFile(path: string): RecordedFile {
  return {
    path,
    entry: null,
    name: basename(path).replace(/\.gz$/i, ""),
    blocks: () => contentOf(path),
  };
}

async function* contentOf(path: string): AsyncGenerator<Uint8Array> {
  const packing = await packingOf(path);
  if (packing === "zip")
    throw new MarketDataError(
      `${path}: expected a table, plain or gzip, found a zip: its name should end in .zip`,
    );
  const blocks = readBlocks(path);
  yield* packing === "gzip" || /\.gz$/i.test(path)
    ? gunzip(blocks, path)
    : blocks;
}

/** By what stands at the beginning: RFC 1952, and of a zip the header of an entry (APPNOTE 4.3.7). */
async function packingOf(path: string): Promise<"gzip" | "zip" | null> {
  const { bytes } = await readAt(path, 0, 4);
  const start = Buffer.from(bytes).toString("latin1");
  if (start.startsWith("\x1f\x8b")) return "gzip";
  return start === "PK\x03\x04" ? "zip" : null;
}

/** @throws MarketDataError if it is no zip that can be read */
export async function zipFiles(path: string): Promise<readonly RecordedFile[]> {
  const entries = await readZipDirectory(path);
  return entries.map((entry) => ({
    path,
    entry: entry.name,
    name: entry.name.slice(entry.name.lastIndexOf("/") + 1),
    blocks: () => readZipEntry(path, entry),
  }));
}

/** The files right in a folder, in the order of their names. */
export async function folderFiles(
  path: string,
): Promise<readonly RecordedFile[]> {
  const names = await readdir(path);
  return names.toSorted().map((name) => plainFile(join(path, name)));
}

/** What is in it: the entries of a zip, the files of a folder, or the file itself. */
export async function filesIn(path: string): Promise<readonly RecordedFile[]> {
  if (/\.zip$/i.test(path)) return zipFiles(path);
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isFolder ? folderFiles(path) : [plainFile(path)];
}

/**
 * The table at a path: a file, plain or gzip, or the only one in a zip,
 * whatever its name is.
 *
 * @throws MarketDataError if the zip has none or several, or cannot be read
 */
export async function onlyFile(path: string): Promise<RecordedFile> {
  const packing = await packingOf(path);
  const isZip = packing === "zip" || (packing === null && /\.zip$/i.test(path));
  if (!isZip) return plainFile(path);
  const files = await zipFiles(path);
  const [file] = files;
  if (file !== undefined && files.length === 1) return file;
  const names = files.map(({ name }) => name).slice(0, 5);
  throw new MarketDataError(
    `${path}: expected a zip of one file, found ${files.length}${names.length === 0 ? "" : `: ${names.join(", ")}${files.length > 5 ? " …" : ""}`}`,
  );
}
