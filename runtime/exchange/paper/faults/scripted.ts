import type { Side } from "../../../market/side.ts";
import {
  BEFALLS,
  type Fault,
  type FaultPlan,
  type PaperOperation,
  type PaperRequest,
} from "./fault.ts";

/** One fault, and what it befalls: what meets all of the conditions that are given. */
export interface ScriptedFault {
  readonly fault: Fault;
  /** Default: whatever the fault can befall. */
  readonly operation?: PaperOperation;
  /** Sent at this time or later, in milliseconds since the epoch. */
  readonly from?: number;
  /** Sent before this time. */
  readonly until?: number;
  /** The instrument's id; `*` stands for anything: `bybit:*`. */
  readonly instrument?: string;
  /** The client order id; `*` stands for anything: `arb-1-*`. */
  readonly order?: string;
  /** The side of an order that is placed. */
  readonly side?: Side;
  /** Not before the how manieth that meets the conditions, from 1. Default 1. */
  readonly nth?: number;
  /** How many from there on. Default: 1 where `nth` is given, else all. */
  readonly count?: number;
}

/** Exactly these faults. Where two befall one request, it is the one that stands first. */
export function scriptedFaults(script: readonly ScriptedFault[]): FaultPlan {
  const entries = script.map((scripted) => new Entry(scripted));
  return (request) => {
    let found: Fault | null = null;
    for (const entry of entries)
      if (entry.isDue(request)) found ??= entry.fault;
    return found;
  };
}

/** Several plans as one; each is asked, and the first fault counts. */
export function combinedFaults(plans: readonly FaultPlan[]): FaultPlan {
  return (request) => {
    let found: Fault | null = null;
    for (const plan of plans) {
      const fault = plan(request);
      found ??= fault;
    }
    return found;
  };
}

class Entry {
  readonly fault: Fault;
  readonly #scripted: ScriptedFault;
  readonly #instrument: RegExp | null;
  readonly #order: RegExp | null;
  readonly #first: number;
  readonly #last: number;
  #met = 0;

  constructor(scripted: ScriptedFault) {
    const { fault, instrument, order, nth, count } = scripted;
    this.fault = fault;
    this.#scripted = scripted;
    this.#instrument = instrument === undefined ? null : pattern(instrument);
    this.#order = order === undefined ? null : pattern(order);
    this.#first = nth ?? 1;
    const most = count ?? (nth === undefined ? Infinity : 1);
    this.#last = this.#first + most - 1;
  }

  isDue(request: PaperRequest): boolean {
    if (!this.#matches(request)) return false;
    this.#met += 1;
    return this.#met >= this.#first && this.#met <= this.#last;
  }

  #matches(request: PaperRequest): boolean {
    const { operation, from, until, side } = this.#scripted;
    const { time, instrument, clientOrderId } = request;
    if (operation !== undefined && operation !== request.operation)
      return false;
    if (!BEFALLS[this.fault.kind].includes(request.operation)) return false;
    if (from !== undefined && time < from) return false;
    if (until !== undefined && time >= until) return false;
    if (side !== undefined && side !== request.side) return false;
    return (
      isLike(this.#instrument, instrument?.id ?? null) &&
      isLike(this.#order, clientOrderId)
    );
  }
}

function pattern(text: string): RegExp {
  const parts = text
    .split("*")
    .map((part) => part.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s");
}

function isLike(wanted: RegExp | null, text: string | null): boolean {
  return wanted === null || (text !== null && wanted.test(text));
}
