import { MarketDataError } from "../../errors.ts";
import { readAt } from "./blocks.ts";

/** An entry as the central directory of a zip has it. */
export interface ZipEntry {
  /** As it stands there: a text to match, never a path to write to. */
  readonly name: string;
  /** 0: stored, 8: deflated. */
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  /** Of its local header, from the start of the file. */
  readonly offset: number;
}

/** Where the directory lies. */
interface DirectoryPlace {
  readonly entries: number;
  readonly size: number;
  readonly offset: number;
}

const END_SIGNATURE = 0x06054b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 65_535;
const LOCATOR_SIGNATURE = 0x07064b50;
const LOCATOR_LENGTH = 20;
const END64_SIGNATURE = 0x06064b50;
const END64_LENGTH = 56;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_LENGTH = 46;
const ZIP64_FIELD = 0x0001;
/** What stands in 32 and 16 bits where the number is in a zip64 record. */
const ELSEWHERE = 0xffff_ffff;
const ELSEWHERE_16 = 0xffff;
/** The directory is read whole: enough for about a million entries. */
const LARGEST_DIRECTORY = 128 * 1024 * 1024;

/**
 * The entries of a zip that are files, in the order of its directory.
 * PKWARE's APPNOTE 6.3.10, with zip64.
 *
 * @throws MarketDataError if it is no zip, truncated, or of several disks
 */
export async function readZipDirectory(
  file: string,
): Promise<readonly ZipEntry[]> {
  const place = await directoryPlace(file);
  if (place.size > LARGEST_DIRECTORY)
    throw new MarketDataError(
      `${file}: expected a zip directory of at most ${LARGEST_DIRECTORY} bytes, found ${place.size}`,
    );
  const { bytes } = await readAt(file, place.offset, place.size);
  if (bytes.length < place.size) throw truncated(file);
  const view = viewOf(bytes);
  const entries: ZipEntry[] = [];
  let position = 0;
  for (let count = 0; count < place.entries; count += 1) {
    if (
      position + ENTRY_LENGTH > view.byteLength ||
      view.getUint32(position, true) !== ENTRY_SIGNATURE
    )
      throw new MarketDataError(
        `${file}: is corrupt: expected entry ${count + 1} of ${place.entries} in the zip directory`,
      );
    const length =
      ENTRY_LENGTH +
      view.getUint16(position + 28, true) +
      view.getUint16(position + 30, true) +
      view.getUint16(position + 32, true);
    if (position + length > view.byteLength) throw truncated(file);
    const entry = entryAt(file, bytes, position);
    if (!entry.name.endsWith("/")) entries.push(entry);
    position += length;
  }
  return entries;
}

function entryAt(
  file: string,
  bytes: Uint8Array<ArrayBuffer>,
  position: number,
): ZipEntry {
  const view = viewOf(bytes);
  const nameStart = position + ENTRY_LENGTH;
  const extraStart = nameStart + view.getUint16(position + 28, true);
  const extraEnd = extraStart + view.getUint16(position + 30, true);
  const name = new TextDecoder().decode(bytes.subarray(nameStart, extraStart));
  const wide = zip64Field(view, extraStart, extraEnd);
  // What is too long for 32 bits stands in the extra field, in this order; of the rest nothing does.
  const number = (at: number): number => {
    const narrow = view.getUint32(position + at, true);
    if (narrow !== ELSEWHERE) return narrow;
    const value = wide.shift();
    if (value === undefined)
      throw new MarketDataError(
        `${file}#${name}: is corrupt: expected its size and offset in a zip64 field`,
      );
    return value;
  };
  const size = number(24);
  const compressedSize = number(20);
  const offset = number(42);
  return {
    name,
    method: view.getUint16(position + 10, true),
    isEncrypted: (view.getUint16(position + 8, true) & 1) === 1,
    crc: view.getUint32(position + 16, true),
    compressedSize,
    size,
    offset,
  };
}

/** The 64-bit numbers of an entry's zip64 field. */
function zip64Field(view: DataView, start: number, end: number): number[] {
  for (let at = start; at + 4 <= end;) {
    const length = view.getUint16(at + 2, true);
    const next = at + 4 + length;
    if (view.getUint16(at, true) === ZIP64_FIELD && next <= end) {
      const numbers: number[] = [];
      for (let from = at + 4; from + 8 <= next; from += 8)
        numbers.push(Number(view.getBigUint64(from, true)));
      return numbers;
    }
    at = next;
  }
  return [];
}

async function directoryPlace(file: string): Promise<DirectoryPlace> {
  const { size } = await readAt(file, 0, 0);
  const start = Math.max(0, size - END_LENGTH - LONGEST_COMMENT);
  const { bytes } = await readAt(file, start, size - start);
  const view = viewOf(bytes);
  const end = endRecord(view);
  if (end === null)
    throw new MarketDataError(
      `${file}: is no zip, or truncated: expected the end of a zip directory`,
    );
  const entries = view.getUint16(end + 10, true);
  const place = {
    entries,
    size: view.getUint32(end + 12, true),
    offset: view.getUint32(end + 16, true),
  };
  const disk = view.getUint16(end + 4, true);
  const isWide =
    entries === ELSEWHERE_16 ||
    place.size === ELSEWHERE ||
    place.offset === ELSEWHERE;
  if (isWide) return widePlace(file, start + end, place);
  if (disk !== 0 || view.getUint16(end + 8, true) !== entries)
    throw new MarketDataError(`${file}: is one of several parts of a zip`);
  return place;
}

/** Where the record at the end begins, whose comment goes on to the file's end. */
function endRecord(view: DataView): number | null {
  for (let at = view.byteLength - END_LENGTH; at >= 0; at -= 1)
    if (
      view.getUint32(at, true) === END_SIGNATURE &&
      at + END_LENGTH + view.getUint16(at + 20, true) === view.byteLength
    )
      return at;
  return null;
}

async function widePlace(
  file: string,
  end: number,
  narrow: DirectoryPlace,
): Promise<DirectoryPlace> {
  const locatorStart = end - LOCATOR_LENGTH;
  if (locatorStart < 0) return narrow;
  const locator = await readAt(file, locatorStart, LOCATOR_LENGTH);
  const locatorView = viewOf(locator.bytes);
  if (locatorView.getUint32(0, true) !== LOCATOR_SIGNATURE) return narrow;
  const offset = Number(locatorView.getBigUint64(8, true));
  const { bytes } = await readAt(file, offset, END64_LENGTH);
  const view = viewOf(bytes);
  if (
    view.byteLength < END64_LENGTH ||
    view.getUint32(0, true) !== END64_SIGNATURE
  )
    throw new MarketDataError(
      `${file}: is corrupt: expected a zip64 record at byte ${offset}`,
    );
  return {
    entries: Number(view.getBigUint64(32, true)),
    size: Number(view.getBigUint64(40, true)),
    offset: Number(view.getBigUint64(48, true)),
  };
}

function viewOf(bytes: Uint8Array<ArrayBuffer>): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function truncated(file: string): MarketDataError {
  return new MarketDataError(
    `${file}: is truncated: the zip directory ends early`,
  );
}
