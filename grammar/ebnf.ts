import {
  Alternation,
  NonTerminal,
  Option,
  Repetition,
  RepetitionMandatory,
  RepetitionMandatoryWithSeparator,
  RepetitionWithSeparator,
  Terminal,
  type IProduction,
  type TokenType,
} from "chevrotain";
import { insideOf } from "./lookahead.ts";
import type { FsmParser } from "./parser.ts";
import { VOCABULARY } from "./tokens.ts";

/** Rules in the order in which the reference explains them. */
const SECTIONS = {
  Files: [
    "file",
    "fileItem",
    "import",
    "importedName",
    "strategy",
    "strategyBody",
    "member",
  ],
  Declarations: [
    "version",
    "legs",
    "enumeration",
    "recordType",
    "field",
    "param",
    "context",
    "contextField",
    "initializer",
    "trigger",
    "output",
    "parameters",
    "guard",
    "action",
    "activity",
    "effectWords",
    "errorPolicy",
    "timeout",
    "allow",
  ],
  States: [
    "state",
    "stateBody",
    "stateItem",
    "callbacks",
    "reaction",
    "on",
    "events",
    "event",
    "always",
    "timer",
    "run",
    "retry",
    "arms",
    "arm",
    "outcomes",
    "deferral",
    "initialTail",
    "initialWay",
    "from",
    "fromStates",
  ],
  Transitions: [
    "tail",
    "choice",
    "choiceBranch",
    "branch",
    "end",
    "destination",
    "targets",
    "target",
    "effects",
    "effect",
    "setEffect",
    "assignment",
    "doEffect",
    "raiseEffect",
    "raised",
    "cancelEffect",
    "emitEffect",
    "flatEffect",
    "call",
  ],
  "Expressions, types and names": [
    "expression",
    "operand",
    "postfix",
    "inState",
    "parenthesized",
    "recordLiteral",
    "recordField",
    "listLiteral",
    "arguments",
    "typeNode",
    "typeSuffix",
    "names",
    "fieldNames",
    "statePath",
    "statePaths",
  ],
} as const;

export type EbnfSection = keyof typeof SECTIONS;

/** The grammar as EBNF, by section: `[ ]` optional, `{ }` any number of times, `|` or, `"word"` as it stands. */
export function ebnf(parser: FsmParser): ReadonlyMap<EbnfSection, string> {
  const rules = new Map(Object.entries(parser.getGAstProductions()));
  const listed = new Set<string>(Object.values(SECTIONS).flat());
  const unlisted = [...rules.keys()].filter((rule) => !listed.has(rule));
  if (unlisted.length > 0)
    throw new Error(`in no section of the reference: ${unlisted.join(", ")}`);
  const sections = new Map<EbnfSection, string>();
  for (const [section, names] of Object.entries(SECTIONS)) {
    const lines = names.map((name) => {
      const rule = rules.get(name);
      if (rule === undefined) throw new Error(`${name} is no rule`);
      return wrapped(`${name} = ${bare(sequence(rule.definition))} .`);
    });
    if (isSection(section)) sections.set(section, lines.join("\n"));
  }
  return sections;
}

const WIDTH = 100;

/** On several lines where it is long, the others below the right side. */
function wrapped(rule: string): string {
  const indent = " ".repeat(rule.indexOf("=") + 2);
  let line = "";
  const lines: string[] = [];
  for (const word of rule.split(" ")) {
    if (line.length + word.length >= WIDTH) {
      lines.push(line);
      line = indent + word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].join("\n");
}

function isSection(name: string): name is EbnfSection {
  return Object.hasOwn(SECTIONS, name);
}

/** Tokens that the reference calls otherwise than they are written. */
const CALLED: Readonly<Record<string, string>> = {
  FieldName: "FIELD-NAME",
  Identifier: "NAME",
  Name: "NAME",
  NumberLiteral: "NUMBER",
  RuleName: "RULE-NAME",
  StringLiteral: "TEXT",
  BinaryOperator: "operator",
};

function sequence(parts: readonly IProduction[]): string {
  return parts.map(print).filter(Boolean).join(" ");
}

function print(part: IProduction): string {
  if (part instanceof Terminal) return terminal(part.terminalType);
  if (part instanceof NonTerminal) return part.nonTerminalName;
  if (part instanceof Alternation) return alternation(part);
  const inside = sequence(insideOf(part) ?? []);
  const content = bare(inside);
  if (part instanceof Option) return `[ ${content} ]`;
  if (part instanceof Repetition) return `{ ${content} }`;
  if (part instanceof RepetitionMandatory) return `${inside} { ${content} }`;
  if (part instanceof RepetitionMandatoryWithSeparator)
    return `${inside} { ${terminal(part.separator)} ${inside} }`;
  if (part instanceof RepetitionWithSeparator)
    return `[ ${inside} { ${terminal(part.separator)} ${inside} } ]`;
  return inside;
}

function alternation(choice: Alternation): string {
  const alternatives = choice.definition
    .map((alternative) => insideOf(alternative) ?? [])
    .filter((parts) => !isMisspelling(parts))
    .map(sequence);
  const [only = ""] = alternatives;
  return alternatives.length === 1 ? only : `( ${alternatives.join(" | ")} )`;
}

/** An identifier in the place of a modifier is read to be reported. */
function isMisspelling([first, ...others]: readonly IProduction[]): boolean {
  return (
    others.length === 0 &&
    first instanceof Terminal &&
    first.terminalType.name === "Identifier"
  );
}

function terminal(type: TokenType): string {
  const called = CALLED[type.name];
  if (called !== undefined) return called;
  const members = VOCABULARY.filter(({ CATEGORIES }) =>
    CATEGORIES?.includes(type),
  );
  return members.length === 0 || type.name === "Becomes"
    ? written(type)
    : `( ${members.map(written).join(" | ")} )`;
}

function written({ LABEL, name }: TokenType): string {
  return (LABEL ?? name).replaceAll("`", '"');
}

/** Without parentheses around the whole. */
function bare(text: string): string {
  if (!text.startsWith("( ") || !text.endsWith(" )")) return text;
  const inner = text.slice(2, -2);
  let depth = 0;
  for (const word of inner.split(" ")) {
    if (word === "(") depth += 1;
    if (word === ")") depth -= 1;
    if (depth < 0) return text;
  }
  return inner;
}
