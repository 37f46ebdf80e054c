import type { Instrument } from "../../../market/instrument.ts";
import type { Side } from "../../../market/side.ts";

/** What is on its way between account and paper venue: requests, and `report`, what the venue tells by itself. */
export type PaperOperation =
  "place" | "cancel" | "status" | "position" | "account" | "report";

/** A request on its way to the paper venue, or a report on its way back. */
export interface PaperRequest {
  readonly operation: PaperOperation;
  readonly venue: string;
  /** Null for an account, which is of no one instrument. */
  readonly instrument: Instrument | null;
  /** Null where it is about no order. */
  readonly clientOrderId: string | null;
  /** The order's, where it is about to be placed; else null. */
  readonly side: Side | null;
  /** When it was sent, in milliseconds since the epoch. */
  readonly time: number;
}

/** What goes wrong. Durations are in milliseconds, shares from 0 to 1. */
export type Fault =
  /** The venue refuses the request. */
  | { readonly kind: "refused"; readonly code: string }
  /** From this request's arrival on, the venue refuses all requests for so long; what works there goes on filling. */
  | {
      readonly kind: "halted";
      readonly code: string;
      readonly duration: number;
    }
  /** The request never arrives, and no answer comes. */
  | { readonly kind: "request-lost" }
  /** The venue carries the request out, and no answer comes. */
  | { readonly kind: "answer-lost" }
  /** The request arrives this much later than it would have. */
  | { readonly kind: "delayed"; readonly delay: number }
  /**
   * When the order that is placed first finds something to trade with, it gets
   * only this share of its quantity. The rest of a market order expires, that
   * of a limit order works.
   */
  | PartialFault
  /** Just before the cancel arrives, this share of what is left of the order is filled, at its own price. */
  | RaceFault
  /** From this report on, the venue tells nothing by itself for so long, and then all of it at once. */
  | { readonly kind: "silent"; readonly duration: number }
  /** The report's fills are told twice. */
  | { readonly kind: "duplicate" }
  /** The report comes this much later, and others overtake it. */
  | { readonly kind: "late"; readonly delay: number };

export interface PartialFault {
  readonly kind: "partial";
  readonly share: number;
}

export interface RaceFault {
  readonly kind: "race";
  readonly share: number;
}

export type FaultKind = Fault["kind"];

/**
 * Asked once for each request when it is sent, and once for each report, in
 * that order. A fault that does not suit the operation is passed over.
 */
export type FaultPlan = (request: PaperRequest) => Fault | null;

/** Nothing goes wrong. */
export function noFaults(): null {
  return null;
}

const REQUESTS: readonly PaperOperation[] = [
  "place",
  "cancel",
  "status",
  "position",
  "account",
];

/** Which operations each kind of fault can befall. */
export const BEFALLS: Readonly<Record<FaultKind, readonly PaperOperation[]>> = {
  refused: REQUESTS,
  halted: REQUESTS,
  "request-lost": REQUESTS,
  "answer-lost": REQUESTS,
  delayed: REQUESTS,
  partial: ["place"],
  race: ["cancel"],
  silent: ["report"],
  duplicate: ["report"],
  late: ["report"],
};
