import { endOfHalt, endOfRefusal, type AttemptEnd } from "./attempt-end.ts";
import type { Host } from "./host.ts";
import type { RunDeclaration } from "./run-data.ts";

/** Whose run it is. */
interface Applicant {
  readonly id: string;
  readonly type: string;
  readonly host: Host;
  readonly halted: boolean;
}

interface DueAttempt {
  readonly number: number;
  readonly key: string;
  /** An order may be out already: it asks about that first. */
  readonly asks: boolean;
}

/** Whether an attempt that adds to the risk may be made now, and if not, what it comes to. */
export function admissionOf(
  { id, type, host, halted }: Applicant,
  declaration: RunDeclaration,
  { number, key, asks }: DueAttempt,
): AttemptEnd | "granted" | "kept back" {
  if (halted) return endOfHalt(declaration, number, id);
  const { supervision } = host;
  if (supervision === null || asks) return "granted";
  const { activity } = declaration;
  const admission = supervision.admit({ machine: id, type, activity, key });
  return admission.kind === "refused"
    ? endOfRefusal(number, admission)
    : admission.kind;
}
