import type { Expression, Param } from "../../../model/index.ts";
import { constantOf, type Constant } from "../constants.ts";

/**
 * A number, or a duration in ms, of literals and of params as they are by default; null where it depends on anything else. What
 * is found in it is found in the machine as it is written: a param may be set otherwise.
 */
export function usualNumber(expression: Expression | null): number | null {
  if (expression === null) return null;
  const value = constantOf(expression, new Map(), byDefault)?.value;
  return typeof value === "number" ? value : null;
}

function byDefault(param: Param): Constant | null {
  return param.default === null ? null : constantOf(param.default);
}
