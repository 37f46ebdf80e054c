/** Numbers and times as specs write them. Each is null for a text that is none. */

const SHARES: Readonly<Record<string, number>> = { "%": 100, bps: 10_000 };

/** `0.5`, `1_000`, `25bps`, `3%`. */
export function numberIn(text: string): number | null {
  const { digits, unit } =
    /^(?<digits>[+-]?[\d_.]+(?:e[+-]?\d+)?)(?<unit>%|bps)?$/i.exec(text)
      ?.groups ?? {};
  const value = Number(digits?.replaceAll("_", "") ?? "");
  if (digits === undefined || !Number.isFinite(value)) return null;
  return value / (unit === undefined ? 1 : (SHARES[unit] ?? 1));
}

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** `250ms`, `1h30m`; in milliseconds. */
export function durationIn(text: string): number | null {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/.test(text)) return null;
  let total = 0;
  for (const [, digits, unit] of text.matchAll(/([\d.]+)(ms|s|m|h|d)/g))
    total += Number(digits) * (UNITS[unit ?? ""] ?? 0);
  return total;
}

/** An ISO 8601 time with its zone, a day (its midnight UTC), or milliseconds since the epoch, which it is told in. */
export function instantIn(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  const isWhole = /^\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?$/.test(
    text,
  );
  const time = isWhole ? Date.parse(text) : NaN;
  return Number.isNaN(time) ? null : time;
}
