import { crc32 } from "node:zlib";

/** Control characters, which JSON text never has. */
const BETWEEN = "\u001F";

/** CRC-32 (as in PNG and zip) over the parts in order, going on from another one: nothing can be changed, left out or put elsewhere unnoticed. */
export function checksumOf(
  parts: readonly (string | number)[],
  before: number,
): number {
  return crc32(parts.join(BETWEEN), before);
}

/** How far a journal goes. */
export interface HeadNumbers {
  readonly epoch: number;
  readonly firstRecord: number;
  readonly lastRecord: number;
  readonly lastSnapshot: number;
  readonly swept: number;
}

export function headChecksum(head: HeadNumbers): number {
  const { epoch, firstRecord, lastRecord, lastSnapshot, swept } = head;
  return checksumOf([epoch, firstRecord, lastRecord, lastSnapshot, swept], 0);
}
