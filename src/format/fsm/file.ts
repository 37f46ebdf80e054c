import type {
  FieldDeclaration,
  Import,
  Member,
  SpecFile,
  Strategy,
} from "../../syntax/ast.ts";
import { printString } from "../../syntax/print.ts";
import { WITHOUT_COMMENTS, type Commentary } from "../comments/commentary.ts";
import { annotated, printComments } from "./annotated.ts";
import {
  printContext,
  printEnum,
  printMember,
  printRecordType,
} from "./declaration.ts";
import type { Lines } from "../lines.ts";
import { block, spaced } from "./layout.ts";

/** A whole `.fsm` text in its canonical form, with a line break at its end. */
export function printFile(
  file: SpecFile,
  commentary: Commentary = WITHOUT_COMMENTS,
): string {
  const lines = spaced([
    printComments(commentary.head),
    file.imports.flatMap((each) =>
      annotated(each, [printImport(each)], commentary),
    ),
    ...file.declarations.map((declaration) =>
      declaration.kind === "enum"
        ? printEnum(declaration, 0, commentary)
        : printRecordType(declaration, 0, commentary),
    ),
    ...file.strategies.map((each) => printStrategy(each, commentary)),
    printComments(commentary.end(file)),
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

function printStrategy(strategy: Strategy, commentary: Commentary): Lines {
  const { name, parent, members } = strategy;
  const head = [
    ...(strategy.abstract ? ["abstract"] : []),
    `strategy ${name.text}`,
    ...(parent === null ? [] : [`extends ${parent.text}`]),
  ].join(" ");
  const groups = grouped(members).map((group) => printGroup(group, commentary));
  const end = printComments(commentary.end(strategy));
  const lines = block(head, spaced([...groups, end]));
  return annotated(strategy, lines, commentary, "first");
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

function printGroup(members: readonly Member[], commentary: Commentary): Lines {
  const fields: FieldDeclaration[] = [];
  const lines: string[] = [];
  for (const member of members) {
    if (member.kind === "field") fields.push(member);
    else lines.push(...printMember(member, commentary));
  }
  return fields.length === 0 ? lines : printContext(fields, commentary);
}
