import type { Allow } from "../ast.ts";
import { printString } from "./literal.ts";

/** The `///` lines and the `@allow`s before a declaration, an item or an arm. */
export function printPreamble({
  doc,
  allows = [],
}: {
  readonly doc: string | null;
  readonly allows?: readonly Allow[];
}): readonly string[] {
  const lines = doc === null ? [] : doc.split("\n");
  return [
    ...lines.map((line) => `/// ${line}`.trimEnd()),
    ...allows.map(printAllow),
  ];
}

function printAllow({ rule, reason }: Allow): string {
  return reason === null
    ? `@allow(${rule.text})`
    : `@allow(${rule.text}, ${printString(reason)})`;
}
