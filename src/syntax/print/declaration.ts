import { TRIGGER_MODIFIERS } from "../../../grammar/words.ts";
import type {
  ActivityDeclaration,
  EnumDeclaration,
  Expression,
  Field,
  FieldDeclaration,
  Member,
  TriggerDeclaration,
  TypeDeclaration,
} from "../ast.ts";
import { printPreamble } from "./documented.ts";
import { printExpression, printStatePath, printType } from "./expression.ts";
import { block, fits, indented } from "./layout.ts";
import { printFrom, printInitial, printState } from "./state.ts";
import { printNames } from "./transition.ts";

type Lines = readonly string[];

/** A declaration of a strategy, one level deep; `context` fields are printed together, by `printContext`. */
export function printMember(member: Exclude<Member, FieldDeclaration>): Lines {
  switch (member.kind) {
    case "state":
      return printState(member, 1);
    case "initial":
      return printInitial(member, 1);
    case "from":
      return printFrom(member, 1);
    case "enum":
      return printEnum(member, 1);
    case "type":
      return printRecordType(member, 1);
    default:
      return [...printPreamble(member), ...printPlain(member)];
  }
}

type Plain = Exclude<
  Member,
  | FieldDeclaration
  | { readonly kind: "state" | "initial" | "from" | "enum" | "type" }
>;

function printPlain(member: Plain): Lines {
  switch (member.kind) {
    case "version":
      return [`version ${printExpression(member.value)}`];
    case "leg":
      return [`leg ${printNames(member.names)}`];
    case "param":
      return [
        `param ${member.name.text}: ${printType(member.type)}${printInitializer(member.default)}`,
      ];
    case "trigger":
      return printFields(printTriggerHead(member), member.fields, "");
    case "output":
      return printFields(`output ${member.name.text}`, member.fields, "");
    case "guard":
      return printFields(
        `guard ${member.name.text}`,
        member.args,
        printInitializer(member.expression),
      );
    case "action": {
      const { writes, name } = member;
      const suffix = writes === null ? "" : ` writes ${printNames(writes)}`;
      return [`action ${name.text}${suffix}`];
    }
    case "activity":
      return printActivity(member);
    case "errors": {
      const { limit, within, target } = member;
      const window =
        within === null ? "" : ` within ${printExpression(within)}`;
      return [
        `errors limit ${printExpression(limit)}${window} -> ${printStatePath(target)}`,
      ];
    }
    case "timeout":
      return [
        `timeout ${printExpression(member.after)} -> ${printStatePath(member.target)}`,
      ];
  }
}

function printTriggerHead({ modifiers, name }: TriggerDeclaration): string {
  const words = modifiers.map(({ word }) => word);
  const sorted = TRIGGER_MODIFIERS.flatMap((modifier) =>
    words.filter((word) => word === modifier),
  );
  return [...sorted, "trigger", name.text].join(" ");
}

function printActivity(activity: ActivityDeclaration): Lines {
  const { args, result, partial, words, legs } = activity;
  const parts = [
    result === null ? "" : `: ${printType(result)}`,
    partial === null ? "" : ` partial ${printType(partial)}`,
    ...words.map(({ word }) => ` ${word}`),
    legs.length === 0 ? "" : ` ${printNames(legs)}`,
  ];
  const head = `activity ${activity.name.text}`;
  const lines = printFields(head, args, parts.join(""));
  return args.length === 0 ? [`${head}()${parts.join("")}`] : lines;
}

/** `head(name: type, …)tail`, a field a line where they are documented or too long. */
function printFields(
  head: string,
  fields: readonly Field[],
  tail: string,
): Lines {
  if (fields.length === 0) return [head + tail];
  const parts = fields.map(printField);
  const line = `${head}(${parts.join(", ")})${tail}`;
  if (fits(line, 1) && fields.every(({ doc }) => doc === null)) return [line];
  const last = fields.length - 1;
  const lines = fields.flatMap((field, index) => [
    ...printPreamble(field),
    `${printField(field)}${index === last ? "" : ","}`,
  ]);
  return [`${head}(`, ...indented(lines), `)${tail}`];
}

function printField({ name, type }: Field): string {
  return `${name.text}: ${printType(type)}`;
}

export function printContext(fields: readonly FieldDeclaration[]): Lines {
  const lines = fields.flatMap((field) => [
    ...printPreamble(field),
    `${printField(field)}${printInitializer(field.default)}`,
  ]);
  return block("context", lines);
}

export function printEnum(declaration: EnumDeclaration, depth: number): Lines {
  const { name, members } = declaration;
  const head = `enum ${name.text}`;
  const line = `${head} { ${printNames(members)} }`;
  const lines = members.map(({ text }) => text);
  return [
    ...printPreamble(declaration),
    ...(members.length > 0 && fits(line, depth) ? [line] : block(head, lines)),
  ];
}

export function printRecordType(
  declaration: TypeDeclaration,
  depth: number,
): Lines {
  const { name, fields } = declaration;
  const head = `type ${name.text} =`;
  const line = `${head} { ${fields.map(printField).join(", ")} }`;
  const lines = fields.flatMap((field) => [
    ...printPreamble(field),
    printField(field),
  ]);
  const isPlain = fields.length > 0 && fields.every(({ doc }) => doc === null);
  return [
    ...printPreamble(declaration),
    ...(isPlain && fits(line, depth) ? [line] : block(head, lines)),
  ];
}

function printInitializer(expression: Expression | null): string {
  return expression === null ? "" : ` = ${printExpression(expression)}`;
}
