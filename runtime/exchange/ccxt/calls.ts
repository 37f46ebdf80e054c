import { AsyncLocalStorage } from "node:async_hooks";
import type { Clock } from "../../clock.ts";
import type { Rejected } from "../../errors.ts";
import { Timer } from "../../timers.ts";
import { NoAnswerError } from "../errors.ts";
import type { CcxtClient } from "./client.ts";
import { RateLimitedError } from "./errors.ts";
import { outcomeOf, type Trace } from "./outcome.ts";
import type { Secrets } from "./secrets.ts";

export interface CallOptions {
  readonly venue: string;
  readonly client: CcxtClient;
  readonly clock: Clock;
  readonly secrets: Secrets;
  /** How long what changes something may wait for its turn before it is not sent at all, in milliseconds. */
  readonly sendWithin: number;
  /** How long an answer is waited for, in milliseconds. */
  readonly answerTimeout: number;
}

/** One call under way. */
interface Call {
  /** Not sent any more after this. */
  readonly sendBy: number;
  hasLeft: boolean;
  status: number | null;
  retryAfter: number | null;
  /** What the last request failed with. */
  failure: unknown;
}

/** Asks ccxt, in time and in turn, and tells what each failure means. */
export class Calls {
  readonly #options: CallOptions;
  readonly #calls = new AsyncLocalStorage<Call>();
  #blockedUntil = -Infinity;

  constructor(options: CallOptions) {
    this.#options = options;
    this.#watch(options.client);
  }

  /** Asks without changing anything. @param patience in milliseconds @throws Rejected if the venue refuses; else the answer is not known */
  ask(
    operation: string,
    what: string,
    send: Send,
    patience: number = this.#patience,
  ): Promise<unknown> {
    return this.#call(operation, what, Infinity, send, patience);
  }

  /** @throws Rejected only if it is certain that nothing was carried out nor will be */
  change(operation: string, what: string, send: Send): Promise<unknown> {
    const { clock, sendWithin } = this.#options;
    const sendBy = clock.now() + sendWithin;
    return this.#call(operation, what, sendBy, send, this.#patience);
  }

  /** In milliseconds, the wait for its turn included. */
  get #patience(): number {
    const { sendWithin, answerTimeout } = this.#options;
    return sendWithin + answerTimeout;
  }

  async #call(
    operation: string,
    what: string,
    sendBy: number,
    send: Send,
    patience: number,
  ): Promise<unknown> {
    const { clock, venue, secrets } = this.#options;
    const blocked = this.#blockedUntil - clock.now();
    if (blocked > 0)
      throw new RateLimitedError(
        `${venue}: ${operation} was not sent: the venue takes no requests for ${blocked} ms`,
        blocked,
      );
    const call: Call = {
      sendBy,
      hasLeft: false,
      status: null,
      retryAfter: null,
      failure: null,
    };
    const { promise, reject } = Promise.withResolvers<never>();
    const timer = new Timer(
      () => reject(new NoAnswerError(operation, what, patience)),
      `an answer of ${venue}`,
    );
    clock.arm(timer, clock.now() + patience);
    try {
      const sent = this.#calls.run(call, send);
      return await Promise.race([sent, promise]);
    } catch (error) {
      if (error instanceof NoAnswerError && !call.hasLeft) throw unsent(venue);
      const trace: Trace = {
        venue,
        operation: `${operation} ${what}`,
        hasLeft: call.hasLeft,
        status: call.failure === null ? null : call.status,
        retryAfter: call.retryAfter,
        failure: call.failure,
      };
      const outcome = outcomeOf(error, trace, secrets);
      if (outcome instanceof RateLimitedError) this.#block(outcome);
      throw outcome;
    } finally {
      clock.disarm(timer);
    }
  }

  /** A venue that is asked on against its will bans who asks. */
  #block({ retryAfter }: RateLimitedError): void {
    if (retryAfter === null) return;
    const until = this.#options.clock.now() + retryAfter;
    this.#blockedUntil = Math.max(this.#blockedUntil, until);
  }

  /** Sees each request leave and each answer arrive. */
  #watch(client: CcxtClient): void {
    const { clock, venue } = this.#options;
    const fetch = client.fetch.bind(client);
    client.fetch = async (url, method, headers, body) => {
      const call = this.#calls.getStore();
      if (call === undefined) return fetch(url, method, headers, body);
      if (clock.now() > call.sendBy) throw unsent(venue);
      // What was only asked for changes nothing, whatever becomes of it.
      call.hasLeft ||= call.sendBy === Infinity || method !== "GET";
      call.status = null;
      try {
        return await fetch(url, method, headers, body);
      } catch (error) {
        call.failure = error;
        throw error;
      }
    };
    const handleErrors = client.handleErrors.bind(client);
    client.handleErrors = (status, ...rest) => {
      const call = this.#calls.getStore();
      if (call !== undefined) {
        call.status = status;
        call.retryAfter = retryAfterIn(rest[3]);
      }
      return handleErrors(status, ...rest);
    };
  }
}

/** It waits in ccxt's queue, and is not let out of it any more. */
function unsent(venue: string): Rejected {
  return new RateLimitedError(
    `${venue}: too many requests wait for their turn: it was not sent`,
    null,
  );
}

type Send = () => Promise<unknown>;

/** Of the header `Retry-After`, in seconds. */
function retryAfterIn(headers: unknown): number | null {
  if (typeof headers !== "object" || headers === null) return null;
  for (const [name, value] of Object.entries(headers))
    if (name.toLowerCase() === "retry-after") {
      const seconds = Number(value);
      return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : null;
    }
  return null;
}
