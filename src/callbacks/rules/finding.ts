import { at, type Diagnostic, type Finding } from "../../diagnostics/index.ts";
import { declaredHere } from "../../diagnostics/messages/code.ts";
import type { Related } from "../../diagnostics/index.ts";
import type { Code } from "../code/code.ts";
import type { ts } from "../code/code.ts";
import type { Wanted } from "../machine/machine.ts";

/** A finding in TypeScript, with what the spec declares beside it. */
export function found(
  node: ts.Node,
  wanted: Pick<Wanted, "kind" | "declared">,
  finding: Finding,
  code: Code,
  others: readonly Related[] = [],
): Diagnostic {
  const { kind, declared } = wanted;
  const related = [{ message: declaredHere(kind), span: declared }, ...others];
  return at({ span: code.spanOf(node), related }, finding);
}
