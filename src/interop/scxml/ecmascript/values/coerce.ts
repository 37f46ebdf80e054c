import type { Span } from "../../../../source/index.ts";
import type { Expression } from "../../../../syntax/index.ts";
import { refuses } from "../abrupt.ts";
import { fieldName } from "../names.ts";
import * as say from "../words/say.ts";
import { words, type Value } from "./value.ts";
import {
  conflictIn,
  describe,
  mayBeAbsent,
  type Shape,
} from "../shapes/shape.ts";
import { keyOf } from "../shapes/types.ts";

/** A value where one of a wider shape is wanted. Throws a refusal where it cannot be made one. */
export function coerced(
  value: Value,
  wanted: Shape,
  what?: string,
): Expression {
  refuseConflict(wanted, value.span, what);
  return fitted(words(value), value.shape, wanted, value.span);
}

/** Throws a refusal where values of the shape have no type. `what`: of which they are. */
export function refuseConflict(shape: Shape, span: Span, what = "it"): void {
  const conflict = conflictIn(shape);
  if (conflict === null) return;
  const { one, other } = conflict;
  const place = ({ span: { file, start } }: typeof one) =>
    `line ${file.position(start).line}`;
  throw refuses(
    `${what} is ${one.what} (${place(one)}) and ${other.what} (${place(other)})`,
    "what a spec keeps has one type, whatever happens",
    span,
  );
}

function fitted(
  expression: Expression,
  { base, ...shape }: Shape,
  wanted: Shape,
  span: Span,
): Expression {
  const into = wanted.base;
  if (base.kind === "none" || keyOf(base) === keyOf(into)) return expression;
  if (expression.kind === "list" && into.kind === "list") {
    const of = base.kind === "list" ? base.of : into.of;
    return {
      ...expression,
      items: expression.items.map((item) => fitted(item, of, into.of, span)),
    };
  }
  if (base.kind !== "record" || into.kind !== "record")
    throw refuses(
      `${describe(base)} where ${describe(into)} of another type is wanted`,
      "it would have to be taken apart and put together again, which expressions cannot",
      span,
    );
  const parts = [...into.fields].flatMap(([key, field]) => {
    const own = base.fields.get(key);
    const value = memberOf(expression, key, span);
    if (own === undefined || value === null || field.base.kind === "none")
      return [];
    const name = { text: fieldName(key), span };
    return [{ name, value: fitted(value, own, field, span) }];
  });
  const record: Expression = { kind: "record", fields: parts, span };
  return mayBeAbsent({ ...shape, base }) && expression.kind !== "record"
    ? say.conditional(
        say.isNull(expression, span),
        say.nothing(span),
        record,
        span,
      )
    : record;
}

function memberOf(
  object: Expression,
  key: string,
  span: Span,
): Expression | null {
  const name = fieldName(key);
  if (object.kind !== "record") return say.member(object, name, span);
  return object.fields.find((field) => field.name.text === name)?.value ?? null;
}
