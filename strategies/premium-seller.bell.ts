import { Timer, type Clock } from "@fsmc/runtime";
import type {
  PauseReason,
  TradingCalendar,
} from "./premium-seller.calendar.ts";

/** What the calendar says, as the strategy is told it. */
export type Ring = "MARKET_OPEN" | "MARKET_CLOSE" | "RESUME" | PauseReason;

/** Tells the beginning and the end of sessions and pauses, by the clock: days pass in which nothing is heard of the market. */
export class SessionBell {
  readonly #clock: Clock;
  readonly #calendar: TradingCalendar;
  readonly #eventSessions: number;
  readonly #ring: (what: Ring) => void;
  readonly #timer = new Timer(() => this.#strike(), "the session's bell");
  #wasPaused = false;

  /** @param eventSessions how many sessions before an event's a pause begins */
  constructor(
    clock: Clock,
    calendar: TradingCalendar,
    eventSessions: number,
    ring: (what: Ring) => void,
  ) {
    this.#clock = clock;
    this.#calendar = calendar;
    this.#eventSessions = eventSessions;
    this.#ring = ring;
  }

  /** Tells what holds now, and goes on from there. */
  start(): void {
    const now = this.#clock.now();
    if (this.#calendar.isOpen(now)) this.#open(now);
    this.#wait(now);
  }

  stop(): void {
    this.#clock.disarm(this.#timer);
  }

  #strike(): void {
    const now = this.#clock.now();
    if (this.#calendar.isOpen(now)) this.#open(now);
    else this.#ring("MARKET_CLOSE");
    this.#wait(now);
  }

  /** What is over is over before the session begins, and what begins begins with it. */
  #open(now: number): void {
    const pauses = this.#calendar.pauses(now, this.#eventSessions);
    if (this.#wasPaused && pauses.length === 0) this.#ring("RESUME");
    this.#ring("MARKET_OPEN");
    if (!this.#wasPaused) for (const { reason } of pauses) this.#ring(reason);
    this.#wasPaused = pauses.length > 0;
  }

  #wait(now: number): void {
    const { open, close } = this.#calendar.session(now);
    this.#clock.arm(this.#timer, now < open ? open : close);
  }
}
