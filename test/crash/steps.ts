import { writeSync } from "node:fs";

/** A place in a trader's life at which it can be killed. */
export type Step =
  | "before a record is handed over"
  | "after a record was handed over"
  | "a record is durable"
  | "before a question is sent"
  | "a question was sent"
  | "an answer has come"
  | "an answer was dealt with"
  | "a fill has come"
  | "a command was acknowledged";

/**
 * Counts the steps of a trader, and stops the process at one of them, for good:
 * whoever has asked for it kills it there.
 */
export class Steps {
  readonly #stopAt: number | null;
  count = 0;

  constructor(stopAt: number | null) {
    this.#stopAt = stopAt;
  }

  at(step: Step): void {
    this.count += 1;
    if (this.count !== this.#stopAt) return;
    writeSync(1, `${JSON.stringify({ stoppedAt: this.count, step })}\n`);
    // The thread waits for what never comes: nothing more of it happens.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  }
}
