/** Parts of narrowing: what becomes of an expression that is known not to be null, and what is known when one is not. */
import type { Expression, Member } from "../../model.ts";
import { baseOf, mayBeNull } from "../../type-relations.ts";
import type { Type } from "../../types.ts";
import { Facts } from "./facts.ts";
import type { Narrowed, Use } from "./narrowing.ts";
import { pathOf } from "./paths.ts";

export function plain(expression: Expression): Narrowed {
  const [whenTrue, whenFalse] = [Facts.NONE, Facts.NONE];
  return { expression, nullable: false, whenTrue, whenFalse };
}

/** Known from outside of the expression. */
export function present(operand: Expression): Expression {
  const { span } = operand;
  return { kind: "present", operand, type: baseOf(operand.type), span };
}

export function withoutNull(expression: Expression): Expression {
  const type = baseOf(expression.type);
  return { ...expression, type };
}

export function fieldType({ object, name, type }: Member): Type {
  const base = baseOf(object.type);
  const fields = base.kind === "record" ? base.record.fields : [];
  return fields.find((field) => field.name === name)?.type ?? type;
}

/** What is known when the expression is not null; followed where TypeScript sees a plain path. */
export function given(expression: Expression): Facts {
  const facts: [string, boolean][] = [];
  const followed = isPlainPath(expression);
  for (
    let each: Expression | null = expression;
    each !== null;
    each = ownerOf(each)
  ) {
    const path = pathOf(each);
    if (path !== null && mayBeNull(each.type)) facts.push([path, followed]);
  }
  return Facts.of(facts);
}

/** What cannot be null when the expression is not: the object before `?.`. */
function ownerOf(expression: Expression): Expression | null {
  if (expression.kind === "present") return ownerOf(expression.operand);
  return expression.kind === "member" ? expression.object : null;
}

function isPlainPath(expression: Expression): boolean {
  if (expression.kind === "member")
    return !expression.optional && isPlainPath(expression.object);
  return expression.kind !== "present";
}

export function called(name: string): Use {
  return { text: `\`${name}\` takes no null`, member: null };
}

export function operated(operator: string): Use {
  return { text: `\`${operator}\` takes no null`, member: null };
}
