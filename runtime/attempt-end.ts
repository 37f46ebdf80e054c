import { Rejected, ResultError } from "./errors.ts";
import { requireEnded } from "./ended.ts";
import type { Ledger } from "./exchange/ledger/ledger.ts";
import { failureOf, nameOf } from "./failure.ts";
import { requireFlat } from "./flat.ts";
import { misfit, type Check, type Misfit } from "./misfit.ts";
import type { RunDeclaration, RunOutcome } from "./run-data.ts";

/** What one attempt of an activity comes to; what it reports meanwhile is no end. */
export type AttemptEnd = Exclude<RunOutcome, { readonly kind: "partial" }>;

/**
 * It returned: done, if that is what the spec declares, a closing activity has closed, and nothing of an opening one works
 * any more.
 *
 * @param key the run's
 */
export function endOfResult(
  declaration: RunDeclaration,
  ledger: Ledger | null,
  key: string,
  attempt: number,
  result: unknown,
): AttemptEnd {
  const { activity, result: check, words, legs } = declaration;
  const mayWork = words.includes("places");
  try {
    if (check !== null) requireFit(declaration, check, result);
    if (words.includes("opens") && !mayWork && ledger !== null)
      requireEnded(ledger, activity, key);
    if (words.includes("closes") && ledger !== null)
      requireFlat(ledger, legs, words.includes("cancels"));
  } catch (error) {
    return endOfThrow(declaration, attempt, error);
  }
  return { kind: "done", result: check === null ? null : result };
}

export function endOfThrow(
  declaration: RunDeclaration,
  attempt: number,
  error: unknown,
): AttemptEnd {
  const isCertain = error instanceof Rejected;
  return {
    kind: isCertain ? "failed" : kindOfThrow(declaration),
    error: failureOf(error, attempt),
    thrown: nameOf(error),
  };
}

/** @param timeout milliseconds */
export function endOfTimeout(
  declaration: RunDeclaration,
  attempt: number,
  timeout: number | null,
): AttemptEnd {
  const message = `no outcome within ${timeout} ms`;
  return {
    kind: kindOfThrow(declaration),
    error: { code: "TIMEOUT", message, attempt },
    thrown: null,
  };
}

/** It was not even called: the machine is halted, and the activity would add to the position. */
export function endOfHalt(
  { activity }: RunDeclaration,
  attempt: number,
  machine: string,
): AttemptEnd {
  const message = `${activity} was not started: ${machine} is halted`;
  return {
    kind: "failed",
    error: { code: "HALTED", message, attempt },
    thrown: null,
  };
}

/** It was not called: whoever shares out what there is had nothing left for it. */
export function endOfRefusal(
  attempt: number,
  { code, message }: { readonly code: string; readonly message: string },
): AttemptEnd {
  return { kind: "failed", error: { code, message, attempt }, thrown: null };
}

/** @throws ResultError for a report that is not as declared */
export function requireReport(
  declaration: RunDeclaration,
  partial: unknown,
): void {
  requireFit(declaration, declaration.partial ?? undeclared, partial);
}

/** Without effect words nothing can have happened; with them nobody knows. */
function kindOfThrow({ words }: RunDeclaration): "failed" | "unknown" {
  return words.length > 0 ? "unknown" : "failed";
}

function requireFit(
  { activity }: RunDeclaration,
  check: Check,
  value: unknown,
): void {
  const found = check(value);
  if (found === null) return;
  throw new ResultError(activity, found.path, found.expected, found.got);
}

function undeclared(report: unknown): Misfit {
  return misfit("no report, since no `partial` is declared", report);
}
