import type { Clock } from "../../clock.ts";
import type { Logger } from "../../logger.ts";
import type { CcxtProblem } from "./errors.ts";
import type { Secrets } from "./secrets.ts";

/** So many are kept. */
const KEPT = 256;

/** Keeps and logs what went wrong at one venue, without secrets. */
export class Problems {
  readonly #venue: string;
  readonly #clock: Clock;
  readonly #secrets: Secrets;
  readonly #logger: Logger | null;
  readonly #kept: CcxtProblem[] = [];

  constructor(
    venue: string,
    clock: Clock,
    secrets: Secrets,
    logger: Logger | null,
  ) {
    this.#venue = venue;
    this.#clock = clock;
    this.#secrets = secrets;
    this.#logger = logger;
  }

  /** The latest, oldest first. */
  all(): readonly CcxtProblem[] {
    return [...this.#kept];
  }

  /** Something happened that somebody should look at. */
  tell(what: string): void {
    const venue = this.#venue;
    const message = this.#secrets.redact(what);
    this.#kept.push({ time: this.#clock.now(), venue, message });
    if (this.#kept.length > KEPT) this.#kept.shift();
    this.#logger?.warn({ venue }, message);
  }

  /** Something failed that will be done again. */
  failed(operation: string, error: unknown): void {
    const why = error instanceof Error ? error.message : String(error);
    this.tell(`${operation}: ${why}`);
  }

  /** What ccxt says of itself. */
  debug(message: string): void {
    this.#logger?.debug({ venue: this.#venue }, this.#secrets.redact(message));
  }
}
