import { pipeline, Readable } from "node:stream";
import { createGunzip, createInflateRaw, type Gunzip } from "node:zlib";
import { MarketDataError } from "../../errors.ts";
import { BLOCK_SIZE } from "./blocks.ts";

type Blocks = AsyncIterable<Uint8Array>;

/**
 * What gzip data hold; members that follow each other are one text.
 *
 * @param file for errors
 * @throws MarketDataError if they are truncated or corrupt
 */
export function gunzip(blocks: Blocks, file: string): Blocks {
  return through(blocks, createGunzip({ chunkSize: BLOCK_SIZE }), "gzip", file);
}

/** The same for raw deflate (RFC 1951), as in a zip. */
export function inflate(blocks: Blocks, file: string): Blocks {
  return through(
    blocks,
    createInflateRaw({ chunkSize: BLOCK_SIZE }),
    "deflate",
    file,
  );
}

/** No more than a few blocks ahead on either side, however much they swell to. */
async function* through(
  blocks: Blocks,
  decoder: Pick<Gunzip, "destroy"> & NodeJS.ReadWriteStream,
  format: string,
  file: string,
): Blocks {
  const source = Readable.from(requireSome(blocks, format, file), {
    highWaterMark: 1,
  });
  pipeline(source, decoder, () => {
    // Who reads the decoder is told.
  });
  try {
    for await (const block of decoder)
      if (block instanceof Uint8Array) yield block;
  } catch (error) {
    throw asDataError(error, format, file);
  } finally {
    decoder.destroy();
  }
}

/** zlib takes no data at all for a complete stream of nothing. */
async function* requireSome(
  blocks: Blocks,
  format: string,
  file: string,
): Blocks {
  let isEmpty = true;
  for await (const block of blocks) {
    isEmpty = false;
    yield block;
  }
  if (isEmpty)
    throw new MarketDataError(
      `${file}: is truncated: expected ${format} data, found nothing`,
    );
}

function asDataError(error: unknown, format: string, file: string): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error;
  if (error.code === "Z_BUF_ERROR")
    return new MarketDataError(
      `${file}: is truncated: the ${format} data end early`,
      { cause: error },
    );
  if (String(error.code).startsWith("Z_"))
    return new MarketDataError(
      `${file}: is corrupt: expected ${format} data (${error.message})`,
      { cause: error },
    );
  return error;
}
