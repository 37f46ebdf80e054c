import {
  closeSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  openSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";

/** Pages in the log before it goes into the file, about 8 MB: whoever waits for that is then one of many thousands. */
export const LOG_PAGES = 2_000;
/** A header, and each page with one of its own. */
const LOG_BYTES = 32 + LOG_PAGES * (24 + 4_096);
/** A journal with fewer commits than this is not worth so much of a disk. */
const WORTH_A_LOG = 64;

/**
 * Makes sure of the write-ahead log after each commit. SQLite could do so
 * itself (`synchronous = FULL`), but as Node builds it, with `fsync`: that
 * writes the file's times as well, each time, and takes twice as long where
 * the log is written over and does not grow.
 */
export class LogSync {
  readonly #file: number;
  #commits = 0;

  /** The log is there from the first transaction on, and stays the same file as long as the journal is open. */
  constructor(path: string) {
    this.#file = openSync(`${path}-wal`, "r+");
    this.sync();
    syncFolder(dirname(path));
  }

  /** Returns when a power cut cannot lose what was committed. @throws if the disk fails: what was written may be there or not */
  sync(): void {
    this.#commits += 1;
    if (this.#commits === WORTH_A_LOG) this.#fill();
    fdatasyncSync(this.#file);
  }

  /** The log was emptied. */
  emptied(): void {
    this.#commits = 0;
  }

  /** To its full length: where a file grows, a disk has twice the work. What comes after its last commit means nothing to SQLite. */
  #fill(): void {
    const { size } = fstatSync(this.#file);
    const nothing = Buffer.alloc(1024 * 1024);
    try {
      for (let at = size; at < LOG_BYTES;) {
        const length = Math.min(nothing.length, LOG_BYTES - at);
        at += writeSync(this.#file, nothing, 0, length, at);
      }
    } catch {
      // A disk with less room than that is only slower.
    }
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** So that a file that was just made is found again. Not every system lets folders be opened; none of those needs it. */
function syncFolder(folder: string): void {
  let file: number | null = null;
  try {
    file = openSync(folder, "r");
    fsyncSync(file);
  } catch (error) {
    if (process.platform !== "win32") throw error;
  } finally {
    if (file !== null) closeSync(file);
  }
}
