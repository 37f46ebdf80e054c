import { at, type Diagnostic } from "../../diagnostics/index.ts";
import { notSerializable as finding } from "../../diagnostics/messages/code.ts";
import type { ImportedType, Type } from "../../model/index.ts";
import type { Code } from "../code/code.ts";
import type { ts } from "../code/code.ts";
import { functionAt } from "../code/functions.ts";
import type { Member } from "../code/objects.ts";
import type { Machine, Wanted } from "../machine/machine.ts";
import { lossesIn } from "./json-types.ts";

/** FSM704 in the types that a spec imports. What a package declares is shown where the spec, or the user's own type, names it. */
export function notSerializableTypes(
  { imported }: Machine,
  code: Code,
): readonly Diagnostic[] {
  return [...imported].flatMap(([each, type]) =>
    lossesIn(type, code).map(({ at: node, path, what, instead }) => {
      const subject = path === "" ? each.name : `${each.name}.${path}`;
      const text = finding(`\`${subject}\``, what, instead);
      return node === null
        ? at({ span: each.span }, text)
        : at({ span: code.spanOf(node), related: [related(each)] }, text);
    }),
  );
}

/** FSM704 in what an activity returns where the spec wants a type of TypeScript's: it may be more than that type says. */
export function notSerializableResult(
  { type, value, place }: Member,
  wanted: Wanted,
  machine: Machine,
  code: Code,
): readonly Diagnostic[] {
  if (wanted.kind !== "activity") return [];
  const { result, name } = wanted.activity;
  const [signature] = type.getCallSignatures();
  const gives = signature?.getReturnType();
  const given = gives && code.checker.getAwaitedType(gives);
  if (result === null || given === undefined) return [];
  const known = knownLosses(machine, code);
  const body = value === null ? null : functionAt(value, code);
  return opaqueIn(result, given, code).flatMap((part) =>
    lossesIn(part, code)
      .filter(({ path }) => !known.has(path))
      .map(({ at: node, path, what, instead }) => {
        const subject = path === "" ? "" : `, \`${path}\`,`;
        const text = finding(
          `what \`${name}\` returns${subject}`,
          what,
          instead,
        );
        const declared = {
          message: "the activity in the spec",
          span: wanted.declared,
        };
        return at(
          {
            span: code.spanOf(node ?? body?.type ?? place),
            related: [declared],
          },
          text,
        );
      }),
  );
}

/** What the type itself is blamed for already. */
function knownLosses({ imported }: Machine, code: Code): ReadonlySet<string> {
  return new Set(
    [...imported.values()].flatMap((type) =>
      lossesIn(type, code).map(({ path }) => path),
    ),
  );
}

/** The parts of what is given that stand where the spec has an imported type. */
function opaqueIn(
  wanted: Type,
  given: ts.Type,
  code: Code,
): readonly ts.Type[] {
  const { checker } = code;
  switch (wanted.kind) {
    case "imported":
      return [given];
    case "optional":
      return opaqueIn(wanted.of, checker.getNonNullableType(given), code);
    case "list": {
      const item = checker.getIndexInfosOfType(given)[0]?.type;
      return item === undefined ? [] : opaqueIn(wanted.of, item, code);
    }
    case "record":
      return wanted.record.fields.flatMap((field) => {
        const property = checker.getPropertyOfType(given, field.name);
        return property === undefined
          ? []
          : opaqueIn(field.type, checker.getTypeOfSymbol(property), code);
      });
    default:
      return [];
  }
}

function related({ name, span }: ImportedType) {
  return { message: `\`${name}\` is used here`, span };
}
