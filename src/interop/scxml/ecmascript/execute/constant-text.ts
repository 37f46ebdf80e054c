import type { Expression } from "../../../../syntax/index.ts";
import { refuses, throws } from "../abrupt.ts";
import { parseExpression } from "../parse.ts";
import type { Scope } from "../scope.ts";
import type { Text } from "../text.ts";
import type { Primitive } from "../constants/constant.ts";
import * as say from "../words/say.ts";
import { words } from "../values/value.ts";

/** A text that is known before the machine runs, or one of a few that a condition tells apart. */
export interface Choice {
  readonly value: Primitive;
  /** Null: it is this, or none of those before it. */
  readonly condition: Expression | null;
}

/** What an attribute says, or what its expression may be. Throws where that is open. */
export function choices(
  text: Text | null,
  expression: Text | null,
  what: string,
  scope: Scope,
): readonly Choice[] {
  if (text !== null) return [{ value: text.value, condition: null }];
  if (expression === null) return [{ value: undefined, condition: null }];
  const value = scope.evaluate(parseExpression(expression), {
    ...scope,
    text: expression,
  });
  const constants = (value.possible ?? []).flatMap((constant) =>
    constant.kind === "primitive" ? [constant.value] : [],
  );
  if (value.possible === null || constants.length < value.possible.length)
    throw refuses(
      `${what} is ${expression.value.trim()}`,
      "it is known only when the machine runs; a spec says it",
      expression.span,
    );
  // What has no value yet where the document asks for one would be a mistake of the document.
  const given = constants.filter((each) => (each ?? null) !== null);
  if (given.length === 0) throw throws(`${what} has no value`, expression.span);
  return given.map((each, index) => ({
    value: each,
    condition:
      index === given.length - 1
        ? null
        : say.binary(
            "==",
            words(value),
            literalOf(each, expression),
            expression.span,
          ),
  }));
}

function literalOf(value: Primitive, { span }: Text): Expression {
  switch (typeof value) {
    case "number":
      return say.number(value, span);
    case "string":
      return say.string(value, span);
    case "boolean":
      return say.boolean(value, span);
    default:
      return say.nothing(span);
  }
}
