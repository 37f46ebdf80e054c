/** What about a value from outside is not as declared. Generated checks are made of these, and stop at the first. */
export interface Misfit {
  /** Inside of the value: `fill.price`, `orders[2].id`; empty for the value itself. */
  readonly path: string;
  readonly expected: string;
  readonly got: unknown;
}

export type Check = (value: unknown) => Misfit | null;

export function misfit(expected: string, got: unknown, path = ""): Misfit {
  return { path, expected, got };
}

/** Puts a member's name or an index in front of the path. */
export function inside(member: string, found: Misfit | null): Misfit | null {
  if (found === null) return null;
  const { path, expected, got } = found;
  const separator = path === "" || path.startsWith("[") ? "" : ".";
  return { path: `${member}${separator}${path}`, expected, got };
}

/** NaN and the infinities are not JSON, so no journal could carry them. */
export function numberMisfit(value: unknown): Misfit | null {
  return Number.isFinite(value) ? null : misfit("a finite number", value);
}

export function stringMisfit(value: unknown): Misfit | null {
  return typeof value === "string" ? null : misfit("a string", value);
}

export function booleanMisfit(value: unknown): Misfit | null {
  return typeof value === "boolean" ? null : misfit("true or false", value);
}

export function nullMisfit(value: unknown): Misfit | null {
  return value === null ? null : misfit("null", value);
}

/** Of a type that the spec imports from TypeScript: all that can be known of it is that it is there. */
export function opaqueMisfit(value: unknown): Misfit | null {
  return value === null || value === undefined || typeof value === "function"
    ? misfit("a value that JSON can carry", value)
    : null;
}

export function memberMisfit(
  value: unknown,
  members: readonly string[],
): Misfit | null {
  return typeof value === "string" && members.includes(value)
    ? null
    : misfit(`one of ${members.join(", ")}`, value);
}

export function listMisfit(value: unknown, check: Check): Misfit | null {
  if (!Array.isArray(value)) return misfit("a list", value);
  for (const [index, item] of value.entries()) {
    const found = check(item);
    if (found !== null) return inside(`[${index}]`, found);
  }
  return null;
}

export function optionalMisfit(value: unknown, check: Check): Misfit | null {
  return value === null ? null : check(value);
}

/** Narrows to an object whose members may be looked at. */
export function isRecord(
  value: unknown,
): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Said of an event whose trigger the strategy does not have. */
export const UNKNOWN_TRIGGER: Misfit = misfit("a trigger", null);
