import type { MarketHours, Session } from "./hours.ts";
import { requireShare } from "./require.ts";

export interface UsEquityOptions {
  /** New York dates without trading besides weekends, as `YYYY-MM-DD`. Default none: no calendar is built in. */
  readonly holidays?: readonly string[];
  /** New York dates that close at 13:00, as `YYYY-MM-DD`. Default none. */
  readonly earlyCloses?: readonly string[];
  /**
   * What share of a day's variance falls between close and open. Default 0.2:
   * far less than the hours' share, as French and Roll found ("Stock return
   * variances", Journal of Financial Economics 17, 1986).
   */
  readonly overnight?: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SUNDAY = 0;
const SATURDAY = 6;
const FIRST_YEAR = 2007;

/**
 * 09:30 to 16:00 in New York on weekdays; 252 trading days a year.
 *
 * Daylight saving is worked out by the Energy Policy Act of 2005: from the
 * second Sunday of March to the first of November. It changes at night on a
 * Sunday, so a date's offset holds for its whole session.
 *
 * @throws RangeError if a date is none; when asked about a time before 2007
 */
export function usEquityHours(options: UsEquityOptions = {}): MarketHours {
  const holidays = datesOf("holidays", options.holidays ?? []);
  const earlyCloses = datesOf("earlyCloses", options.earlyCloses ?? []);
  return {
    openPerDay: 6.5 * HOUR,
    daysPerYear: 252,
    overnight: requireShare("overnight", options.overnight ?? 0.2),
    session(time) {
      // A session lies within one UTC day, whose date is New York's as well.
      let date = Math.floor(time / DAY) * DAY;
      for (;;) {
        const session = isTradingDay(date) ? sessionOf(date) : null;
        if (session !== null && time < session.close) return session;
        date += DAY;
      }
    },
  };

  function isTradingDay(date: number): boolean {
    const weekday = new Date(date).getUTCDay();
    return weekday !== SUNDAY && weekday !== SATURDAY && !holidays.has(date);
  }

  function sessionOf(date: number): Session {
    const midnight = date + (isDaylightSaving(date) ? 4 : 5) * HOUR;
    const close = earlyCloses.has(date) ? 13 : 16;
    return { open: midnight + 9.5 * HOUR, close: midnight + close * HOUR };
  }
}

function datesOf(name: string, dates: readonly string[]): ReadonlySet<number> {
  return new Set(dates.map((date) => midnightOf(name, date)));
}

function midnightOf(name: string, date: string): number {
  const time = Date.parse(`${date}T00:00:00Z`);
  if (!Number.isNaN(time) && time % DAY === 0) return time;
  throw new RangeError(`${name}: ${date} is not a date like 2015-12-25`);
}

/** @param date midnight UTC of the date */
function isDaylightSaving(date: number): boolean {
  const year = new Date(date).getUTCFullYear();
  if (!(year >= FIRST_YEAR))
    throw new RangeError(
      `US equity hours are known from ${FIRST_YEAR} on, not of ${year}`,
    );
  const march = Date.UTC(year, 2, 1);
  const november = Date.UTC(year, 10, 1);
  return date >= firstSunday(march) + 7 * DAY && date < firstSunday(november);
}

function firstSunday(month: number): number {
  return month + ((7 - new Date(month).getUTCDay()) % 7) * DAY;
}
