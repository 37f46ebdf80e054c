import type {
  MarketEvent,
  PaperExchange,
  PaperExchangeOptions,
  SimulatedClock,
  StrategyExchange,
  Timer as RuntimeTimer,
} from "@fsmc/runtime";
import { LoggedExchange } from "./logged-exchange.ts";
import { resend } from "./request.ts";
import { Stimuli, type MakeTimer } from "./stimuli.ts";
import type { VenueLog } from "./venue-log.ts";

export interface SurvivingVenueParts {
  readonly clock: SimulatedClock;
  readonly log: VenueLog;
  readonly makeTimer: MakeTimer;
  readonly makeExchange: (
    clock: PaperExchangeOptions["clock"],
  ) => PaperExchange;
}

/**
 * A paper exchange that outlives its process, as a real one does: what was
 * asked of it is in a log, and when it is made again it hears the same market
 * and is asked the same things at the same places between its own timers.
 */
export class SurvivingVenue {
  readonly paper: PaperExchange;
  /** What machines trade on. */
  readonly exchange: StrategyExchange;
  readonly #clock: SimulatedClock;
  readonly #log: VenueLog;
  readonly #stimuli: Stimuli;
  readonly #wake: RuntimeTimer;
  #next = 0;

  constructor(parts: SurvivingVenueParts) {
    const { clock, log, makeTimer, makeExchange } = parts;
    this.#clock = clock;
    this.#log = log;
    this.#stimuli = new Stimuli(clock, makeTimer);
    this.paper = makeExchange(this.#stimuli);
    this.exchange = new LoggedExchange(this.paper, (request) =>
      log.append({ after: this.#stimuli.count, time: clock.now(), request }),
    );
    this.#wake = makeTimer(() => this.#catchUp(), "a request of before");
    this.#stimuli.before = () => this.#catchUp();
    this.#stimuli.after = () => this.#catchUp();
    this.#catchUp();
  }

  hear(event: MarketEvent): void {
    this.#stimuli.one(() => this.paper.hear(event));
  }

  /** When the last request of before was sent; before that the venue is still being made. -Infinity without any. */
  get madeAt(): number {
    return this.#log.requests.at(-1)?.time ?? -Infinity;
  }

  /** Whether all that was asked before was asked again. If not, market or exchange are not what they were. */
  get isMade(): boolean {
    return this.#next === this.#log.requests.length;
  }

  /** Whatever was asked between the last stimulus and the one to come, when its time has come. */
  #catchUp(): void {
    for (;;) {
      const logged = this.#log.requests[this.#next];
      if (logged === undefined || logged.after !== this.#stimuli.count) return;
      if (logged.time > this.#clock.now()) {
        this.#clock.arm(this.#wake, logged.time);
        return;
      }
      this.#next += 1;
      resend(this.paper, logged.request);
    }
  }
}
