/** Whose clocks the times of a recording are of. */
export type TimeZone = "UTC" | "America/New_York" | "America/Chicago";

const HOUR = 3_600_000;
/** By zone: the hour since the epoch → how far its clocks are ahead of UTC then. */
const offsets = new Map<TimeZone, Map<number, number>>();
const formats = new Map<TimeZone, Intl.DateTimeFormat>();

/**
 * When the clocks of a zone show a time of the day; daylight saving time as
 * the time zone database of Node has it. An hour that they skip is the one
 * after; of an hour that they show twice it is the first.
 *
 * @param wall what the clocks show, as if they showed UTC, in milliseconds since the epoch
 * @returns milliseconds since the epoch
 */
export function zoneTime(zone: TimeZone, wall: number): number {
  if (zone === "UTC") return wall;
  const before = offsetAt(zone, wall - 12 * HOUR);
  const after = offsetAt(zone, wall + 12 * HOUR);
  const isLate =
    offsetAt(zone, wall - before) !== before &&
    offsetAt(zone, wall - after) === after;
  return wall - (isLate ? after : before);
}

function offsetAt(zone: TimeZone, time: number): number {
  const hour = Math.floor(time / HOUR);
  const known = offsets.get(zone) ?? new Map<number, number>();
  offsets.set(zone, known);
  const offset = known.get(hour) ?? shownAt(zone, hour * HOUR) - hour * HOUR;
  known.set(hour, offset);
  return offset;
}

function shownAt(zone: TimeZone, time: number): number {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      calendar: "iso8601",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  formats.set(zone, format);
  const parts = new Map(
    format.formatToParts(time).map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    parts.get(type) ?? NaN;
  return Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
}
