import type { Output } from "./terminal.ts";

/** Work shorter than this shows nothing, in milliseconds. */
const PATIENCE = 300;
const REDRAW_EVERY = 80;

/** One line on a terminal that says how far long work has come; nothing elsewhere. */
export class Progress {
  readonly #output: Output;
  readonly #started = Date.now();
  #drawn = 0;

  constructor(output: Output) {
    this.#output = output;
  }

  /** @param share of the work that is done, 0 to 1 */
  show(share: number, text: string): void {
    const now = Date.now();
    const { isTerminal, width } = this.#output;
    if (!isTerminal || now - this.#started < PATIENCE) return;
    if (now - this.#drawn < REDRAW_EVERY) return;
    this.#drawn = now;
    const filled = Math.round(Math.min(1, Math.max(0, share)) * 20);
    const bar = "█".repeat(filled) + "░".repeat(20 - filled);
    const line = `${bar} ${text}`.slice(0, width - 1);
    this.#output.write(`\r\u001B[2K${line}`);
  }

  /** Takes the line away. */
  end(): void {
    if (this.#drawn > 0) this.#output.write("\r\u001B[2K");
    this.#drawn = 0;
  }
}
