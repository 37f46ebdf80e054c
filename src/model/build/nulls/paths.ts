import { textOf } from "../../../source/index.ts";
import type { Expression } from "../../model.ts";

/** What a fact about the expression is called; null where it has no name that could be known. */
export function pathOf(expression: Expression): string | null {
  switch (expression.kind) {
    case "field":
      return expression.field.name;
    case "param":
      return `param ${expression.param.name}`;
    case "payload":
      return `event.${expression.name}`;
    case "result":
      return "result";
    case "error":
      return `error.${expression.name}`;
    case "argument":
      return `argument ${expression.argument.name}`;
    case "present":
      return pathOf(expression.operand);
    case "member": {
      const object = pathOf(expression.object);
      return object === null ? null : `${object}.${expression.name}`;
    }
    default:
      return null;
  }
}

/** Facts of an argument end with the guard that declares it. */
export function isOfArgument(path: string): boolean {
  return path.startsWith("argument ");
}

/** Whether a fact outlives the transition: it is about the context or a param. */
export function outlivesTransition(path: string): boolean {
  return !/^(?:event\.|error\.|argument |result(?:\.|$))/.test(path);
}

/** Whether a path is the field or something in it. */
export function isOfField(path: string, field: string): boolean {
  return path === field || path.startsWith(`${field}.`);
}

/** As it is written, for messages; a long one is cut. */
export function writtenText({ span }: Expression): string {
  const text = textOf(span).replace(/\s+/g, " ");
  return text.length > 40 ? `${text.slice(0, 37)}…` : text;
}
