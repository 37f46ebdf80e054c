import { dayOf } from "./day.ts";
import { type TimeZone, zoneTime } from "./zone.ts";

const ISO =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2}(?:\.\d{1,9})?))?)?\s?(Z|UTC|[+-]\d{2}:?\d{2})?$/i;
const DIGITS = /^\d+(?:\.\d+)?$/;
/** Seconds would be the year 5138, milliseconds 1973. */
const FIRST_MILLISECONDS = 1e11;
/** Milliseconds would be the year 5138. */
const AFTER_MILLISECONDS = 1e14;

/**
 * A time as tables have it: ISO 8601 (`2024-02-29`, `2024-02-29 09:30`,
 * `2024-02-29T09:30:00.5Z`), a day without hyphens, or seconds or milliseconds
 * since the epoch, told apart by their size.
 *
 * @param zone of those that say none
 * @returns whole milliseconds since the epoch; null if it is none of them
 */
export function stampOf(text: string, zone: TimeZone): number | null {
  if (DIGITS.test(text)) return digits(text, zone);
  const [, date, time = "00:00", seconds = "00", offset] = ISO.exec(text) ?? [];
  if (date === undefined || dayOf(date.replaceAll("-", "")) === null)
    return null;
  const [whole, fraction = "0"] = seconds.split(".");
  const milliseconds = fraction.padEnd(3, "0").slice(0, 3);
  const wall = Date.parse(`${date}T${time}:${whole}.${milliseconds}Z`);
  if (Number.isNaN(wall)) return null;
  if (offset === undefined) return zoneTime(zone, wall);
  return wall - offsetOf(offset);
}

function digits(text: string, zone: TimeZone): number | null {
  const day = dayOf(text);
  if (day !== null) return zoneTime(zone, day);
  const number = Number(text);
  if (number < FIRST_MILLISECONDS) return Math.round(number * 1_000);
  return number < AFTER_MILLISECONDS ? Math.round(number) : null;
}

/** Of `+05:30`, in milliseconds. */
function offsetOf(text: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(text) ?? [];
  if (sign === undefined) return 0;
  const size = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === "-" ? -size : size;
}
