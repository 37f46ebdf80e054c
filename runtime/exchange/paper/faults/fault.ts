import type { Instrument } from "../../../market/instrument.ts";
import { Random } from "../../../random.ts";

export type PaperOperation = "place" | "cancel" | "status" | "position";

/** A request on its way to the paper venue. */
export interface PaperRequest {
  readonly operation: PaperOperation;
  readonly instrument: Instrument;
  /** Null for a position, which is no order's. */
  readonly clientOrderId: string | null;
  /** When it was sent, in milliseconds since the epoch. */
  readonly time: number;
}

/** What goes wrong with one request. */
export type Fault =
  /** The venue refuses it. */
  | { readonly kind: "refused"; readonly code: string }
  /** It never arrives, and no answer comes. */
  | { readonly kind: "request-lost" }
  /** The venue carries it out, and no answer comes. */
  | { readonly kind: "answer-lost" }
  /** It arrives this much later than it would have, in milliseconds. */
  | { readonly kind: "delayed"; readonly delay: number };

/** Asked once for each request, in the order in which they are sent. */
export type FaultPlan = (request: PaperRequest) => Fault | null;

/** Nothing goes wrong. */
export function noFaults(): null {
  return null;
}

/** Probabilities from 0 to 1, each of one request. */
export interface FaultRates {
  readonly refused?: number;
  readonly requestLost?: number;
  readonly answerLost?: number;
  /** By up to {@link LONGEST_DELAY}. */
  readonly delayed?: number;
}

/** Of a random fault, in milliseconds. */
const LONGEST_DELAY = 3_000;

/** Faults at random; the same seed gives the same ones for the same requests. */
export function randomFaults(
  seed: number | string,
  rates: FaultRates,
): FaultPlan {
  const random = new Random(seed);
  const { refused = 0, requestLost = 0, answerLost = 0, delayed = 0 } = rates;
  const plan: readonly (readonly [number, () => Fault])[] = [
    [refused, () => ({ kind: "refused", code: "VENUE_BUSY" })],
    [requestLost, () => ({ kind: "request-lost" })],
    [answerLost, () => ({ kind: "answer-lost" })],
    [
      delayed,
      () => ({
        kind: "delayed",
        delay: Math.round(random.between(0, LONGEST_DELAY)),
      }),
    ],
  ];
  return () => {
    let draw = random.next();
    for (const [rate, fault] of plan) {
      if (draw < rate) return fault();
      draw -= rate;
    }
    return null;
  };
}

export interface ScriptedFault {
  readonly operation: PaperOperation;
  /** The how manieth request of this operation it befalls, from 1. */
  readonly nth: number;
  readonly fault: Fault;
}

/** Exactly these faults. */
export function scriptedFaults(script: readonly ScriptedFault[]): FaultPlan {
  const counts = { place: 0, cancel: 0, status: 0, position: 0 };
  return ({ operation }) => {
    counts[operation] += 1;
    const nth = counts[operation];
    const entry = script.find(
      (candidate) => candidate.operation === operation && candidate.nth === nth,
    );
    return entry?.fault ?? null;
  };
}
