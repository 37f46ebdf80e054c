import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { MarketDataError } from "../../errors.ts";
import { readBlocks } from "./blocks.ts";
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

/** A file as it is, or unpacked where its name ends in `.gz`. */
export function plainFile(path: string): RecordedFile {
  const isGzip = /\.gz$/i.test(path);
  return {
    path,
    entry: null,
    name: basename(path).replace(/\.gz$/i, ""),
    blocks: () => (isGzip ? gunzip(readBlocks(path), path) : readBlocks(path)),
  };
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
 * The table at a path: a file, plain or gzip, or the only one in a zip.
 *
 * @throws MarketDataError if the zip has none or several, or cannot be read
 */
export async function onlyFile(path: string): Promise<RecordedFile> {
  if (!/\.zip$/i.test(path)) return plainFile(path);
  const files = await zipFiles(path);
  const [file] = files;
  if (file !== undefined && files.length === 1) return file;
  const names = files.map(({ name }) => name).slice(0, 5);
  throw new MarketDataError(
    `${path}: expected a zip of one file, found ${files.length}${names.length === 0 ? "" : `: ${names.join(", ")}${files.length > 5 ? " …" : ""}`}`,
  );
}
