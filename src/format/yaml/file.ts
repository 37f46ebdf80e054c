import type { Import, Member, SpecFile, Strategy } from "../../syntax/ast.ts";
import { printExpression } from "../../syntax/print.ts";
import { WITHOUT_COMMENTS, type Commentary } from "../comments/commentary.ts";
import { squeezed, type Lines } from "../lines.ts";
import { declarationToYaml, policyToYaml } from "./declarations.ts";
import { commentLines, documentLines } from "./layout.ts";
import { fromToYaml, initialToYaml, statesToYaml } from "./states.ts";
import {
  byKey,
  commented,
  isNoted,
  listed,
  mapping,
  notes,
  scalar,
  textsOf,
  type Entry,
  type Yaml,
} from "./values.ts";

/**
 * A file in the YAML spelling: a document for what all strategies share, and one for each strategy. Keys stand in the order in
 * which `.fsm` first has something for them, and gather what stands apart there; of two declarations with one name, which is an
 * error in either spelling, the last is printed.
 */
export function printYaml(
  file: SpecFile,
  commentary: Commentary = WITHOUT_COMMENTS,
): string {
  const { imports, declarations, strategies } = file;
  const imported = imports.map((each) =>
    commented(each, importToYaml(each), commentary),
  );
  const shared: readonly (Entry | null)[] = [
    listed("import", imported),
    ...declarationEntries(declarations, commentary),
  ];
  const isApart = declarations.length > 0 || strategies.length === 0;
  const documents: Lines[] = isApart ? [documentLines(mapping(...shared))] : [];
  for (const [index, strategy] of strategies.entries()) {
    const own = index === 0 && !isApart ? shared : [];
    const entries = mapping(...own, ...strategyEntries(strategy, commentary));
    // Deeper than the keys, so that it is the strategy's and not the file's; less deep than a doc's lines and a `context`'s fields.
    const [last] = [...entries.keys()].slice(-1);
    const margin = last === "doc" || last === "context" ? " " : "  ";
    const end = commentLines(commentary.end(strategy)).map((line) =>
      line === "" ? "" : margin + line,
    );
    documents.push(squeezed([...documentLines(entries), ...end]));
  }
  const lines = documents.flatMap((document, index) =>
    index === 0 ? document : ["---", ...document],
  );
  const head = commentLines(commentary.head);
  const end = commentLines(commentary.end(file));
  return `${squeezed([...head, ...lines, ...end]).join("\n")}\n`;
}

function importToYaml({ kind, names, from }: Import): Yaml {
  const texts = names.map(({ name, as }) =>
    as === null ? name.text : `${name.text} as ${as.text}`,
  );
  return mapping(
    [kind === "spec" ? "names" : "types", texts],
    ["from", from.text],
  );
}

function strategyEntries(
  strategy: Strategy,
  commentary: Commentary,
): readonly (Entry | null)[] {
  const { name, abstract, parent, members } = strategy;
  const title = {
    kind: "commented",
    value: name.text,
    isApart: commentary.isApart(strategy),
    before: commentary.before(strategy),
    behind: commentary.behind(strategy),
    // At the end of the document.
    end: [],
    after: [],
  } as const;
  return [
    [abstract ? "abstract" : "strategy", title],
    parent === null ? null : ["extends", parent.text],
    ...notes(strategy),
    ...declarationEntries(members, commentary),
  ];
}

/** The key under which a declaration stands. */
export const KEYS = {
  version: "version",
  leg: "legs",
  enum: "enums",
  type: "types",
  param: "params",
  field: "context",
  trigger: "triggers",
  output: "outputs",
  guard: "guards",
  action: "actions",
  activity: "activities",
  errors: "errors",
  timeout: "timeout",
  initial: "initial",
  state: "states",
  from: "from",
} as const satisfies Readonly<Record<Member["kind"], string>>;

function declarationEntries(
  members: readonly Member[],
  commentary: Commentary,
): readonly Entry[] {
  const keys = byKey(members, ({ kind }) => KEYS[kind]);
  return [...keys].map(([key, group]): Entry => [
    key,
    groupToYaml(group, commentary),
  ]);
}

/** Declarations that stand under one key. */
function groupToYaml(members: readonly Member[], commentary: Commentary): Yaml {
  const [first] = members;
  const last = members.at(-1);
  if (first === undefined || last === undefined) return null;
  switch (first.kind) {
    case "leg":
      return legsToYaml(members, commentary);
    case "version":
    case "errors":
    case "timeout":
    case "initial":
      return commented(last, onlyToYaml(last), commentary);
    case "state": {
      const states = members.filter((member) => member.kind === "state");
      return statesToYaml(states, commentary);
    }
    case "from": {
      const all = members.filter((member) => member.kind === "from");
      return all.map((from) => fromToYaml(from, commentary));
    }
    default:
      return new Map(
        members.flatMap((member): Entry[] => {
          const value = declarationToYaml(member, commentary);
          return "name" in member
            ? [[member.name.text, commented(member, value, commentary)]]
            : [];
        }),
      );
  }
}

/** What a strategy has once. */
function onlyToYaml(member: Member): Yaml {
  if (member.kind === "initial") return initialToYaml(member);
  if (member.kind === "errors" || member.kind === "timeout")
    return policyToYaml(member);
  if (member.kind !== "version") return null;
  const number = scalar(printExpression(member.value));
  return isNoted(member)
    ? mapping(...notes(member), ["number", number])
    : number;
}

function legsToYaml(members: readonly Member[], commentary: Commentary): Yaml {
  const all = members.filter((member) => member.kind === "leg");
  const isPlain = all.length === 1 && !all.some(isNoted);
  const values = all.map((legs) => {
    const names = textsOf(legs.names);
    const value = isPlain ? names : mapping(...notes(legs), ["names", names]);
    return commented(legs, value, commentary);
  });
  const [only, second] = values;
  return only !== undefined && second === undefined ? only : values;
}
