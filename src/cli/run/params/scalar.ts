import type { Type } from "../../../compile.ts";
import { durationIn, instantIn, numberIn } from "./units.ts";

/** In place of a value that a text does not have: what would have been right. */
export class Misfit {
  readonly wanted: string;

  constructor(wanted: string) {
    this.wanted = wanted;
  }
}

/** The value of a type that a text writes; null for a type whose values need more than a word. */
export function scalarIn(
  text: string,
  type: Type,
): { readonly value: unknown } | Misfit | null {
  switch (type.kind) {
    case "string":
      return { value: text };
    case "number":
      return orElse(numberIn(text), "a number such as 0.5, 25bps or 3%");
    case "duration":
      return orElse(durationIn(text), "a duration such as 250ms or 1h30m");
    case "instant":
      return orElse(instantIn(text), "a time such as 2025-01-01T00:00:00Z");
    case "boolean":
      return text === "true" || text === "false"
        ? { value: text === "true" }
        : new Misfit("true or false");
    case "enum":
      return type.enum.members.includes(text)
        ? { value: text }
        : new Misfit(`one of ${type.enum.members.join(", ")}`);
    case "null":
      return text === "null" ? { value: null } : new Misfit("null");
    case "optional":
      return text === "null" ? { value: null } : scalarIn(text, type.of);
    default:
      return null;
  }
}

function orElse(value: number | null, wanted: string) {
  return value === null ? new Misfit(wanted) : { value };
}
