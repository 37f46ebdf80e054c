import { usEquityHours, type MarketHours, type Session } from "@fsmc/runtime";

/** What is known in advance, of these days only: dates in New York, as `YYYY-MM-DD`. Outside of them nothing is sold. */
const KNOWN = { from: "2015-10-01", to: "2016-03-31" } as const;

/** The New York Stock Exchange has no trading. A test holds it against recorded days. */
const HOLIDAYS = [
  "2015-11-26",
  "2015-12-25",
  "2016-01-01",
  "2016-01-18",
  "2016-02-15",
  "2016-03-25",
] as const;

/** The New York Stock Exchange closes at 13:00. */
const EARLY_CLOSES = ["2015-11-27", "2015-12-24"] as const;

/** The second days of the Federal Open Market Committee's meetings: the Federal Reserve's published schedule. */
const FED_DECISIONS = [
  "2015-10-28",
  "2015-12-16",
  "2016-01-27",
  "2016-03-16",
] as const;

/** Alphabet's reports of a quarter, after the close: the first is from memory, the second from its release of 1 February 2016. */
const EARNINGS = ["2015-10-22", "2016-02-01"] as const;

const DAY = 86_400_000;

/** Why a strategy pauses: the trigger that it is told by. */
export type PauseReason = "EARNINGS_APPROACHING" | "FOMC_MEETING";

/** From the open of one session until the open of another. */
export interface Pause {
  readonly reason: PauseReason;
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly until: number;
}

/** Of the New York Stock Exchange, and of options on its shares. */
export const hours: MarketHours = usEquityHours({
  holidays: HOLIDAYS,
  earlyCloses: EARLY_CLOSES,
});

/** The sessions of US shares and their options, and what is known of them in advance. */
export class TradingCalendar {
  /** The one that is under way, or the next. */
  session(time: number): Session {
    return hours.session(time);
  }

  isOpen(time: number): boolean {
    return time >= this.session(time).open;
  }

  /** Whether holidays and events of that time are known. */
  knows(time: number): boolean {
    return time >= midnightOf(KNOWN.from) && time < midnightOf(KNOWN.to) + DAY;
  }

  /** The last session whose date is not after that of a time. */
  lastSession(time: number): Session {
    for (let date = dateOf(time); ; date -= DAY) {
      const session = this.session(date);
      if (dateOf(session.open) === date) return session;
    }
  }

  /** Those that a time falls into, which begin so many sessions before their event's. */
  pauses(time: number, sessions: number): readonly Pause[] {
    return [
      ...this.#around("FOMC_MEETING", FED_DECISIONS, sessions),
      ...this.#around("EARNINGS_APPROACHING", EARNINGS, sessions),
    ].filter(({ from, until }) => from <= time && time < until);
  }

  /**
   * When something that expires must be given up at the latest, so that it is
   * never held with so many days left: before the close of the last session
   * that is no later. Where that day has no trading, this is a day before it:
   * too early is what the rule is for.
   *
   * @param lead in milliseconds before that close
   */
  exitBy(expiry: number, days: number, lead: number): number {
    return this.lastSession(dateOf(expiry) - days * DAY).close - lead;
  }

  #around(
    reason: PauseReason,
    dates: readonly string[],
    sessions: number,
  ): readonly Pause[] {
    return dates.map((date) => {
      const event = this.session(midnightOf(date));
      let first = event;
      for (let back = 0; back < sessions; back += 1)
        first = this.lastSession(first.open - DAY);
      return {
        reason,
        from: first.open,
        until: this.session(event.close).open,
      };
    });
  }
}

/** In whole days from the date of a time to that of an expiry; the sessions of a date lie within its UTC day. */
export function daysTo(expiry: number, time: number): number {
  return Math.round((dateOf(expiry) - dateOf(time)) / DAY);
}

/** Midnight UTC of the date, in milliseconds since the epoch. */
function dateOf(time: number): number {
  return Math.floor(time / DAY) * DAY;
}

function midnightOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}
