/** The types of a strategy's data: params, context, patches, payloads. */
import { docComment } from "./layout/comment.ts";
import { group, indent, line, type Doc } from "./layout/doc.ts";
import { interfaceOf } from "./layout/statement.ts";
import { memberName } from "./names.ts";
import { fieldDoc, shapeText } from "./types.ts";
import type { Unit } from "./unit.ts";

export function dataTypes(unit: Unit): readonly Doc[] {
  const { strategy, names } = unit;
  const { type } = names;
  return [
    [
      docComment(`What ${type} is created with.`),
      interfaceOf(
        `export interface ${type}Params`,
        strategy.params.map((param) =>
          fieldDoc(param, unit, param.default !== null),
        ),
      ),
    ],
    [
      docComment("The same with the defaults of the spec."),
      `export type ${type}Settings = Required<${type}Params>;`,
    ],
    interfaceOf(
      `export interface ${type}Context`,
      strategy.context.map((field) => fieldDoc(field, unit)),
    ),
    [
      docComment("What an action may change."),
      `export type ${type}Patch = Partial<${type}Context>;`,
    ],
    interfaceOf(
      `export interface ${type}Payloads`,
      strategy.triggers.map(({ name, fields, doc }) => [
        docComment(doc),
        [`readonly ${memberName(name)}: `, shapeText(fields, unit), ";"],
      ]),
    ),
    ...(strategy.outputs.length === 0 ? [] : outputTypes(unit)),
  ];
}

/** What listeners of the machine hear. */
function outputTypes(unit: Unit): readonly Doc[] {
  const { strategy, names, runtime } = unit;
  const { type } = names;
  return [
    interfaceOf(
      `export interface ${type}OutputPayloads`,
      strategy.outputs.map(({ name, fields, doc }) => [
        docComment(doc),
        [`readonly ${memberName(name)}: `, shapeText(fields, unit), ";"],
      ]),
    ),
    group([
      `export type ${type}Output =`,
      indent([line, `${runtime.type("OutputOf")}<${type}OutputPayloads>;`]),
    ]),
  ];
}
