import type { AllowCstNode } from "../../../grammar/cst.ts";
import type { CstNode, Token } from "../../../grammar/tokens.ts";
import type { Allow } from "../ast.ts";
import { stringOf } from "./expressions.ts";
import { readAll, type Reading } from "./reading.ts";

/** What stands before a declaration, an item or an arm. */
export interface Preamble {
  readonly doc: string | null;
  readonly allows: readonly Allow[];
}

/** The comment and the `@allow`s of a node whose content stands behind them. */
export function readPreamble(
  reading: Reading,
  outer: CstNode,
  allows: readonly AllowCstNode[] | undefined,
  inner: readonly (CstNode | Token)[],
): Preamble {
  return {
    doc: reading.docOf(outer, ...inner),
    allows: readAllows(reading, allows),
  };
}

export function readAllows(
  reading: Reading,
  allows: readonly AllowCstNode[] | undefined,
): readonly Allow[] {
  return readAll(allows, (allow) => allowOf(reading, allow));
}

function allowOf(reading: Reading, allow: AllowCstNode): Allow | null {
  const rule = allow.children.RuleName?.[0];
  if (rule === undefined) return null;
  const reason = allow.children.StringLiteral?.[0];
  const span = reading.spanOf(allow);
  return {
    rule: reading.name(rule),
    reason: reason === undefined ? null : stringOf(reading, reason),
    span,
  };
}
