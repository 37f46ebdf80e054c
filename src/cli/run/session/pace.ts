import { setTimeout as sleep } from "node:timers/promises";

/** Holds a run back to a multiple of the market's own speed. */
export class Pace {
  readonly #start: number;
  readonly #speed: number;
  readonly #begun = performance.now();

  /** @param speed how many times as fast as the market */
  constructor(start: number, speed: number) {
    this.#start = start;
    this.#speed = speed;
  }

  async until(time: number, signal: AbortSignal): Promise<void> {
    const due = this.#begun + (time - this.#start) / this.#speed;
    const wait = due - performance.now();
    if (wait <= 1 || signal.aborted) return;
    await sleep(wait, undefined, { signal }).catch(() => {});
  }
}
