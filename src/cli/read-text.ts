import { isUtf8 } from "node:buffer";
import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import { reasonOf, UsageError } from "./exit.ts";

/** No spec that people write is nearly as large, in bytes. */
const LARGEST = 8 * 1024 * 1024;

/**
 * The text of a file.
 *
 * @param shown its path as the user knows it
 * @throws UsageError if it cannot be read, or is no text
 */
export function readText(path: string, shown: string): string {
  return textIn(readBytes(path, shown), shown);
}

/** @throws UsageError if standard input cannot be read, or is no text */
export function readStandardInput(shown: string): string {
  try {
    return textIn(readFileSync(0), shown);
  } catch (error) {
    throw explained(error, shown);
  }
}

function readBytes(path: string, shown: string): Buffer {
  try {
    const file = openSync(path, "r");
    try {
      const { size, isFolder, isReadable } = kindOf(fstatSync(file));
      if (isFolder) throw new UsageError(`${shown} is a folder, not a spec`);
      if (!isReadable)
        throw new UsageError(
          `${shown} is a device, not a file: use - to read standard input`,
        );
      if (size > LARGEST) throw tooLarge(shown, size);
      return readFileSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw explained(error, shown);
  }
}

function kindOf(stats: ReturnType<typeof fstatSync>): {
  readonly size: number;
  readonly isFolder: boolean;
  readonly isReadable: boolean;
} {
  return {
    size: Number(stats.size),
    isFolder: stats.isDirectory(),
    isReadable: stats.isFile() || stats.isFIFO(),
  };
}

function textIn(bytes: Buffer, shown: string): string {
  if (bytes.length > LARGEST) throw tooLarge(shown, bytes.length);
  if (!isUtf8(bytes) || bytes.includes(0))
    throw new UsageError(
      `${shown} is no UTF-8 text (byte ${firstOdd(bytes)}): save it as UTF-8, or name another file`,
    );
  return bytes.toString("utf8");
}

/** The offset of the first byte that text cannot have. */
function firstOdd(bytes: Buffer): number {
  const zero = bytes.indexOf(0);
  let low = 0;
  let high = zero < 0 ? bytes.length : zero;
  if (isUtf8(bytes.subarray(0, high))) return high;
  // The longest start that is well-formed, but for a character cut in two.
  while (high - low > 4) {
    const middle = (low + high) >> 1;
    const start = new TextDecoder().decode(bytes.subarray(0, middle), {
      stream: true,
    });
    if (start.includes("\uFFFD")) high = middle;
    else low = middle;
  }
  return low;
}

function tooLarge(shown: string, size: number): UsageError {
  return new UsageError(
    `${shown} is too large for a spec: ${mebibytes(size)} MiB, and at most ${mebibytes(LARGEST)} are read`,
  );
}

function mebibytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(1);
}

function explained(error: unknown, shown: string): unknown {
  const reason = reasonOf(error);
  return reason === null
    ? error
    : new UsageError(`cannot read ${shown}: ${reason}`);
}
