import type { Clock } from "../../clock.ts";
import { Rejected } from "../../errors.ts";
import type { Random } from "../../random.ts";
import { Timer } from "../../timers.ts";
import { NoAnswerError } from "../errors.ts";
import type { Refusal } from "../order.ts";
import {
  BEFALLS,
  type Fault,
  type FaultPlan,
  type PaperRequest,
  type PartialFault,
  type RaceFault,
} from "./faults/fault.ts";
import type { FaultTally } from "./faults/tally.ts";
import { drawLatency, type Latency } from "./latency.ts";

export interface NetworkOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly latency: Latency;
  readonly faults: FaultPlan;
  readonly tally: FaultTally;
  /** In milliseconds. */
  readonly answerTimeout: number;
  /** In milliseconds. */
  readonly requestValidity: number;
}

/** What befalls a request when it arrives at the venue. */
export interface Arrival {
  /** Why the venue must refuse it, or null. */
  readonly refusal: Refusal | null;
  /** What changes how the venue carries it out, or null. */
  readonly fault: PartialFault | RaceFault | null;
  /** To be called once the fault has had its effect. */
  readonly onEffect: () => void;
}

/** A venue that refuses everything for a while. */
interface Halt {
  readonly until: number;
  readonly code: string;
}

/**
 * The way to the paper venue and back with an answer. Requests may overtake
 * one another, as they do on a real network. Nothing waits for real time: all
 * of it is timers of the clock.
 */
export class PaperNetwork {
  readonly #options: NetworkOptions;
  readonly #halts = new Map<string, Halt>();

  constructor(options: NetworkOptions) {
    this.#options = options;
  }

  /**
   * Takes a request to the venue and its answer back.
   *
   * @param carryOut runs at the venue when the request arrives; what it throws is the answer
   * @throws NoAnswerError if none has come by the time-out
   */
  send<Answer>(
    request: PaperRequest,
    carryOut: (arrival: Arrival) => Answer,
  ): Promise<Answer> {
    const { clock, tally, answerTimeout } = this.#options;
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const fault = this.#faultOf(request);
    const patience = new Timer(() => {
      const what =
        request.clientOrderId ?? request.instrument?.id ?? request.venue;
      reject(new NoAnswerError(request.operation, what, answerTimeout));
    }, "patience for an answer");
    clock.arm(patience, clock.now() + answerTimeout);
    if (fault?.kind === "request-lost") {
      tally.count(fault.kind);
      return promise;
    }

    const answer = (deliver: () => void): void => {
      if (fault?.kind === "answer-lost") {
        tally.count(fault.kind);
        return;
      }
      this.#after(this.#delay(), () => {
        clock.disarm(patience);
        deliver();
      });
    };
    const late = fault?.kind === "delayed" ? fault.delay : 0;
    this.#after(this.#delay() + late, () => {
      if (late > 0) tally.count("delayed");
      const arrival = this.#arrivalOf(request, fault);
      try {
        const result = carryOut(arrival);
        answer(() => resolve(result));
      } catch (error) {
        const isRefusal =
          error instanceof Rejected && error.code === arrival.refusal?.code;
        if (isRefusal && fault?.kind === "refused") tally.count(fault.kind);
        answer(() => reject(error));
      }
    });
    return promise;
  }

  #faultOf(request: PaperRequest): Fault | null {
    const fault = this.#options.faults(request);
    if (fault === null) return null;
    return BEFALLS[fault.kind].includes(request.operation) ? fault : null;
  }

  #arrivalOf(request: PaperRequest, fault: Fault | null): Arrival {
    const { clock, tally } = this.#options;
    if (fault?.kind === "halted" && fault.duration > 0) {
      const until = clock.now() + fault.duration;
      this.#halts.set(request.venue, { until, code: fault.code });
      tally.count(fault.kind);
    }
    const refusal = this.#refusal(request, fault);
    const isVenues = fault?.kind === "partial" || fault?.kind === "race";
    return {
      refusal,
      fault: isVenues ? fault : null,
      onEffect: () => {
        if (isVenues) tally.count(fault.kind);
      },
    };
  }

  #refusal(request: PaperRequest, fault: Fault | null): Refusal | null {
    const { clock, requestValidity } = this.#options;
    const now = clock.now();
    const halt = this.#halts.get(request.venue);
    if (halt !== undefined && now < halt.until)
      return { code: halt.code, message: `${request.venue} is halted` };
    if (fault?.kind === "refused")
      return { code: fault.code, message: "the venue refused the request" };
    if (now > request.time + requestValidity)
      return {
        code: "REQUEST_EXPIRED",
        message: `the request came more than ${requestValidity} ms after it was sent`,
      };
    return null;
  }

  #delay(): number {
    const { latency, random } = this.#options;
    return drawLatency(latency, random);
  }

  #after(delay: number, act: () => void): void {
    const { clock } = this.#options;
    clock.arm(new Timer(act, "a request or its answer"), clock.now() + delay);
  }
}

/** @throws Rejected with this reason */
export function refuse(refusal: Refusal): never {
  throw new Rejected(refusal.message, refusal.code);
}
