import type { Span } from "../../../source/index.ts";
import type * as Ast from "../../../syntax/ast.ts";
import type { Type } from "../../types.ts";
import { checkName } from "../names/check-name.ts";
import { resolveType } from "../types/resolve.ts";
import type { Declaring } from "./declaring.ts";
import { typeDifference } from "./differences.ts";

/** `param` and the fields of `context`; their defaults are read when all names are known. */
export function declareData(member: Ast.Member, declaring: Declaring): void {
  if (member.kind !== "param" && member.kind !== "field") return;
  const { spaces, names, claims, report } = declaring;
  const { name, kind, doc } = member;
  const what = kind === "param" ? "param" : "context field";
  checkName(name, what, "expression", report);
  const type = resolveType(member.type, names, report);
  if (!claims.claim(spaces.values, name, kind)) return;
  const inherited = spaces.values.get(name.text);
  if (inherited?.kind === "param" || inherited?.kind === "field") {
    const there =
      inherited.kind === "param" ? inherited.param.type : inherited.field.type;
    const difference = type === null ? null : typeDifference(there, type);
    claims.redeclared(name, what, difference, inherited.span);
    return;
  }
  const place = { layer: names.layer, span: name.span };
  const part = {
    name: name.text,
    doc,
    span: name.span,
    type: type ?? UNKNOWN,
  };
  if (kind === "param") {
    const param = { ...part, default: null };
    if (type === null) report.spoil(param);
    spaces.values.set(name.text, { kind, param, ...place });
  } else {
    const field = { ...part, default: nothing(name.span) };
    if (type === null) report.spoil(field);
    spaces.values.set(name.text, { kind, field, ...place });
  }
}

/** Of what is in error: nobody reads it, because the name is spoilt. */
const UNKNOWN: Type = { kind: "null" };

function nothing(span: Span) {
  return { kind: "null", type: { kind: "null" }, span } as const;
}
