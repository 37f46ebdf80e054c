import {
  partsOf,
  type ContextField,
  type Expression,
  type Strategy,
} from "../../model/index.ts";
import { actionsCalled } from "./effects.ts";

/**
 * Fields whose every `set` is made of what an activity reported (in `done` or `partial`), of other such fields, of literals and
 * null. What TypeScript writes is taken to be one: it may have asked the ledger.
 */
export function fieldsOfFills(strategy: Strategy): ReadonlySet<ContextField> {
  const sets = settersOf(strategy);
  const found = new Set(strategy.context);
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const field of found) {
      const values = sets.get(field) ?? [];
      const isFill =
        (values.some((value) => mentionsFill(value, found)) &&
          values.every((value) => isMadeOfFills(value, found))) ||
        isWritten(field, strategy);
      if (!isFill) found.delete(field);
    }
  }
  return found;
}

/** Whether some field in it is from a fill. */
export function isFromFill(
  expression: Expression,
  fields: ReadonlySet<ContextField>,
): boolean {
  return mentionsFill(expression, fields);
}

function mentionsFill(
  expression: Expression,
  fields: ReadonlySet<ContextField>,
): boolean {
  if (expression.kind === "result") return true;
  if (expression.kind === "field") return fields.has(expression.field);
  return partsOf(expression).some((part) => mentionsFill(part, fields));
}

function isMadeOfFills(
  expression: Expression,
  fields: ReadonlySet<ContextField>,
): boolean {
  switch (expression.kind) {
    case "field":
      return fields.has(expression.field);
    case "param":
    case "payload":
      return false;
    default:
      return partsOf(expression).every((part) => isMadeOfFills(part, fields));
  }
}

function settersOf(
  strategy: Strategy,
): ReadonlyMap<ContextField, readonly Expression[]> {
  const found = new Map<ContextField, Expression[]>();
  const lists = [
    ...strategy.branches.map(({ effects }) => effects),
    ...strategy.states.flatMap(({ enter, exit }) =>
      [...enter, ...exit].map(({ effects }) => effects),
    ),
  ];
  for (const effect of lists.flat()) {
    if (effect.kind !== "set") continue;
    const values = found.get(effect.field) ?? [];
    values.push(effect.value);
    found.set(effect.field, values);
  }
  return found;
}

function isWritten(field: ContextField, strategy: Strategy): boolean {
  for (const { writes } of actionsCalled(strategy))
    if (writes === null || writes.includes(field)) return true;
  return false;
}
