import { kindOf, Rejected } from "../../errors.ts";

/** The venue takes no requests for now. Nothing of this one was carried out. */
export class RateLimitedError extends Rejected {
  /** In milliseconds; null if the venue did not say. */
  readonly retryAfter: number | null;

  constructor(message: string, retryAfter: number | null) {
    super(message, "RATE_LIMITED");
    this.retryAfter = retryAfter;
  }
}

/** A request was sent, and no answer says whether it was carried out. */
export class UnknownOutcomeError extends Error {
  override readonly name = "UnknownOutcomeError";
  readonly venue: string;
  readonly operation: string;

  /** @param why without secrets */
  constructor(venue: string, operation: string, why: string) {
    super(`${venue}: what became of ${operation} is unknown: ${why}`);
    this.venue = venue;
    this.operation = operation;
  }
}

/** An answer is not what it should be. What it is an answer to may have been carried out. */
export class MalformedAnswerError extends Error {
  override readonly name = "MalformedAnswerError";
  /** Where in the answer: `order.filled`, `trades[2].price`. */
  readonly path: string;

  constructor(path: string, expected: string, got: unknown) {
    const found =
      typeof got === "number" || got === null ? String(got) : kindOf(got);
    super(`${path} of the answer: expected ${expected}, got ${found}`);
    this.path = path;
  }
}

/** What went wrong at a venue without being anybody's answer. */
export interface CcxtProblem {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly venue: string;
  /** Without secrets. */
  readonly message: string;
}
