import { TRIGGER_MODIFIERS } from "../../../grammar/words.ts";
import type {
  ActivityDeclaration,
  EnumDeclaration,
  Expression,
  Field,
  FieldDeclaration,
  GuardDeclaration,
  Member,
  OutputDeclaration,
  TriggerDeclaration,
  TypeDeclaration,
} from "../../syntax/ast.ts";
import {
  printExpression,
  printNames,
  printStatePath,
  printType,
} from "../../syntax/print.ts";
import type { Commentary } from "../comments/commentary.ts";
import { annotated, isAnnotated, printComments } from "./annotated.ts";
import { indented, squeezed, type Lines } from "../lines.ts";
import { block, fits } from "./layout.ts";
import { printFrom, printInitial, printState } from "./state.ts";

/** A declaration of a strategy, one level deep; `context` fields are printed together, by `printContext`. */
export function printMember(
  member: Exclude<Member, FieldDeclaration>,
  commentary: Commentary,
): Lines {
  switch (member.kind) {
    case "state":
      return printState(member, 1, commentary);
    case "initial":
      return printInitial(member, 1, commentary);
    case "from":
      return printFrom(member, 1, commentary);
    case "enum":
      return printEnum(member, 1, commentary);
    case "type":
      return printRecordType(member, 1, commentary);
    case "trigger":
    case "output":
    case "guard":
    case "activity":
      return annotated(member, printCalled(member, commentary), commentary);
    default:
      return annotated(member, [printPlain(member)], commentary);
  }
}

type Plain = Extract<
  Member,
  {
    readonly kind:
      "version" | "leg" | "param" | "action" | "errors" | "timeout";
  }
>;

function printPlain(member: Plain): string {
  switch (member.kind) {
    case "version":
      return `version ${printExpression(member.value)}`;
    case "leg":
      return `leg ${printNames(member.names)}`;
    case "param":
      return `param ${member.name.text}: ${printType(member.type)}${printInitializer(member.default)}`;
    case "action": {
      const { writes, name } = member;
      const suffix = writes === null ? "" : ` writes ${printNames(writes)}`;
      return `action ${name.text}${suffix}`;
    }
    case "errors": {
      const { limit, within, target } = member;
      const window =
        within === null ? "" : ` within ${printExpression(within)}`;
      return `errors limit ${printExpression(limit)}${window} -> ${printStatePath(target)}`;
    }
    case "timeout":
      return `timeout ${printExpression(member.after)} -> ${printStatePath(member.target)}`;
  }
}

type Called =
  | TriggerDeclaration
  | OutputDeclaration
  | GuardDeclaration
  | ActivityDeclaration;

/** What has fields between parentheses. */
function printCalled(member: Called, commentary: Commentary): Lines {
  const fields = (head: string, list: readonly Field[], tail: string): Lines =>
    printFields(
      head,
      list,
      tail,
      commentary.end(member).length > 0,
      commentary,
    );
  switch (member.kind) {
    case "trigger":
      return withEnd(fields(printTriggerHead(member), member.fields, ""));
    case "output":
      return withEnd(fields(`output ${member.name.text}`, member.fields, ""));
    case "guard":
      return withEnd(
        fields(
          `guard ${member.name.text}`,
          member.args,
          printInitializer(member.expression),
        ),
      );
    case "activity": {
      const { args, name } = member;
      const head = `activity ${name.text}`;
      const tail = printActivityTail(member);
      return args.length === 0
        ? [`${head}()${tail}`]
        : withEnd(fields(head, args, tail));
    }
  }

  /** With the comments behind the last field, before the line that closes the list. */
  function withEnd(lines: Lines): Lines {
    const end = printComments(commentary.end(member));
    const body = squeezed([...lines.slice(1, -1), ...indented(end)]);
    return end.length === 0
      ? lines
      : [...lines.slice(0, 1), ...body, ...lines.slice(-1)];
  }
}

function printTriggerHead({ modifiers, name }: TriggerDeclaration): string {
  const words = modifiers.map(({ word }) => word);
  const sorted = TRIGGER_MODIFIERS.flatMap((modifier) =>
    words.filter((word) => word === modifier),
  );
  return [...sorted, "trigger", name.text].join(" ");
}

function printActivityTail(activity: ActivityDeclaration): string {
  const { result, partial, words, legs } = activity;
  const parts = [
    result === null ? "" : `: ${printType(result)}`,
    partial === null ? "" : ` partial ${printType(partial)}`,
    ...words.map(({ word }) => ` ${word}`),
    legs.length === 0 ? "" : ` ${printNames(legs)}`,
  ];
  return parts.join("");
}

/** `head(name: type, …)tail`, a field a line where they are annotated or too long. */
function printFields(
  head: string,
  fields: readonly Field[],
  tail: string,
  isBroken: boolean,
  commentary: Commentary,
): Lines {
  if (fields.length === 0) return [head + tail];
  const parts = fields.map(printField);
  const line = `${head}(${parts.join(", ")})${tail}`;
  const isPlain =
    !isBroken && !fields.some((field) => isAnnotated(field, commentary));
  if (fits(line, 1) && isPlain) return [line];
  const begin = `${head}(${parts.join(", ")}) =`;
  if (tail.startsWith(INITIAL) && isPlain && fits(begin, 1))
    return [begin, ...indented([tail.slice(INITIAL.length)])];
  const last = fields.length - 1;
  const lines = fields.flatMap((field, index) => {
    const text = `${printField(field)}${index === last ? "" : ","}`;
    return annotated(field, [text], commentary);
  });
  return [`${head}(`, ...indented(squeezed(lines)), `)${tail}`];
}

function printField({ name, type }: Field): string {
  return `${name.text}: ${printType(type)}`;
}

export function printContext(
  fields: readonly FieldDeclaration[],
  commentary: Commentary,
): Lines {
  const lines = fields.flatMap((field) => {
    const line = `${printField(field)}${printInitializer(field.default)}`;
    return annotated(field, [line], commentary);
  });
  return block("context", lines);
}

export function printEnum(
  declaration: EnumDeclaration,
  depth: number,
  commentary: Commentary,
): Lines {
  const { name, members } = declaration;
  const head = `enum ${name.text}`;
  const line = `${head} { ${printNames(members)} }`;
  const end = printComments(commentary.end(declaration));
  const isPlain =
    members.length > 0 &&
    end.length === 0 &&
    !members.some((member) => commentary.isAt(member));
  const lines = members.flatMap((member) =>
    annotated(member, [member.text], commentary),
  );
  return annotated(
    declaration,
    isPlain && fits(line, depth) ? [line] : block(head, [...lines, ...end]),
    commentary,
    "first",
  );
}

export function printRecordType(
  declaration: TypeDeclaration,
  depth: number,
  commentary: Commentary,
): Lines {
  const { name, fields } = declaration;
  const head = `type ${name.text} =`;
  const line = `${head} { ${fields.map(printField).join(", ")} }`;
  const end = printComments(commentary.end(declaration));
  const lines = fields.flatMap((field) =>
    annotated(field, [printField(field)], commentary),
  );
  const isPlain =
    fields.length > 0 &&
    end.length === 0 &&
    !fields.some((field) => isAnnotated(field, commentary));
  return annotated(
    declaration,
    isPlain && fits(line, depth) ? [line] : block(head, [...lines, ...end]),
    commentary,
    "first",
  );
}

const INITIAL = " = ";

function printInitializer(expression: Expression | null): string {
  return expression === null ? "" : INITIAL + printExpression(expression);
}
