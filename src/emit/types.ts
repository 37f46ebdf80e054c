import type { Field, Type } from "../model/index.ts";
import { docComment } from "./layout/comment.ts";
import { group, hardline, indent, join, line, type Doc } from "./layout/doc.ts";
import { declareConst, interfaceOf, union } from "./layout/statement.ts";
import { array, string } from "./layout/expression.ts";
import { memberName } from "./names.ts";
import type { Unit } from "./unit.ts";

/** A value type as TypeScript. */
export function typeText(type: Type, unit: Unit): string {
  switch (type.kind) {
    case "duration":
    case "instant":
      return "number";
    case "enum":
      return unit.names.enums.get(type.enum)?.type ?? "never";
    case "record":
      return unit.names.records.get(type.record) ?? "never";
    case "list": {
      const of = typeText(type.of, unit);
      return type.of.kind === "optional"
        ? `readonly (${of})[]`
        : `readonly ${of}[]`;
    }
    case "optional":
      return `${typeText(type.of, unit)} | null`;
    case "imported":
      unit.mentioned.add(type.imported);
      return unit.names.imported.get(type.imported) ?? "never";
    default:
      return type.kind;
  }
}

export function fieldDoc(
  { name, type, doc }: Pick<Field, "name" | "type" | "doc">,
  unit: Unit,
  optional = false,
): Doc {
  return [
    docComment(doc),
    `readonly ${memberName(name)}${optional ? "?" : ""}: ${typeText(type, unit)};`,
  ];
}

/** `{ readonly a: A; readonly b: B }` in the middle of a type. */
export function shapeText(
  fields: readonly { readonly name: string; readonly type: Type }[],
  unit: Unit,
): Doc {
  if (fields.length === 0) return "null";
  const members = fields.map(
    ({ name, type }) => `readonly ${memberName(name)}: ${typeText(type, unit)}`,
  );
  return group([
    "{",
    indent([line, join([";", line], members), ifBroken]),
    line,
    "}",
  ]);
}

const ifBroken: Doc = { kind: "if-break", broken: ";", flat: "" };

/** Enums and records, in declaration order. */
export function valueTypes(unit: Unit): readonly Doc[] {
  const { enums, records } = unit.strategy;
  const { names } = unit;
  return [
    ...enums.map((each) => {
      const { type, values } = names.enums.get(each) ?? {
        type: "",
        values: "",
      };
      return [
        docComment(each.doc),
        "export ",
        constArray(values, each.members),
        hardline,
        union(`export type ${type}`, [`(typeof ${values})[number]`]),
      ];
    }),
    ...records.map((each) => [
      docComment(each.doc),
      interfaceOf(
        `export interface ${names.records.get(each) ?? ""}`,
        each.fields.map((field) => fieldDoc(field, unit)),
      ),
    ]),
  ];
}

/** `const name = ["a", "b"] as const;` */
export function constArray(name: string, members: readonly string[]): Doc {
  const list = array(members.map((member) => string(member)));
  const doc = list.kind === "array" ? list.doc : "";
  return declareConst(name, {
    kind: "array",
    doc: [doc, " as const"],
    isEmpty: false,
  });
}
