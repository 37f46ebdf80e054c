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
