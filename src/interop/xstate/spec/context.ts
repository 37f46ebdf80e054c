import type { FieldDeclaration } from "../../../syntax/index.ts";
import type { Machine } from "../config/machine.ts";
import type { Json } from "../json/value.ts";
import { safeName, type NameSpace } from "../../names.ts";
import type { Remarks } from "../../remarks.ts";
import { nameOf, UNDOCUMENTED } from "./make.ts";
import { constant, type Types } from "./types.ts";

export interface ContextField {
  readonly key: string;
  readonly declaration: FieldDeclaration;
  readonly value: Json;
}

/** The context's fields, with the types that their first values tell. */
export function contextOf(
  machine: Machine,
  space: NameSpace,
  types: Types,
  report: Remarks,
): readonly ContextField[] {
  return machine.context.map(({ key, keySpan, value }) => {
    const told = types.of([value], safeName(key));
    if (told === null)
      report.lost(
        value.span,
        `nothing tells the type of \`${key}\``,
        `its first value fits many types; it is imported as ${value.kind === "null" ? "`string?`" : "`string[]`, empty"}: give it the type that it has`,
      );
    const span = keySpan;
    const text = { kind: "named", name: nameOf("string", span), span } as const;
    const isNull = value.kind === "null";
    const declaration: FieldDeclaration = {
      kind: "field",
      name: nameOf(space.fresh(key), keySpan),
      type: told ?? { kind: isNull ? "optional" : "list", of: text, span },
      default:
        told !== null
          ? constant(value)
          : isNull
            ? null
            : { kind: "list", items: [], span },
      ...UNDOCUMENTED,
    };
    return { key, declaration, value };
  });
}
