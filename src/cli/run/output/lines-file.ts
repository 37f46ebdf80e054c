import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { reasonOf, UsageError } from "../../exit.ts";

/** In UTF-16 code units: so much is kept before it is written. */
const BLOCK = 1 << 20;

/** Lines of JSON on their way into a file beside its place: a long run's do not stay in memory. */
export class LinesFile {
  readonly path: string;
  readonly #shown: string;
  readonly #file: number;
  #waiting: string[] = [];
  #length = 0;

  /**
   * @param path absolute; must not be there yet
   * @param shown the file that it will become
   * @throws UsageError if it cannot be written
   */
  constructor(path: string, shown: string) {
    this.path = path;
    this.#shown = shown;
    this.#file = this.#attempt(() => openSync(path, "wx"));
  }

  write(value: unknown): void {
    const line = `${JSON.stringify(value)}\n`;
    this.#waiting.push(line);
    this.#length += line.length;
    if (this.#length >= BLOCK) this.#flush();
  }

  /** All of it is in the file now. */
  close(): void {
    this.#flush();
    this.#attempt(() => closeSync(this.#file));
  }

  /** It was for nothing. */
  discard(): void {
    rmSync(this.path, { force: true });
  }

  #flush(): void {
    const bytes = Buffer.from(this.#waiting.join(""));
    this.#waiting = [];
    this.#length = 0;
    let done = 0;
    while (done < bytes.length)
      done += this.#attempt(() => writeSync(this.#file, bytes, done));
  }

  #attempt<Result>(act: () => Result): Result {
    try {
      return act();
    } catch (error) {
      const reason = reasonOf(error);
      throw reason === null
        ? error
        : new UsageError(`cannot write ${this.#shown}: ${reason}`);
    }
  }
}
