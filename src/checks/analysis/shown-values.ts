/** Values that a search found, as a finding shows them: `spread = 0.5, margin = null`. */
import type { Expression, Type } from "../../model/index.ts";
import { withinGuards } from "./expressions.ts";
import { keyOf } from "./terms.ts";
import type { Value, Values } from "./witness.ts";

/** More than these nobody reads. */
const MOST = 8;

/**
 * What the guards read, each with its value, what the condition needs first; of what the search left open, the plainest one that is not null, as which `holdsFor`
 * took it. Empty where they read nothing.
 */
export function assignmentText(
  guards: readonly Expression[],
  values: Values,
): string {
  const shown = new Map<string, string>();
  for (const guard of guards)
    for (const part of withinGuards(guard)) {
      const name = nameOf(part);
      const key = keyOf(part);
      const value = values.get(key);
      if (name === null || (value === undefined && !isPlain(part.type)))
        continue;
      shown.set(key, `${name} = ${valueText(value, part.type)}`);
    }
  const told = [...shown].filter(([key]) => !hasNullParent(key, values));
  const found = told.filter(([key]) => values.has(key));
  const open = told.filter(([key]) => !values.has(key));
  const texts = [...found, ...open].map(([, text]) => text);
  const rest = texts.length > MOST ? ["…"] : [];
  return [...texts.slice(0, MOST), ...rest].join(", ");
}

/** What a reader would call it; null for what is computed. */
function nameOf(expression: Expression): string | null {
  switch (expression.kind) {
    case "param":
      return expression.param.name;
    case "field":
      return expression.field.name;
    case "payload":
      return `event.${expression.name}`;
    case "error":
      return `error.${expression.name}`;
    case "result":
    case "now":
    case "elapsed":
    case "halted":
      return expression.kind;
    case "present":
      return nameOf(expression.operand);
    case "member": {
      const object = nameOf(expression.object);
      return object === null ? null : `${object}.${expression.name}`;
    }
    default:
      return null;
  }
}

/** A member of what is null is not worth a word. */
function hasNullParent(key: string, values: Values): boolean {
  for (
    let dot = key.lastIndexOf(".");
    dot > 0;
    dot = key.lastIndexOf(".", dot - 1)
  )
    if (values.get(key.slice(0, dot)) === null) return true;
  return false;
}

function isPlain(type: Type): boolean {
  return !["record", "list", "imported"].includes(type.kind);
}

function valueText(value: Value | undefined, type: Type): string {
  const base = type.kind === "optional" ? type.of : type;
  if (value === null) return "null";
  switch (base.kind) {
    case "enum":
      return `${base.enum.name}.${value ?? base.enum.members[0]}`;
    case "string":
      return JSON.stringify(value ?? "");
    case "boolean":
      return String(value ?? "false");
    case "duration":
      return `${value ?? 0}ms`;
    case "number":
    case "instant":
      return String(value ?? 0);
    default:
      return "not null";
  }
}
