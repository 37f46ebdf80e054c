import {
  declarationsOf,
  docText,
  importsOf,
} from "../../../graph/spec/declarations.ts";
import { typeText, type Field, type Strategy } from "../../../model/index.ts";
import { parseFsm, parseYaml } from "../../../syntax/index.ts";
import { textOf } from "./text.ts";

export function importLines(strategy: Strategy): readonly string[] {
  return importsOf(strategy).flatMap(({ lines }) => lines);
}

/** Every declaration but the states, line by line, as it can be read again. */
export function declarationLines(strategy: Strategy): readonly string[] {
  const plain = declarationsOf(strategy).filter(
    ({ what }) => !/^(?:version|type|context)\b/.test(what),
  );
  const documented = new Map(
    [
      ...strategy.triggers.map(({ name, fields }) => ({
        what: `trigger ${name}`,
        fields,
      })),
      ...strategy.outputs.map(({ name, fields }) => ({
        what: `output ${name}`,
        fields,
      })),
      ...strategy.guards.map(({ name, args }) => ({
        what: `guard ${name}`,
        fields: args,
      })),
      ...strategy.activities.map(({ name, args }) => ({
        what: `activity ${name}`,
        fields: args,
      })),
    ].map(({ what, fields }) => [what, fields]),
  );
  const of = (pattern: RegExp): readonly string[] =>
    plain
      .filter(({ what }) => pattern.test(what))
      .flatMap(({ what, lines }) =>
        lines.map((line) => withDocs(line, documented.get(what) ?? [])),
      );
  return [
    ...(saysVersion(strategy) ? [`version ${strategy.version}`] : []),
    ...of(/^(?:leg|enum)\b/),
    ...strategy.records.flatMap(({ name, doc, fields }) => [
      ...docText(doc),
      `type ${name} = {`,
      ...fields.flatMap((field) => [
        ...docText(field.doc),
        `${field.name}: ${typeText(field.type)}`,
      ]),
      "}",
    ]),
    ...strategy.params.flatMap((param) => [
      ...docText(param.doc),
      `param ${param.name}: ${typeText(param.type)}${param.default === null ? "" : ` = ${textOf(param.default)}`}`,
    ]),
    ...contextLines(strategy),
    ...of(/^(?!leg|enum|param)/),
    ...policyLines(strategy),
  ];
}

/** A declaration whose fields or arguments have comments, with them. */
function withDocs(line: string, fields: readonly Field[]): string {
  if (fields.every(({ doc }) => doc === null)) return line;
  const plain = fields
    .map(({ name, type }) => `${name}: ${typeText(type)}`)
    .join(", ");
  const lines = fields.map(({ name, type, doc }, index) =>
    [
      ...docText(doc),
      `${name}: ${typeText(type)}${index === fields.length - 1 ? "" : ","}`,
    ].join("\n"),
  );
  return line.replace(`(${plain})`, () => `(\n${lines.join("\n")}\n)`);
}

function contextLines({ context }: Strategy): readonly string[] {
  if (context.length === 0) return [];
  const fields = context.flatMap((field) => {
    const isNothing =
      field.default.kind === "null" && field.type.kind === "optional";
    const start = isNothing ? "" : ` = ${textOf(field.default)}`;
    return [
      ...docText(field.doc),
      `${field.name}: ${typeText(field.type)}${start}`,
    ];
  });
  return ["context {", ...fields, "}"];
}

function policyLines({ errors, timeout }: Strategy): readonly string[] {
  const lines: string[] = [];
  if (errors !== null) {
    const { limit, within, target } = errors;
    const window = within === null ? "" : ` within ${textOf(within)}`;
    lines.push(`errors limit ${textOf(limit)}${window} -> ${target.path}`);
  }
  if (timeout !== null)
    lines.push(`timeout ${textOf(timeout.after)} -> ${timeout.target.path}`);
  return lines;
}

/** The model does not tell a version 1 that is said from one that is not. */
function saysVersion({ name, version, span }: Strategy): boolean {
  if (version !== 1) return true;
  const { file } =
    span.file.spelling === "yaml" ? parseYaml(span.file) : parseFsm(span.file);
  return file.strategies.some(
    (strategy) =>
      strategy.name.text === name &&
      strategy.members.some(({ kind }) => kind === "version"),
  );
}
