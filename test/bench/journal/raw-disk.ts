import { closeSync, fdatasyncSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";

/** About what one record of a journal is. */
const RECORD = Buffer.alloc(512, "r");

/** A file to which records are appended, each followed by fdatasync: as fast as a disk can be sure. */
export class RawFile {
  readonly #file: number;

  constructor(folder: string) {
    this.#file = openSync(join(folder, "raw"), "w");
  }

  /** @returns milliseconds for one, on average */
  append(count: number): number {
    const begun = performance.now();
    for (let done = 0; done < count; done += 1) {
      writeSync(this.#file, RECORD);
      fdatasyncSync(this.#file);
    }
    return (performance.now() - begun) / count;
  }

  close(): void {
    closeSync(this.#file);
  }
}
