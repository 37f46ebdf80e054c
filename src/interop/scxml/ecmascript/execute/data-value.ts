import { outcomeOf, refuses, throws } from "../abrupt.ts";
import { parseExpression } from "../parse.ts";
import type { Scope } from "../scope.ts";
import type { Body } from "../content.ts";
import type { Text } from "../text.ts";
import { constantOf, primitive, UNDEFINED } from "../constants/constant.ts";
import { valueOfConstant, type Value } from "../values/value.ts";

/** What an expression that stands alone is worth. */
export function expressionValue(text: Text, scope: Scope): Value {
  return scope.evaluate(parseExpression(text), { ...scope, text });
}

/** What stands between the tags of `<data>`, `<assign>` and `<content>` (SCXML 1.0, appendix B.2.1): JSON, else a text. */
export function contentValue(text: Text): Value {
  const written = text.value.trim();
  if (/^<[a-zA-Z!?]/.test(written))
    throw refuses(
      "XML as a value",
      "a spec holds what JSON can hold",
      text.span,
    );
  try {
    const constant = constantOf(JSON.parse(written));
    if (constant !== null) return valueOfConstant(constant, text.span);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const plain = written.replace(/\s+/g, " ");
  return valueOfConstant(primitive(plain), text.span);
}

/** Of `<data>` and `<assign>`. */
export function givenValue(
  {
    expr,
    content,
    span,
  }: {
    readonly expr: Text | null;
    readonly content: Text | null;
    readonly span: Value["span"];
  },
  scope: Scope,
): Value {
  if (expr !== null) return expressionValue(expr, scope);
  if (content === null) return valueOfConstant(UNDEFINED, span);
  return looksLikeExpression(content, scope) ?? contentValue(content);
}

/** `[a, b]` and `{a: 1}` that JSON does not know: literals of ECMAScript, which the recommendation allows as well. */
function looksLikeExpression(text: Text, scope: Scope): Value | null {
  const written = text.value.trim();
  if (!/^[[{]/.test(written)) return null;
  try {
    JSON.parse(written);
    return null;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const read = outcomeOf(() => expressionValue(text, scope));
    return read.kind === "value" ? read.value : null;
  }
}

/** Of `<content>`. */
export function bodyValue({ expr, text, span }: Body, scope: Scope): Value {
  if (expr !== null) return expressionValue(expr, scope);
  return text === null
    ? valueOfConstant(primitive(""), span)
    : givenValue({ expr: null, content: text, span }, scope);
}

/** `location` of `<param>` and a name of `namelist`: what is there. Throws where nothing is. */
export function locatedValue(text: Text, scope: Scope): Value {
  const value = expressionValue(text, scope);
  const isAbsent =
    value.possible?.length === 1 &&
    value.shape.base.kind === "none" &&
    !/^\s*[\w$]+\s*$/.test(text.value);
  if (isAbsent) throw throws(`${text.value.trim()} is no location`, text.span);
  return value;
}
