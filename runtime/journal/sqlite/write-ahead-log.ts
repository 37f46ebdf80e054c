import { closeSync, existsSync, openSync, readSync, statSync } from "node:fs";

/** SQLite's file format, www.sqlite.org/fileformat2.html#the_write_ahead_log */
const HEADER = 32;
const FRAME_HEADER = 24;

/**
 * Whether the log ends with pages of a transaction that was never completed:
 * SQLite passes over them. Nothing in them was acknowledged.
 *
 * @returns a warning for each thing to be told
 */
export function tornTail(path: string): readonly string[] {
  const log = `${path}-wal`;
  if (!existsSync(log)) return [];
  const { size } = statSync(log);
  if (size < HEADER) return [];
  const file = openSync(log, "r");
  try {
    const header = Buffer.alloc(HEADER);
    readSync(file, header, 0, HEADER, 0);
    const pageSize = header.readUInt32BE(8);
    const salts = header.readBigUInt64BE(16);
    const length = FRAME_HEADER + pageSize;
    const frame = Buffer.alloc(FRAME_HEADER);
    let frames = 0;
    let committed = 0;
    for (let at = HEADER; at + FRAME_HEADER <= size; at += length) {
      readSync(file, frame, 0, FRAME_HEADER, at);
      // What is left of the log before this one.
      if (frame.readBigUInt64BE(8) !== salts) break;
      frames += 1;
      if (frame.readUInt32BE(4) !== 0 && at + length <= size)
        committed = frames;
    }
    const torn = frames - committed;
    return torn === 0
      ? []
      : [
          `${path}: the end of the journal was not completed when the process died; ${torn} page${torn === 1 ? "" : "s"} of it, with nothing that was acknowledged, ${torn === 1 ? "is" : "are"} cut off`,
        ];
  } finally {
    closeSync(file);
  }
}
