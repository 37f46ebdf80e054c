import { wrongType } from "../../../diagnostics/messages/meaning.ts";
import type { Fix } from "../../../diagnostics/index.ts";
import type * as Ast from "../../../syntax/ast.ts";
import { baseOf, mayBeNull, sameType, typeText } from "../../type-relations.ts";
import type { Type } from "../../types.ts";
import type { Setting } from "./setting.ts";

/**
 * Whether a value of the type belongs where the other is expected. What may be null fits here where null does not: null
 * tracking decides whether it can be null there.
 */
export function fits(type: Type, expected: Type): boolean {
  if (type.kind === "null") return mayBeNull(expected);
  return contains(baseOf(expected), baseOf(type));
}

/** Lists are read-only, so a list of `T` is a list of `T?` as well. */
function contains(wide: Type, narrow: Type): boolean {
  if (wide.kind !== "list" || narrow.kind !== "list")
    return sameType(wide, narrow);
  const [of, into] = [narrow.of, wide.of];
  if (mayBeNull(of) && !mayBeNull(into)) return false;
  return contains(baseOf(into), baseOf(of));
}

/** The type of a value that is one of two; null where they have none in common. */
export function unite(a: Type, b: Type): Type | null {
  const nullable = mayBeNull(a) || mayBeNull(b);
  const [base, other] = a.kind === "null" ? [baseOf(b), b] : [baseOf(a), b];
  if (other.kind !== "null" && !sameType(base, baseOf(other))) return null;
  if (base.kind === "null") return base;
  return nullable ? { kind: "optional", of: base } : base;
}

export function reportMismatch(
  text: Ast.Expression,
  type: Type,
  expected: Type,
  { report }: Setting,
): void {
  const member = enumMember(text, expected);
  const units = withUnits(text, type, expected);
  // Of units only the author knows which: a fix that chose one could close a position after 8 ms instead of 8 hours.
  const fixes: readonly Fix[] =
    member === null
      ? []
      : [
          {
            title: `write \`${member}\``,
            edits: [{ span: text.span, text: member }],
          },
        ];
  report.add(
    { span: text.span, fixes },
    wrongType({
      found: typeText(type),
      expected: typeText(expected),
      suggestions: member === null ? units : [member],
    }),
  );
}

/** `"BUY"` where a `Side` belongs. */
function enumMember(text: Ast.Expression, expected: Type): string | null {
  const base = baseOf(expected);
  if (text.kind !== "string" || base.kind !== "enum") return null;
  return base.enum.members.includes(text.value)
    ? `${base.enum.name}.${text.value}`
    : null;
}

/** `8` where a duration belongs: the units that it may have been meant in. */
function withUnits(
  text: Ast.Expression,
  type: Type,
  expected: Type,
): readonly string[] {
  return text.kind === "number" &&
    type.kind === "number" &&
    baseOf(expected).kind === "duration" &&
    Number.isInteger(text.value) &&
    text.value >= 0 &&
    text.value < 1e15
    ? ["ms", "s", "m", "h"].map((unit) => `${text.value}${unit}`)
    : [];
}
