import { declaredTwice } from "../../../diagnostics/messages/meaning.ts";
import type { Span } from "../../../source/index.ts";
import type * as Ast from "../../../syntax/ast.ts";
import type { Field } from "../../types.ts";
import { checkName } from "../names/check-name.ts";
import type { NameKind } from "../../reserved-names.ts";
import type { Report } from "../report.ts";
import { resolveType, type TypeLookup } from "./resolve.ts";

/** Fields of a record or payload, arguments of a guard or activity. */
export interface FieldList {
  readonly fields: readonly Field[];
  /** False where something in it is in error, so that what misses it stays silent. */
  readonly complete: boolean;
}

/** `what`: `field`, `argument`; `kind`: whether expressions call them by name. */
export function resolveFields(
  nodes: readonly Ast.Field[],
  what: string,
  types: TypeLookup,
  report: Report,
  kind: NameKind = "other",
): FieldList {
  const fields: Field[] = [];
  const first = new Map<string, Span>();
  for (const { name, type, doc } of nodes) {
    const earlier = first.get(name.text);
    if (earlier !== undefined) {
      report.add(
        {
          span: name.span,
          related: [{ message: "declared here first", span: earlier }],
        },
        declaredTwice({ name: name.text, what }),
      );
      continue;
    }
    first.set(name.text, name.span);
    checkName(name, what, kind, report);
    const resolved = resolveType(type, types, report);
    if (resolved === null) {
      if (kind === "expression") report.lose(name);
      continue;
    }
    fields.push({ name: name.text, type: resolved, doc, span: name.span });
  }
  return { fields, complete: fields.length === nodes.length };
}
