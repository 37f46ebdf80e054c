import { nearest } from "../../../source/index.ts";
import { unknownType } from "../../../diagnostics/messages/meaning.ts";
import type * as Ast from "../../../syntax/ast.ts";
import type { Type } from "../../types.ts";
import { optionalOf } from "../../type-relations.ts";
import type { TypeEntry } from "../names/entries.ts";
import { renaming } from "../names/suggestion.ts";
import type { Report } from "../report.ts";

/** What a name of a type means at some place. */
export interface TypeLookup {
  type(name: string): TypeEntry | null;
  typeNames(): Iterable<string>;
}

const BUILT_IN = [
  "number",
  "string",
  "boolean",
  "duration",
  "instant",
] as const;

/** The type that is written; null where a name in it is unknown, which is then reported. */
export function resolveType(
  node: Ast.TypeNode,
  types: TypeLookup,
  report: Report,
): Type | null {
  if (node.kind === "named") return resolveName(node.name, types, report);
  const of = resolveType(node.of, types, report);
  if (of === null) return null;
  return node.kind === "list" ? { kind: "list", of } : optionalOf(of);
}

function resolveName(
  { text, span }: Ast.Name,
  types: TypeLookup,
  report: Report,
): Type | null {
  const builtIn = BUILT_IN.find((kind) => kind === text);
  if (builtIn !== undefined) return { kind: builtIn };
  const entry = types.type(text);
  if (entry === null) {
    if (report.mayBeUnread(text, span)) return null;
    const suggestion = nearest(text, [...BUILT_IN, ...types.typeNames()]);
    report.add(
      { span, fixes: renaming(span, suggestion) },
      unknownType({ name: text, suggestion }),
      { name: `name ${text}` },
    );
    return null;
  }
  return typeOf(entry);
}

function typeOf(entry: TypeEntry): Type {
  switch (entry.kind) {
    case "enum":
      return { kind: "enum", enum: entry.enum };
    case "record":
      return { kind: "record", record: entry.record };
    default:
      return { kind: "imported", imported: entry.imported };
  }
}
