import { Rejected } from "../../errors.ts";
import { NoAnswerError } from "../errors.ts";
import {
  MalformedAnswerError,
  RateLimitedError,
  UnknownOutcomeError,
} from "./errors.ts";
import type { Secrets } from "./secrets.ts";

/** What is known of a request when it has failed. */
export interface Trace {
  readonly venue: string;
  readonly operation: string;
  /** Whether anything of it has left the process. */
  readonly hasLeft: boolean;
  /** The HTTP status of the answer that says so; null if the failure is not an answer of the venue. */
  readonly status: number | null;
  /** In milliseconds, from the answer; null if it does not say. */
  readonly retryAfter: number | null;
  /** What the request itself failed with; ccxt may have made another error of it. */
  readonly failure: unknown;
}

/** ccxt's errors by which a venue says that it does not do what it was asked, and those derived from them. */
const REFUSALS: Readonly<Record<string, string>> = {
  OrderImmediatelyFillable: "WOULD_TAKE",
  OrderNotFound: "UNKNOWN_ORDER",
  InsufficientFunds: "INSUFFICIENT_FUNDS",
  InvalidOrder: "INVALID_ORDER",
  ContractUnavailable: "CONTRACT_UNAVAILABLE",
  OrderNotFillable: "UNFILLED",
  BadSymbol: "BAD_SYMBOL",
  PermissionDenied: "PERMISSION_DENIED",
  AccountNotEnabled: "PERMISSION_DENIED",
  AccountSuspended: "ACCOUNT_SUSPENDED",
  AuthenticationError: "AUTHENTICATION",
  ArgumentsRequired: "BAD_REQUEST",
  BadRequest: "BAD_REQUEST",
  MarketClosed: "MARKET_CLOSED",
  ManualInteractionNeeded: "MANUAL_INTERACTION_NEEDED",
  RestrictedLocation: "RESTRICTED_LOCATION",
  NoChange: "NO_CHANGE",
  OperationRejected: "OPERATION_REJECTED",
  NotSupported: "NOT_SUPPORTED",
  // The request was stamped with a wrong time or number, and not looked at any further.
  InvalidNonce: "CLOCK_SKEW",
};

/** Said of the second of two orders with one id: of the order itself it says that it is there. */
const ALREADY_THERE = /duplicate|already exist|not unique/i;

/**
 * What a failure means for who asked: `Rejected` only if it is certain that
 * nothing of it was carried out, that is if nothing was sent, or the venue
 * itself answered so with a status below 500. Everything else is unknown.
 */
export function outcomeOf(
  error: unknown,
  trace: Trace,
  secrets: Secrets,
): Error {
  if (error instanceof Rejected) return error;
  if (error instanceof NoAnswerError) return error;
  const { venue, operation, hasLeft, status, retryAfter } = trace;
  const why = secrets.redact(textOf(error));
  const message = `${venue}: ${operation}: ${why}`;
  if (!hasLeft) return new Rejected(message, codeOf(error) ?? "NOT_SENT");
  const isAnswer = status !== null && status < 500;
  if (!isAnswer) return new UnknownOutcomeError(venue, operation, why);
  if (isThrottle(error)) return new RateLimitedError(message, retryAfter);
  // What ccxt concludes from an answer counts if the answer was a refusal itself.
  const code = codeOf(trace.failure) === null ? null : codeOf(error);
  if (code === null || ALREADY_THERE.test(why))
    return new UnknownOutcomeError(venue, operation, why);
  return new Rejected(message, code);
}

/** Whether the venue says that it has the order already. */
export function saysAlreadyThere(error: unknown): boolean {
  return (
    error instanceof UnknownOutcomeError && ALREADY_THERE.test(error.message)
  );
}

function isThrottle(error: unknown): boolean {
  const names = namesOf(error);
  return (
    names.includes("RateLimitExceeded") || names.includes("DDoSProtection")
  );
}

function codeOf(error: unknown): string | null {
  for (const name of namesOf(error)) {
    const code = Object.hasOwn(REFUSALS, name) ? REFUSALS[name] : undefined;
    if (code !== undefined) return code;
  }
  return null;
}

/** Of its class and those that it is derived from: ccxt's classes are not to be had without loading ccxt. */
export function namesOf(error: unknown): readonly string[] {
  const names: string[] = [];
  let prototype: unknown =
    error instanceof Error ? Object.getPrototypeOf(error) : null;
  while (typeof prototype === "object" && prototype !== null) {
    const { constructor } = prototype;
    if (constructor === Error || constructor === Object) break;
    names.push(constructor.name);
    prototype = Object.getPrototypeOf(prototype);
  }
  return names;
}

/** Never the error itself: what it carries along may be anything. */
function textOf(error: unknown): string {
  if (error instanceof MalformedAnswerError) return error.message;
  const text = error instanceof Error ? error.message : String(error);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

const LONGEST = 500;
