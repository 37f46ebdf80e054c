import { endlessRecord } from "../../../diagnostics/messages/meaning.ts";
import type * as Ast from "../../../syntax/ast.ts";
import type { RecordType } from "../../types.ts";
import { resolveFields } from "../types/fields.ts";
import type { Declaring } from "./declaring.ts";
import { fieldsDifference } from "./differences.ts";

/** The fields of a strategy's records, once all types are known. */
export function fillRecord(
  declaration: Ast.TypeDeclaration,
  { spaces, names, claims, types, report }: Declaring,
): void {
  const { name } = declaration;
  const entry = spaces.types.get(name.text);
  if (entry?.kind !== "record") return;
  if (types.record(declaration) === entry.record) {
    types.fill(declaration, names);
    return;
  }
  const { fields } = resolveFields(declaration.fields, "field", names, report);
  const difference = fieldsDifference(entry.record.fields, fields);
  if (entry.layer < names.layer)
    claims.redeclared(name, "type", difference, entry.span);
}

/** Reports a record that contains itself on a way that neither a list nor `?` ends: no value of it could exist. */
export function checkEndless(
  declaration: Ast.TypeDeclaration,
  { spaces, report }: Declaring,
): void {
  const entry = spaces.types.get(declaration.name.text);
  if (entry?.kind !== "record") return;
  const way = wayBack(entry.record);
  if (way !== null)
    report.add({ span: declaration.name.span }, endlessRecord({ way }));
}

/** The names of the records on the way from a record back to it. */
function wayBack(start: RecordType): readonly string[] | null {
  const seen = new Set<RecordType>();
  const ways: (readonly RecordType[])[] = [[start]];
  for (const way of ways) {
    for (const { type } of way.at(-1)?.fields ?? []) {
      if (type.kind !== "record") continue;
      if (type.record === start)
        return [...way, start].map((record) => record.name);
      if (seen.has(type.record)) continue;
      seen.add(type.record);
      ways.push([...way, type.record]);
    }
  }
  return null;
}
