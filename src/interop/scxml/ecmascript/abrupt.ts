import type { Span } from "../../../source/index.ts";
import type { PlatformError, RaisesError, Refusal } from "./result.ts";

/** An evaluation that comes to no value: ECMA-262 calls it an abrupt completion. */
export class Abrupt extends Error {
  readonly outcome: RaisesError | Refusal;

  constructor(outcome: RaisesError | Refusal) {
    super(
      outcome.kind === "refused" ? outcome.remark.message : outcome.message,
    );
    this.name = "Abrupt";
    this.outcome = outcome;
  }
}

export function throws(
  message: string,
  span: Span,
  event: PlatformError = "error.execution",
): Abrupt {
  return new Abrupt({ kind: "raises-error", event, message, span });
}

export function refusal(message: string, why: string, span: Span): Refusal {
  return { kind: "refused", remark: { kind: "lost", message, why, span } };
}

export function refuses(message: string, why: string, span: Span): Abrupt {
  return new Abrupt(refusal(message, why, span));
}

/** What comes of it; anything but an abrupt completion is a mistake of ours and goes on. */
export function outcomeOf<T>(
  evaluate: () => T,
): { readonly kind: "value"; readonly value: T } | RaisesError | Refusal {
  try {
    return { kind: "value", value: evaluate() };
  } catch (error) {
    if (error instanceof Abrupt) return error.outcome;
    throw error;
  }
}
