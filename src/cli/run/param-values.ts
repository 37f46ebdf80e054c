import type { Param, Strategy, Type } from "../../compile.ts";
import { nearest } from "../../source/index.ts";
import { UsageError } from "../exit.ts";

export type ParamValues = Readonly<Record<string, unknown>>;

/**
 * What `--param name=value` says, as values of the strategy's types.
 *
 * @throws UsageError on an unknown name, a value that does not fit, and a required param that is missing
 */
export function paramValues(
  flags: readonly string[],
  strategy: Strategy,
): ParamValues {
  const values = new Map<string, unknown>();
  for (const flag of flags) {
    const equals = flag.indexOf("=");
    const name = equals < 0 ? flag : flag.slice(0, equals);
    const param = strategy.params.find((each) => each.name === name);
    if (param === undefined) throw new UsageError(unknown(name, strategy));
    if (equals < 0)
      throw new UsageError(`--param ${name}: write --param ${name}=VALUE`);
    const value = valueOf(flag.slice(equals + 1), param.type);
    if (value instanceof Misfit)
      throw new UsageError(
        `--param ${flag}: expected ${value.wanted} for ${name}`,
      );
    values.set(name, value);
  }
  const missing = strategy.params.filter(
    (param) => isRequired(param) && !values.has(param.name),
  );
  if (missing.length > 0)
    throw new UsageError(
      `${strategy.name} needs ${missing.map(({ name }) => `--param ${name}=…`).join(" ")}`,
    );
  return Object.fromEntries(values);
}

/** The other way round, for a value that has no text of its type: what would have been right. */
class Misfit {
  readonly wanted: string;

  constructor(wanted: string) {
    this.wanted = wanted;
  }
}

function valueOf(text: string, type: Type): unknown {
  switch (type.kind) {
    case "string":
      return text;
    case "number":
      return numberIn(text) ?? new Misfit("a number such as 0.5, 25bps or 3%");
    case "duration":
      return (
        durationIn(text) ?? new Misfit("a duration such as 250ms or 1h30m")
      );
    case "instant":
      return (
        instantIn(text) ?? new Misfit("a time such as 2025-01-01T00:00:00Z")
      );
    case "boolean":
      if (text === "true" || text === "false") return text === "true";
      return new Misfit("true or false");
    case "enum":
      return type.enum.members.includes(text)
        ? text
        : new Misfit(`one of ${type.enum.members.join(", ")}`);
    case "null":
      return null;
    case "optional":
      return text === "null" ? null : valueOf(text, type.of);
    default:
      return jsonIn(text);
  }
}

const SHARES: Readonly<Record<string, number>> = { "%": 100, bps: 10_000 };

function numberIn(text: string): number | null {
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

function durationIn(text: string): number | null {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/.test(text)) return null;
  let total = 0;
  for (const [, digits, unit] of text.matchAll(/([\d.]+)(ms|s|m|h|d)/g))
    total += Number(digits) * (UNITS[unit ?? ""] ?? 0);
  return total;
}

/** Milliseconds since the epoch: as such, or an ISO 8601 time with its zone. */
function instantIn(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  const isWhole = /^\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?$/.test(
    text,
  );
  const time = isWhole ? Date.parse(text) : NaN;
  return Number.isNaN(time) ? null : time;
}

function jsonIn(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return new Misfit("JSON");
  }
}

function isRequired(param: Param): boolean {
  return param.default === null;
}

function unknown(name: string, { name: strategy, params }: Strategy): string {
  const names = params.map((param) => param.name);
  const meant = nearest(name, names);
  if (meant !== null)
    return `${strategy} has no param ${name}; did you mean ${meant}?`;
  return names.length === 0
    ? `${strategy} has no params`
    : `${strategy} has no param ${name}; it has ${names.join(", ")}`;
}
