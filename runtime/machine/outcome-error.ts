import type { Failure } from "../failure.ts";

/** An activity failed, or its outcome is unknown, and no arm takes it. */
export class OutcomeError extends Error {
  override readonly name = "OutcomeError";
  readonly code: string | null;

  constructor({ code, message }: Failure) {
    super(message);
    this.code = code;
  }
}
