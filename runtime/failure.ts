import { kindOf } from "./errors.ts";

/** What `error` is in `failed`, `unknown` and `on error`. */
export interface Failure {
  readonly code: string | null;
  readonly message: string;
  /** The attempt that it is about, from 1. */
  readonly attempt: number;
}

/** What a spec gets to see of something thrown. */
export function failureOf(error: unknown, attempt: number): Failure {
  return { code: codeOf(error), message: messageOf(error), attempt };
}

function codeOf(error: unknown): string | null {
  if (typeof error !== "object" || error === null) return null;
  return "code" in error && typeof error.code === "string" ? error.code : null;
}

/** What kind of error was thrown: `TypeError`; `Error` for what is none. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "Error";
}

/** The message of something thrown, whatever it is. */
export function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  return typeof error === "string" ? error : `thrown: ${kindOf(error)}`;
}
