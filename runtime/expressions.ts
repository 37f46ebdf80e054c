/** What generated expressions need beside TypeScript's own operators. */
import { finite } from "./finite.ts";

/** As `finite`, where null may be meant. @throws NotFiniteError */
export function finiteOrNull(
  value: number | null,
  place: string,
): number | null {
  return value === null ? null : finite(value, place);
}

/**
 * What the checker has proved to be there.
 *
 * @throws TypeError if a callback's patch took it away behind the checker's back
 */
export function present<Value>(value: Value | null): Value {
  if (value === null)
    throw new TypeError("expected a value that is not null, got null");
  return value;
}

/** As it is declared, whatever the compiler has concluded about it meanwhile. */
export function declared<Value>(value: Value): Value {
  return value;
}

/** Equality of plain values; unlike `===` it lets nothing be concluded about its operands. */
export function same<Value>(left: Value, right: Value): boolean {
  return left === right;
}

/** Of a string in UTF-16 units, of a list in items. */
export function lengthOf(value: string | readonly unknown[]): number {
  return value.length;
}

export function contains<Item>(
  whole: string | readonly Item[],
  part: Item,
): boolean {
  return typeof whole === "string"
    ? typeof part === "string" && whole.includes(part)
    : whole.includes(part);
}
