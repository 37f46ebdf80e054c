import type { Failure } from "../failure.ts";

/** An activity failed, or its outcome is unknown, and no arm takes it. */
export class OutcomeError extends Error {
  override readonly name = "OutcomeError";
  readonly code: string | null;
  /** Number of the state whose activity it was: it is handled there, or around it; null where that is not known. */
  readonly owner: number | null;

  constructor({ code, message }: Failure, owner: number | null) {
    super(message);
    this.code = code;
    this.owner = owner;
  }
}
