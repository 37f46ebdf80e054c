import { Document, isScalar, Scalar, visit } from "yaml";
import type { Import, Member, SpecFile, Strategy } from "./ast.ts";
import { printExpression } from "./print.ts";
import { declarationToYaml, policyToYaml } from "./print-yaml/declarations.ts";
import {
  fromToYaml,
  initialToYaml,
  statesToYaml,
} from "./print-yaml/states.ts";
import {
  isNoted,
  listed,
  mapping,
  notes,
  scalar,
  textsOf,
  type Entry,
  type Yaml,
} from "./print-yaml/values.ts";

/**
 * A file in the YAML spelling: a document for what all strategies share, and one for each strategy. Keys that YAML has once
 * gather what stands apart in `.fsm`; of two declarations with one name, which is an error in either spelling, the last is
 * printed.
 */
export function printYaml(file: SpecFile): string {
  const { imports, declarations, strategies } = file;
  const shared: readonly (Entry | null)[] = [
    listed("import", imports.map(importToYaml)),
    named("enums", declarations, "enum"),
    named("types", declarations, "type"),
  ];
  const head = declarations.length > 0 ? mapping(...shared) : mapping();
  const bodies = strategies.map((strategy, index) => {
    const own = index === 0 && head.size === 0 ? shared : [];
    return mapping(...own, ...strategyEntries(strategy));
  });
  const alone = strategies.length === 0 ? mapping(...shared) : head;
  return [...(alone.size > 0 ? [alone] : []), ...bodies]
    .map(textOf)
    .join("---\n");
}

/** Lists of words on one line; nothing behind the colon of what has no value. */
function textOf(value: Yaml): string {
  const document = new Document(value);
  visit(document, {
    // In other styles white space around a text is no part of it, or easily lost.
    Scalar: (_, scalar) => {
      const { value } = scalar;
      if (typeof value === "string" && value !== value.trim())
        scalar.type = Scalar.QUOTE_DOUBLE;
    },
    Seq: (_, list) => {
      list.flow = list.items.every((item) => isScalar(item));
    },
  });
  return document.toString({
    lineWidth: 0,
    nullStr: "",
    flowCollectionPadding: false,
  });
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

function strategyEntries(strategy: Strategy): readonly (Entry | null)[] {
  const { members } = strategy;
  const states = members.filter((member) => member.kind === "state");
  return [
    [strategy.abstract ? "abstract" : "strategy", strategy.name.text],
    strategy.parent === null ? null : ["extends", strategy.parent.text],
    ...notes(strategy),
    ...members.map(versionEntry),
    legsEntry(members),
    named("enums", members, "enum"),
    named("types", members, "type"),
    named("params", members, "param"),
    named("context", members, "field"),
    named("triggers", members, "trigger"),
    named("outputs", members, "output"),
    named("guards", members, "guard"),
    named("actions", members, "action"),
    named("activities", members, "activity"),
    ...members.map((member): Entry | null =>
      member.kind === "errors" || member.kind === "timeout"
        ? [member.kind, policyToYaml(member)]
        : null,
    ),
    ...members.map((member): Entry | null =>
      member.kind === "initial" ? ["initial", initialToYaml(member)] : null,
    ),
    states.length === 0 ? null : ["states", statesToYaml(states)],
    listed(
      "from",
      members.filter((member) => member.kind === "from").map(fromToYaml),
    ),
  ];
}

/** All declarations of a kind, by name. */
function named(
  key: string,
  members: readonly Member[],
  kind: Member["kind"],
): Entry | null {
  const entries = members.flatMap((member): Entry[] =>
    member.kind === kind && "name" in member
      ? [[member.name.text, declarationToYaml(member)]]
      : [],
  );
  return entries.length === 0 ? null : [key, new Map(entries)];
}

function versionEntry(member: Member): Entry | null {
  if (member.kind !== "version") return null;
  const number = scalar(printExpression(member.value));
  return [
    "version",
    isNoted(member) ? mapping(...notes(member), ["number", number]) : number,
  ];
}

function legsEntry(members: readonly Member[]): Entry | null {
  const all = members.filter((member) => member.kind === "leg");
  const names = all.flatMap((legs) => textsOf(legs.names));
  const [only] = all;
  if (only === undefined) return null;
  return [
    "legs",
    isNoted(only) ? mapping(...notes(only), ["names", names]) : names,
  ];
}
