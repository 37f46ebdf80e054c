import { kindOf } from "../errors.ts";
import { inside, misfit, type Misfit } from "../misfit.ts";

/** Deeper than that is taken for a circle. */
const DEEPEST = 64;

/** What about a value JSON cannot carry without loss; null when nothing. Members that are undefined count as absent. */
export function jsonMisfit(value: unknown, depth = DEEPEST): Misfit | null {
  switch (typeof value) {
    case "string":
    case "boolean":
      return null;
    case "number":
      return Number.isFinite(value) ? null : misfit("a finite number", value);
    case "object":
      return value === null ? null : membersMisfit(value, depth);
    default:
      return misfit("a value that JSON can carry", value);
  }
}

function membersMisfit(value: object, depth: number): Misfit | null {
  if (depth === 0) return misfit(`at most ${DEEPEST} levels`, value);
  const isList = Array.isArray(value);
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined && !isList) continue;
    const found = jsonMisfit(member, depth - 1);
    if (found !== null) return inside(isList ? `[${name}]` : name, found);
  }
  return null;
}

/** For people: `patch.context.spread: expected a finite number, got NaN`. */
export function misfitText({ path, expected, got }: Misfit): string {
  return `${path}: expected ${expected}, got ${kindOf(got)}`;
}
