export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Which days of a recording are wanted, both included. */
export interface DayRange {
  /** Midnight UTC of the first, in milliseconds since the epoch; null, or absent: from the beginning. */
  readonly from?: number | null;
  /** Of the last; null, or absent: to the end. */
  readonly to?: number | null;
}

/**
 * Midnight UTC of a day written `YYYYMMDD`, in milliseconds since the epoch;
 * null if there is no such day.
 */
export function dayOf(text: string): number | null {
  if (!/^\d{8}$/.test(text)) return null;
  const iso = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  const midnight = Date.parse(`${iso}T00:00:00Z`);
  // Date.parse makes 1 March of 30 February.
  return !Number.isNaN(midnight) && isoDay(midnight) === iso ? midnight : null;
}

/** `20221213` */
export function dayText(midnight: number): string {
  return isoDay(midnight).replaceAll("-", "");
}

/** `2022-12-13`, in UTC. */
export function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

export function isInRange(midnight: number, range: DayRange): boolean {
  return (
    midnight >= (range.from ?? -Infinity) && midnight <= (range.to ?? Infinity)
  );
}

/** For people: `from 2022-12-13 to 2022-12-15`, `on 2022-12-13`, `on any day`. */
export function rangeText({ from, to }: DayRange): string {
  const first = from ?? null;
  const last = to ?? null;
  if (first === null && last === null) return "on any day";
  if (first === null) return `until ${isoDay(last ?? 0)}`;
  if (last === null) return `from ${isoDay(first)}`;
  return first === last
    ? `on ${isoDay(first)}`
    : `from ${isoDay(first)} to ${isoDay(last)}`;
}
