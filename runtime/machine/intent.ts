import type { Run } from "../activities.ts";
import type { WaitingEvent } from "./inbox.ts";

/**
 * What a macrostep means to do besides changing state and context. Noted while it runs, carried out when it is
 * committed, dropped when it is undone.
 */
export type Intent<Output> =
  | {
      readonly kind: "arm";
      readonly timer: number;
      readonly deadline: number;
      /** Of its whole length in milliseconds; null for `at`. */
      readonly length: number | null;
    }
  | { readonly kind: "disarm"; readonly timer: number }
  | {
      readonly kind: "park" | "go-on";
      readonly timer: number;
      readonly at: number;
    }
  | {
      readonly kind: "raise-later";
      readonly event: WaitingEvent;
      readonly deadline: number;
      readonly delay: number;
    }
  | { readonly kind: "withdraw"; readonly trigger: string }
  | { readonly kind: "defer"; readonly event: WaitingEvent }
  | { readonly kind: "initialize" | "pardon" }
  | { readonly kind: "begin-limit"; readonly deadline: number }
  | { readonly kind: "pause-limit" | "resume-limit"; readonly at: number }
  | { readonly kind: "drop-limit" }
  | { readonly kind: "settle"; readonly legs: readonly string[] }
  | { readonly kind: "end" }
  | DurableIntent<Output>;

/** Reaches out of the process: carried out when the record is durable. */
export type DurableIntent<Output> =
  | { readonly kind: "stop"; readonly run: number }
  | { readonly kind: "cancel"; readonly activity: string }
  | { readonly kind: "start"; readonly run: Run }
  | { readonly kind: "emit"; readonly output: Output };
