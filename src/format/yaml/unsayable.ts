import type { Span } from "../../source/index.ts";
import type {
  Allow,
  Field,
  Member,
  Name,
  SpecFile,
  StateItem,
} from "../../syntax/ast.ts";

/** What a spelling has no words for. */
export interface Unsayable {
  readonly message: string;
  readonly why: string;
  readonly span: Span;
}

/** What the keys of YAML cannot say; most of it is an error in either spelling. In the order of the text. */
export function unsayableInYaml(file: SpecFile): readonly Unsayable[] {
  const found: Unsayable[] = [];
  declarationsIn(file.declarations, found);
  for (const strategy of file.strategies) {
    allowsIn(strategy.allows, found);
    declarationsIn(strategy.members, found);
  }
  return found.toSorted((a, b) => a.span.start - b.span.start);
}

const ONCE: readonly Member["kind"][] = [
  "version",
  "errors",
  "timeout",
  "initial",
];

function declarationsIn(members: readonly Member[], found: Unsayable[]): void {
  const once = members.filter(({ kind }) => ONCE.includes(kind));
  twice(
    once.flatMap((member) =>
      "keyword" in member ? { key: member.kind, span: member.keyword } : [],
    ),
    (key) => `\`${key}\` stands twice`,
    found,
  );
  const named = members.flatMap((member) =>
    "name" in member
      ? { key: `${member.kind} ${member.name.text}`, span: member.name.span }
      : [],
  );
  twice(
    named,
    (key) => `\`${key.replace("field ", "")}\` is declared twice`,
    found,
  );
  for (const member of members) {
    allowsIn(member.allows, found);
    if (member.kind === "state") itemsIn(member.items, found);
    if ("fields" in member) fieldsIn(member.fields, found);
    if ("args" in member) fieldsIn(member.args, found);
  }
}

function itemsIn(items: readonly StateItem[], found: Unsayable[]): void {
  twice(
    items.flatMap((item) => (item.kind === "state" ? spot(item.name) : [])),
    (name) => `\`state ${name}\` is declared twice`,
    found,
  );
  twice(
    items.flatMap((item) =>
      item.kind === "initial" ? { key: item.kind, span: item.keyword } : [],
    ),
    () => "`initial` stands twice",
    found,
  );
  for (const item of items) {
    allowsIn(item.allows, found);
    if (item.kind === "state") itemsIn(item.items, found);
    if (item.kind !== "run") continue;
    for (const { allows } of item.arms) allowsIn(allows, found);
    const arms = item.arms.flatMap(({ outcomes }) => {
      const [first] = outcomes;
      const key = outcomes.map(({ word }) => word).join(", ");
      return first === undefined ? [] : { key, span: first.span };
    });
    twice(arms, (key) => `there are two arms for \`${key}\``, found);
  }
}

function fieldsIn(fields: readonly Field[], found: Unsayable[]): void {
  const names = fields.map(({ name }) => spot(name));
  twice(names, (name) => `\`${name}\` is declared twice`, found);
}

function allowsIn(allows: readonly Allow[], found: Unsayable[]): void {
  const rules = allows.map(({ rule }) => spot(rule));
  twice(rules, (rule) => `\`${rule}\` is allowed twice`, found);
}

interface Spot {
  readonly key: string;
  readonly span: Span;
}

function spot({ text, span }: Name): Spot {
  return { key: text, span };
}

function twice(
  spots: readonly Spot[],
  message: (key: string) => string,
  found: Unsayable[],
): void {
  const seen = new Set<string>();
  for (const { key, span } of spots) {
    if (seen.has(key))
      found.push({
        message: message(key),
        why: "a mapping of YAML has each key once",
        span,
      });
    seen.add(key);
  }
}
