import type { Clock } from "../../clock.ts";
import { Rejected } from "../../errors.ts";
import type { Random } from "../../random.ts";
import { Timer } from "../../timers.ts";
import { NoAnswerError } from "../errors.ts";
import type { Refusal } from "../order.ts";
import type { Fault, FaultPlan, PaperRequest } from "./faults/fault.ts";

/**
 * One way, in whole milliseconds: minimum + (maximum - minimum) · u² with u
 * uniform, so that most are near the minimum and some are long.
 */
export interface Latency {
  readonly minimum: number;
  readonly maximum: number;
}

export interface NetworkOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly latency: Latency;
  readonly faults: FaultPlan;
  /** In milliseconds. */
  readonly answerTimeout: number;
  /** In milliseconds. */
  readonly requestValidity: number;
}

/**
 * The way to the paper venue and back. Requests may overtake one another, as
 * they do on a real network; what the venue reports by itself arrives in order.
 * Nothing waits for real time: all of it is timers of the clock.
 */
export class PaperNetwork {
  readonly #options: NetworkOptions;
  #lastReport = 0;

  constructor(options: NetworkOptions) {
    this.#options = options;
  }

  /**
   * Takes a request to the venue and its answer back.
   *
   * @param carryOut runs at the venue when the request arrives; gets why the
   *   venue must refuse it, or null. What it throws is the answer.
   * @throws NoAnswerError if none has come by the time-out
   */
  send<Answer>(
    request: PaperRequest,
    carryOut: (refusal: Refusal | null) => Answer,
  ): Promise<Answer> {
    const { clock, faults, answerTimeout } = this.#options;
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const fault = faults(request);
    const patience = new Timer(() => {
      const id = request.clientOrderId ?? request.instrument.id;
      reject(new NoAnswerError(request.operation, id, answerTimeout));
    }, "patience for an answer");
    clock.arm(patience, clock.now() + answerTimeout);
    if (fault?.kind === "request-lost") return promise;

    const answer = (deliver: () => void): void => {
      if (fault?.kind === "answer-lost") return;
      this.#after(this.#delay(), () => {
        clock.disarm(patience);
        deliver();
      });
    };
    const late = fault?.kind === "delayed" ? fault.delay : 0;
    this.#after(this.#delay() + late, () => {
      try {
        const result = carryOut(this.#refusal(request, fault));
        answer(() => resolve(result));
      } catch (error) {
        answer(() => reject(error));
      }
    });
    return promise;
  }

  /** Takes what the venue says by itself to whom it concerns, never before what it said earlier. */
  report(deliver: () => void): void {
    const { clock } = this.#options;
    this.#lastReport = Math.max(this.#lastReport, clock.now() + this.#delay());
    clock.arm(new Timer(deliver, "a report"), this.#lastReport);
  }

  #refusal(request: PaperRequest, fault: Fault | null): Refusal | null {
    const { clock, requestValidity } = this.#options;
    if (fault?.kind === "refused")
      return { code: fault.code, message: "the venue refused the request" };
    if (clock.now() > request.time + requestValidity)
      return {
        code: "REQUEST_EXPIRED",
        message: `the request came more than ${requestValidity} ms after it was sent`,
      };
    return null;
  }

  #delay(): number {
    const { minimum, maximum } = this.#options.latency;
    const share = this.#options.random.next() ** 2;
    return Math.round(minimum + (maximum - minimum) * share);
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
