import type { Expression as Node } from "acorn";
import { Abrupt, outcomeOf } from "../abrupt.ts";
import { bare, parseExpression } from "../parse.ts";
import type { Step } from "../result.ts";
import type { Scope } from "../scope.ts";
import type { Types } from "../shapes/types.ts";
import type { Text } from "../text.ts";
import { knownOf, words } from "../values/value.ts";

type Logged = Omit<Extract<Step, { kind: "log" }>, "kind" | "span">;

/**
 * What is only shown need not have a type of ours: a text before a number joins the label, and what cannot be said is left out.
 * Throws where it fails.
 */
export function logged(
  label: string | null,
  expr: Text | null,
  scope: Scope,
  types: Types,
): Logged {
  if (expr === null) return { label, value: null };
  const node = bare(parseExpression(expr));
  const at: Scope = { ...scope, text: expr };
  const whole = shown(node, at, types);
  if (whole !== null || node.type !== "BinaryExpression")
    return { label, value: whole };
  if (node.operator !== "+" || node.left.type === "PrivateIdentifier")
    return { label, value: null };
  const { left } = node;
  const text = outcomeOf(() => knownOf(scope.evaluate(left, at)));
  const known = text.kind === "value" ? text.value : null;
  if (known?.kind !== "primitive" || typeof known.value !== "string")
    return { label, value: null };
  const value = shown(node.right, at, types);
  const before = label === null ? "" : `${label} `;
  return { label: value === null ? label : before + known.value, value };
}

function shown(node: Node, scope: Scope, types: Types): Logged["value"] {
  const outcome = outcomeOf(() => {
    const value = scope.evaluate(node, scope);
    return { shape: value.shape, expression: words(value) };
  });
  if (outcome.kind === "raises-error") throw new Abrupt(outcome);
  if (outcome.kind === "refused") return null;
  const { shape, expression } = outcome.value;
  const isPlain = ["number", "string", "boolean"].includes(shape.base.kind);
  const type = isPlain ? types.node(shape, "log") : null;
  return type === null ? null : { expression, type };
}
