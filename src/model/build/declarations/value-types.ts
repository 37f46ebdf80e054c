import type * as Ast from "../../../syntax/ast.ts";
import type { FileScope } from "../files/file-scope.ts";
import { checkName } from "../names/check-name.ts";
import type { EnumEntry, RecordEntry } from "../names/entries.ts";
import type { Declaring } from "./declaring.ts";
import { listDifference } from "./differences.ts";

/** `enum` and `type` of a strategy. Whether a parent's record is repeated unchanged is judged when all are known. */
export function declareType(
  declaration: Ast.EnumDeclaration | Ast.TypeDeclaration,
  file: FileScope,
  declaring: Declaring,
): void {
  const { name, kind } = declaration;
  const { names, claims, report } = declaring;
  checkName(name, kind, "type", report);
  const around = file.type(name.text);
  if (around !== null) {
    claims.twice(name, kind, around);
    return;
  }
  const { layer } = names;
  if (declaration.kind === "enum")
    declareEnum(declaration, { layer, span: name.span }, declaring);
  else declareRecord(declaration, { layer, span: name.span }, declaring);
}

function declareEnum(
  declaration: Ast.EnumDeclaration,
  place: Pick<EnumEntry, "layer" | "span">,
  { spaces, claims, types }: Declaring,
): void {
  const { name } = declaration;
  const free =
    claims.claim(spaces.types, name, "enum") &&
    claims.claim(spaces.values, name, "enum");
  if (!free) return;
  const inherited = spaces.types.get(name.text);
  if (inherited?.kind === "enum") {
    const here = declaration.members.map(({ text }) => text);
    const difference = listDifference(inherited.enum.members, here);
    claims.redeclared(name, "enum", difference, inherited.span);
    return;
  }
  const entry: EnumEntry = {
    kind: "enum",
    enum: types.enum(declaration),
    ...place,
  };
  spaces.types.set(name.text, entry);
  spaces.values.set(name.text, entry);
}

function declareRecord(
  declaration: Ast.TypeDeclaration,
  place: Pick<RecordEntry, "layer" | "span">,
  { spaces, claims, types }: Declaring,
): void {
  const { name } = declaration;
  if (!claims.claim(spaces.types, name, "record")) return;
  if (spaces.types.has(name.text)) return;
  const record = types.record(declaration);
  spaces.types.set(name.text, { kind: "record", record, ...place });
}
