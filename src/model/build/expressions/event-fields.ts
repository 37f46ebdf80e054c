import type { Expression } from "../../model.ts";
import type { EventField, Spaces } from "../names/entries.ts";
import { partsOf } from "../../parts.ts";

/** Fields of `event` that a guard's expression reads, itself or through guards that it uses. */
export function eventFieldsOf(
  expression: Expression,
  spaces: Spaces,
): ReadonlyMap<string, EventField> {
  const fields = new Map<string, EventField>();
  const visit = (each: Expression): void => {
    if (each.kind === "payload")
      fields.set(each.name, { type: each.type, span: each.span });
    if (each.kind === "guard") {
      const entry = spaces.callables.get(each.guard.name);
      const body = entry?.kind === "guard" ? entry.body() : null;
      for (const [name, field] of body?.eventFields ?? [])
        fields.set(name, field);
    }
    for (const part of partsOf(each)) visit(part);
  };
  visit(expression);
  return fields;
}

/** Whether a guard's expression reads `event`; a TypeScript predicate that it uses may. */
export function readsEvent(expression: Expression): boolean {
  if (expression.kind === "payload") return true;
  if (expression.kind === "guard" && expression.guard.readsEvent) return true;
  return partsOf(expression).some(readsEvent);
}
