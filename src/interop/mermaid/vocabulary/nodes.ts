import { SourceFile } from "../../../source/index.ts";
import type { Effect, Expression, Name } from "../../../syntax/index.ts";

/** What is made here stands in no text. */
const NOWHERE = {
  file: new SourceFile("text", "", "fsm"),
  start: 0,
  end: 0,
};

export function nameNode(text: string): Name {
  return { text, span: NOWHERE };
}

export function nameExpression(name: string): Expression {
  return { kind: "name", name, span: NOWHERE };
}

export function isActive(path: readonly string[]): Expression {
  const state = { names: path.map(nameNode), span: NOWHERE };
  return { kind: "in", state, span: NOWHERE };
}

export function both(
  one: Expression | null,
  other: Expression | null,
): Expression | null {
  if (one === null || other === null) return one ?? other;
  return {
    kind: "binary",
    operator: "and",
    left: one,
    right: other,
    span: NOWHERE,
  };
}

export function doEffect(action: string): Effect {
  return { kind: "do", actions: [nameNode(action)], span: NOWHERE };
}
