import { crc32, inflateRawSync } from "node:zlib";
import { MarketDataError } from "../../errors.ts";
import { BLOCK_SIZE, readAt, readBlocks } from "./blocks.ts";
import { inflate } from "./decompress.ts";
import type { ZipEntry } from "./zip-directory.ts";

const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_LENGTH = 30;
const STORED = 0;
const DEFLATED = 8;

/**
 * The bytes of an entry, unpacked, a block at a time: an entry that swells to
 * gigabytes is never in memory. Length and CRC are checked at its end.
 *
 * @throws MarketDataError if it is encrypted, of another method than stored and deflated, truncated or corrupt
 */
export async function* readZipEntry(
  file: string,
  entry: ZipEntry,
): AsyncGenerator<Uint8Array> {
  const place = `${file}#${entry.name}`;
  if (entry.isEncrypted)
    throw new MarketDataError(`${place}: is encrypted, and cannot be read`);
  if (entry.method !== STORED && entry.method !== DEFLATED)
    throw new MarketDataError(
      `${place}: expected an entry stored (0) or deflated (8), found compression method ${entry.method}`,
    );
  let crc = 0;
  let size = 0;
  for await (const block of unpacked(file, place, entry)) {
    size += block.length;
    if (size > entry.size) break;
    crc = crc32(block, crc);
    yield block;
  }
  if (size !== entry.size)
    throw new MarketDataError(
      `${place}: is corrupt: expected ${entry.size} bytes, found ${size > entry.size ? "more" : size}`,
    );
  if (crc !== entry.crc)
    throw new MarketDataError(
      `${place}: is corrupt: expected CRC ${hex(entry.crc)}, found ${hex(crc)}`,
    );
}

async function* unpacked(
  file: string,
  place: string,
  entry: ZipEntry,
): AsyncGenerator<Uint8Array> {
  if (isSmall(entry)) {
    yield await small(file, place, entry);
    return;
  }
  const start = entry.offset + (await headerLength(file, place, entry));
  const data = whole(file, place, start, start + entry.compressedSize);
  yield* entry.method === STORED ? data : inflate(data, place);
}

/** Small ones at once: a day of options has thousands, and a decoder each would take more memory than they do. */
function isSmall({ method, compressedSize, size }: ZipEntry): boolean {
  return (
    method === DEFLATED &&
    compressedSize > 0 &&
    compressedSize <= BLOCK_SIZE &&
    size <= BLOCK_SIZE
  );
}

async function small(
  file: string,
  place: string,
  entry: ZipEntry,
): Promise<Uint8Array> {
  const { offset, compressedSize, size } = entry;
  // Mostly the header is no longer, and one read is enough.
  const guess = LOCAL_LENGTH + entry.name.length + 64;
  const { bytes } = await readAt(file, offset, guess + compressedSize);
  const header = headerIn(bytes, place, entry);
  const data =
    header <= guess
      ? bytes.subarray(header, header + compressedSize)
      : (await readAt(file, offset + header, compressedSize)).bytes;
  if (data.length < compressedSize) throw truncated(place);
  try {
    return inflateRawSync(data, { maxOutputLength: size + 1 });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const isTooLong =
      error instanceof Error &&
      "code" in error &&
      error.code === "ERR_BUFFER_TOO_LARGE";
    throw new MarketDataError(
      isTooLong
        ? `${place}: is corrupt: expected ${size} bytes, found more`
        : `${place}: is corrupt: expected deflate data (${message})`,
      { cause: error },
    );
  }
}

async function* whole(
  file: string,
  place: string,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array> {
  let position = start;
  for await (const block of readBlocks(file, start, end)) {
    position += block.length;
    yield block;
  }
  if (position < end) throw truncated(place);
}

async function headerLength(
  file: string,
  place: string,
  entry: ZipEntry,
): Promise<number> {
  const { bytes } = await readAt(file, entry.offset, LOCAL_LENGTH);
  return headerIn(bytes, place, entry);
}

/** Of the local header: its name and extra field may be longer than the directory's. */
function headerIn(
  bytes: Uint8Array<ArrayBuffer>,
  place: string,
  { offset }: ZipEntry,
): number {
  if (bytes.length < LOCAL_LENGTH) throw truncated(place);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== LOCAL_SIGNATURE)
    throw new MarketDataError(
      `${place}: is corrupt: expected its header at byte ${offset}`,
    );
  return LOCAL_LENGTH + view.getUint16(26, true) + view.getUint16(28, true);
}

function truncated(place: string): MarketDataError {
  return new MarketDataError(`${place}: is truncated: its data end early`);
}

function hex(crc: number): string {
  return crc.toString(16).padStart(8, "0");
}
