import type { Diagnostic } from "../../diagnostics/index.ts";
import { impureGuard as finding } from "../../diagnostics/messages/code.ts";
import type { Code } from "../code/code.ts";
import { functionAt } from "../code/functions.ts";
import type { Member } from "../code/objects.ts";
import { found } from "./finding.ts";
import type { Wanted } from "../machine/machine.ts";
import { impurityOf } from "./purity.ts";

/** FSM705: a guard that does not give the same answer to the same question, or a promise of one. */
export function impureGuard(
  { value, type, place }: Member,
  wanted: Wanted,
  code: Code,
): readonly Diagnostic[] {
  if (wanted.kind !== "guard") return [];
  const body = value === null ? null : functionAt(value, code);
  const impurity = body === null ? null : impurityOf(body, code);
  if (impurity !== null) {
    const { at, does, behind } = impurity;
    const text = finding(wanted.name, does);
    const related =
      behind === null
        ? []
        : [{ message: `here it ${does}`, span: code.spanOf(behind) }];
    return [found(at, wanted, text, code, related)];
  }
  const [signature] = type.getCallSignatures();
  const gives = signature?.getReturnType();
  const isPromise =
    gives !== undefined &&
    code.checker.getPropertyOfType(gives, "then") !== undefined;
  return isPromise
    ? [found(place, wanted, finding(wanted.name, "returns a promise"), code)]
    : [];
}
