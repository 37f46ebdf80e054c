import { crc32, deflateRawSync } from "node:zlib";

export interface EntryToPack {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Default: deflated. */
  readonly isStored?: boolean;
  /** What the headers say instead of the truth. */
  readonly claims?: {
    readonly method?: number;
    readonly flags?: number;
    readonly crc?: number;
    readonly size?: number;
  };
}

const WIDE = 0xffff_ffff;

/** A zip, written by hand: what tools write, and what they do not. `isWide` puts sizes and offsets into zip64 records, as .NET does. */
export function zipOf(
  entries: readonly EntryToPack[],
  { isWide = false, comment = "" } = {},
): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, isStored = false, claims = {} } of entries) {
    const raw = Buffer.from(content);
    const data = isStored ? raw : deflateRawSync(raw);
    const size = claims.size ?? raw.length;
    const common = Buffer.alloc(22);
    common.writeUInt16LE(claims.flags ?? 0, 0);
    common.writeUInt16LE(claims.method ?? (isStored ? 0 : 8), 2);
    common.writeUInt32LE(claims.crc ?? crc32(raw), 8);
    common.writeUInt32LE(isWide ? WIDE : data.length, 12);
    common.writeUInt32LE(isWide ? WIDE : size, 16);
    common.writeUInt16LE(Buffer.byteLength(name), 20);
    const wide = wideField(isWide ? [size, data.length, offset] : []);
    const local = Buffer.concat([
      header(0x04034b50, 45),
      common,
      // One field more than in the directory: the lengths must not be mixed up.
      lengths(wide.length + 4),
      Buffer.from(name),
      wide,
      Buffer.from([0xfe, 0xca, 0, 0]),
      data,
    ]);
    const tail = Buffer.alloc(12);
    tail.writeUInt32LE(isWide ? WIDE : offset, 8);
    directory.push(
      header(0x02014b50, 45),
      Buffer.from([45, 0]),
      common,
      lengths(wide.length),
      Buffer.alloc(2),
      tail,
      Buffer.from(name),
      wide,
    );
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = endOf(entries.length, central.length, offset, isWide);
  const commentLength = Buffer.alloc(2);
  commentLength.writeUInt16LE(comment.length);
  return Buffer.concat([
    ...parts,
    central,
    end,
    commentLength,
    Buffer.from(comment),
  ]);
}

function header(signature: number, version: number): Buffer {
  const bytes = Buffer.alloc(6);
  bytes.writeUInt32LE(signature);
  bytes.writeUInt16LE(version, 4);
  return bytes;
}

function lengths(extra: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(extra);
  return bytes;
}

function wideField(numbers: readonly number[]): Buffer {
  if (numbers.length === 0) return Buffer.alloc(0);
  const field = Buffer.alloc(4 + 8 * numbers.length);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(8 * numbers.length, 2);
  for (const [index, number] of numbers.entries())
    field.writeBigUInt64LE(BigInt(number), 4 + 8 * index);
  return field;
}

function endOf(
  count: number,
  size: number,
  offset: number,
  isWide: boolean,
): Buffer {
  const end = Buffer.alloc(20);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(isWide ? 0xffff : count, 8);
  end.writeUInt16LE(isWide ? 0xffff : count, 10);
  end.writeUInt32LE(isWide ? WIDE : size, 12);
  end.writeUInt32LE(isWide ? WIDE : offset, 16);
  if (!isWide) return end;
  const wide = Buffer.alloc(56);
  wide.writeUInt32LE(0x06064b50, 0);
  wide.writeBigUInt64LE(44n, 4);
  wide.writeBigUInt64LE(BigInt(count), 24);
  wide.writeBigUInt64LE(BigInt(count), 32);
  wide.writeBigUInt64LE(BigInt(size), 40);
  wide.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([wide, locator, end]);
}
