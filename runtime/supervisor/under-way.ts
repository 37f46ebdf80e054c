import type { AttemptEnded, TrackedAttempt, Tracker } from "../tracker.ts";

/** Which activities that do something to a position are under way. */
export class UnderWay implements Pick<Tracker, "attempt"> {
  readonly #attempts = new Set<TrackedAttempt>();
  #waiting: (() => void)[] = [];

  get attempts(): readonly TrackedAttempt[] {
    return [...this.#attempts];
  }

  attempt(attempt: TrackedAttempt): AttemptEnded {
    if (attempt.words.length === 0) return () => {};
    this.#attempts.add(attempt);
    return () => {
      this.#attempts.delete(attempt);
      if (this.#attempts.size > 0) return;
      for (const resolve of this.#waiting.splice(0)) resolve();
    };
  }

  /** Resolves when none is. */
  async none(): Promise<void> {
    if (this.#attempts.size === 0) return;
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
    });
  }
}
