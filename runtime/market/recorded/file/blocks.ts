import { open } from "node:fs/promises";
import { MarketDataError } from "../../errors.ts";
import { whatIsThere } from "./what-is-there.ts";

/** How much of a file is in memory at a time, in bytes. */
export const BLOCK_SIZE = 65_536;

/**
 * The bytes of a file from `start` to before `end` (default: all), a block at
 * a time. The file is open only while a block is read: hundreds of streams,
 * each waiting for its turn in a merge, hold no descriptors.
 *
 * @throws MarketDataError if the file is replaced or shortened meanwhile, or cannot be read
 */
export async function* readBlocks(
  file: string,
  start = 0,
  end = Infinity,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let inode: number | null = null;
  let position = start;
  while (position < end) {
    const length = Math.min(BLOCK_SIZE, end - position);
    const { bytes, ino, size } = await readAt(file, position, length);
    if ((inode ?? ino) !== ino || size < position)
      throw new MarketDataError(`${file}: has been replaced while it was read`);
    inode = ino;
    if (bytes.length === 0) return;
    position += bytes.length;
    yield bytes;
    if (position >= size) return;
  }
}

/** What stands at a place of a file; less than `length` bytes at its end. */
export async function readAt(
  file: string,
  position: number,
  length: number,
): Promise<{
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly ino: number;
  readonly size: number;
}> {
  const handle = await open(file).catch(async (error: unknown) => {
    throw await unreadable(file, error);
  });
  try {
    const { ino, size } = await handle.stat();
    const most = Math.max(0, Math.min(length, size - position));
    const buffer = new Uint8Array(most);
    let filled = 0;
    while (filled < most) {
      const { bytesRead } = await handle.read(
        buffer,
        filled,
        most - filled,
        position + filled,
      );
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return { bytes: buffer.subarray(0, filled), ino, size };
  } catch (error) {
    throw await unreadable(file, error);
  } finally {
    await handle.close();
  }
}

async function unreadable(
  file: string,
  error: unknown,
): Promise<MarketDataError> {
  const code = error instanceof Error && "code" in error ? error.code : null;
  const why = async (): Promise<string> => {
    if (code === "ENOENT" || code === "ENOTDIR")
      return `there is no such file${await whatIsThere(file)}`;
    if (code === "EISDIR") return "expected a file, found a folder";
    return `cannot be read (${String(code ?? error)})`;
  };
  return new MarketDataError(`${file}: ${await why()}`, { cause: error });
}
