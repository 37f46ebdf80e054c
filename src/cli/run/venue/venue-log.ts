import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  truncateSync,
  writeSync,
} from "node:fs";
import { reasonOf, UsageError } from "../../exit.ts";
import type { LoggedRequest } from "./request.ts";

/** What a paper venue's log begins with: with anything else it would be another venue. */
export interface VenueHead {
  readonly fsmcPaperVenue: 1;
  readonly strategy: string;
  readonly seed: number;
  readonly params: unknown;
  readonly market: string;
  readonly faults: unknown;
}

/**
 * What a paper exchange has to remember beyond its process: every request, in
 * a file beside the journal, one line of JSON each. The venue is made again by
 * hearing the same market and the same requests.
 */
export class VenueLog {
  readonly requests: readonly LoggedRequest[];
  readonly #file: number;
  readonly #shown: string;

  /**
   * @param path of the journal
   * @throws UsageError if it is another venue's, or cannot be read or written
   */
  constructor(path: string, shown: string, head: VenueHead) {
    const file = `${path}.paper`;
    this.#shown = `${shown}.paper`;
    const isNew = !existsSync(file);
    const { requests, length } = isNew
      ? { requests: [], length: 0 }
      : this.#read(file, head);
    this.requests = requests;
    if (!isNew) truncateSync(file, length);
    this.#file = this.#attempt("write", () => openSync(file, "a"));
    if (length === 0) this.#line(head);
  }

  /** A request is about to reach the exchange. In the hands of the operating system when this returns: the process may die. */
  append(request: LoggedRequest): void {
    this.#line(request);
  }

  close(): void {
    closeSync(this.#file);
  }

  #line(value: unknown): void {
    this.#attempt("write", () =>
      writeSync(this.#file, `${JSON.stringify(value)}\n`),
    );
  }

  /** A last line without an end was torn off by a crash: its request was never sent. */
  #read(
    file: string,
    head: VenueHead,
  ): { readonly requests: readonly LoggedRequest[]; readonly length: number } {
    const text = this.#attempt("read", () => readFileSync(file, "utf8"));
    const end = text.lastIndexOf("\n") + 1;
    const [first, ...lines] = text.slice(0, end).split("\n").slice(0, -1);
    if (first === undefined) return { requests: [], length: 0 };
    this.#requireSame(first, head);
    const requests = lines.map((line, index) => this.#parsed(line, index + 2));
    return { requests, length: Buffer.byteLength(text.slice(0, end)) };
  }

  #requireSame(line: string, head: VenueHead): void {
    const found = this.#json(line, 1);
    if (typeof found !== "object" || found === null)
      throw this.#damaged(1, "it is no paper venue's");
    const was = new Map<string, unknown>(Object.entries(found));
    for (const [name, value] of Object.entries(head)) {
      const [before, now] = [was.get(name), value].map((each) =>
        JSON.stringify(each),
      );
      if (before !== now)
        throw new UsageError(
          `${this.#shown}: the journal belongs to another run: its ${name} was ${before ?? "not said"}, and is now ${now ?? "not said"}; go on as it began, or take another journal`,
        );
    }
  }

  #parsed(line: string, number: number): LoggedRequest {
    const value = this.#json(line, number);
    if (!isLogged(value)) throw this.#damaged(number, "it is no request");
    return value;
  }

  #json(line: string, number: number): unknown {
    try {
      return JSON.parse(line);
    } catch {
      throw this.#damaged(number, "it is no JSON");
    }
  }

  #damaged(line: number, why: string): UsageError {
    return new UsageError(
      `${this.#shown}:${line}:1: ${why}: what the paper venue did cannot be told any more`,
    );
  }

  #attempt<Result>(what: "read" | "write", act: () => Result): Result {
    try {
      return act();
    } catch (error) {
      const reason = reasonOf(error);
      throw reason === null
        ? error
        : new UsageError(`cannot ${what} ${this.#shown}: ${reason}`);
    }
  }
}

function isLogged(value: unknown): value is LoggedRequest {
  return (
    typeof value === "object" &&
    value !== null &&
    "after" in value &&
    typeof value.after === "number" &&
    "time" in value &&
    typeof value.time === "number" &&
    "request" in value
  );
}
