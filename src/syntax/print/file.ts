import type {
  FieldDeclaration,
  Import,
  Member,
  SpecFile,
  Strategy,
} from "../ast.ts";
import {
  printContext,
  printEnum,
  printMember,
  printRecordType,
} from "./declaration.ts";
import { printPreamble } from "./documented.ts";
import { block, spaced } from "./layout.ts";
import { printString } from "./literal.ts";

type Lines = readonly string[];

/** A whole `.fsm` text in its canonical form, with a line break at its end. */
export function printFile(file: SpecFile): string {
  const lines = spaced([
    file.imports.map(printImport),
    ...file.declarations.map((declaration) =>
      declaration.kind === "enum"
        ? printEnum(declaration, 0)
        : printRecordType(declaration, 0),
    ),
    ...file.strategies.map(printStrategy),
  ]);
  return `${lines.join("\n")}\n`;
}

function printImport({ kind, names, from }: Import): string {
  const list = names.map(({ name, as }) =>
    as === null ? name.text : `${name.text} as ${as.text}`,
  );
  const word = kind === "type" ? "import type" : "import";
  return `${word} { ${list.join(", ")} } from ${printString(from.text)}`;
}

function printStrategy(strategy: Strategy): Lines {
  const { name, parent, members } = strategy;
  const head = [
    ...(strategy.abstract ? ["abstract"] : []),
    `strategy ${name.text}`,
    ...(parent === null ? [] : [`extends ${parent.text}`]),
  ].join(" ");
  const groups = grouped(members).map(printGroup);
  return [...printPreamble(strategy), ...block(head, spaced(groups))];
}

/** What stands together without an empty line. */
const GROUPS: Readonly<Record<Member["kind"], string>> = {
  version: "version",
  leg: "version",
  enum: "types",
  type: "types",
  param: "params",
  field: "context",
  trigger: "events",
  output: "events",
  guard: "guards",
  action: "callbacks",
  activity: "callbacks",
  errors: "policies",
  timeout: "policies",
  initial: "initial",
  state: "state",
  from: "from",
};

function grouped(members: readonly Member[]): readonly (readonly Member[])[] {
  const groups: Member[][] = [];
  for (const member of members) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    if (last !== undefined && before !== undefined && belong(before, member))
      last.push(member);
    else groups.push([member]);
  }
  return groups;
}

function belong(before: Member, member: Member): boolean {
  if (GROUPS[before.kind] !== GROUPS[member.kind]) return false;
  return isShort(before) && isShort(member);
}

/** All but a state with something in it. */
function isShort(member: Member): boolean {
  return member.kind !== "state" || member.items.length === 0;
}

function printGroup(members: readonly Member[]): Lines {
  const fields: FieldDeclaration[] = [];
  const lines: string[] = [];
  for (const member of members) {
    if (member.kind === "field") fields.push(member);
    else lines.push(...printMember(member));
  }
  return fields.length === 0 ? lines : printContext(fields);
}
