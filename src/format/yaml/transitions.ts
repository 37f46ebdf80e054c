import type { Branch, Effect, End, Tail } from "../../syntax/ast.ts";
import {
  printBranch,
  printEffect,
  printEnd,
  printExpression,
  printTail,
} from "../../syntax/print.ts";
import type { Commentary } from "../comments/commentary.ts";
import {
  commented,
  isNoted,
  mapping,
  notes,
  oneOrMore,
  scalar,
  textsOf,
  type Documented,
  type Entry,
  type Yaml,
} from "./values.ts";

const ORDER = ["set", "do", "raise", "cancel", "emit", "flat"] as const;

/** A tail in the shortest form that says it all: text, a mapping, or a list of branches. */
export function tailToYaml(
  tail: Tail,
  noted: Documented,
  commentary: Commentary,
): Yaml {
  const short = shortTail(tail, commentary);
  if (!isNoted(noted)) return short;
  return short instanceof Map
    ? mapping(...notes(noted), ...short)
    : mapping(...notes(noted), ["tail", short]);
}

/** The entries of a tail that stands among other keys. */
export function tailEntries(
  tail: Tail,
  commentary: Commentary,
): readonly Entry[] {
  const [branch] = tail.branches;
  const plain =
    tail.choice || branch === undefined ? null : branchToYaml(branch);
  return plain === null
    ? [["tail", textOrBranches(tail, commentary)]]
    : [...plain];
}

/** What `tail:` takes. */
export function textOrBranches(tail: Tail, commentary: Commentary): Yaml {
  return tail.choice ? shortTail(tail, commentary) : printTail(tail);
}

/** As text where that is short, else as a mapping, or as a list of branches. */
function shortTail(tail: Tail, commentary: Commentary): Yaml {
  if (tail.choice)
    return tail.branches.map((branch) =>
      commented(
        branch,
        branchToYaml(branch) ?? printBranch(branch),
        commentary,
      ),
    );
  const [branch] = tail.branches;
  if (branch === undefined) return printTail(tail);
  const { guard, effects, end } = branch;
  if (guard === null && effects.length === 0) return printEnd(end);
  return branchToYaml(branch) ?? printTail(tail);
}

/** As a mapping; null where its effects stand in another order than that of a mapping. */
function branchToYaml(branch: Branch): ReadonlyMap<string, Yaml> | null {
  const { guard, otherwise, effects, end } = branch;
  const entries = effectEntries(effects);
  if (entries === null) return null;
  return mapping(
    guard === null ? null : ["when", scalar(printExpression(guard))],
    otherwise ? ["else", true] : null,
    ...entries,
    ...endEntries(end),
  );
}

function endEntries(end: End): readonly Entry[] {
  const text = printEnd({
    ...end,
    ...(end.kind === "go" && { reenter: null }),
  });
  const to: Entry = ["to", text.replace(/^-> /, "")];
  return end.kind === "go" && end.reenter !== null
    ? [to, ["reenter", true]]
    : [to];
}

/** Null where a mapping would run them in another order. */
export function effectEntries(
  effects: readonly Effect[],
): readonly Entry[] | null {
  const kinds = effects.map(({ kind }) => kind);
  const sorted = ORDER.flatMap((kind) => kinds.filter((each) => each === kind));
  const once = ["set", "do", "flat"] as const;
  const several = once.some(
    (kind) => kinds.indexOf(kind) !== kinds.lastIndexOf(kind),
  );
  if (several || sorted.join() !== kinds.join()) return null;
  const entries: Entry[] = [];
  for (const kind of ORDER) {
    const all = effects.filter((effect) => effect.kind === kind);
    const [first] = all;
    if (first === undefined) continue;
    const value = effectValue(first, all);
    if (value === null) return null;
    entries.push([kind, value]);
  }
  return entries;
}

function effectValue(first: Effect, all: readonly Effect[]): Yaml | null {
  switch (first.kind) {
    case "set": {
      const fields = first.assignments.map(({ field, value }): Entry => [
        field.text,
        scalar(printExpression(value)),
      ]);
      const values = new Map(fields);
      return values.size === fields.length ? values : null;
    }
    case "do":
      return oneOrMore(textsOf(first.actions));
    case "flat":
      return first.legs.length === 0 || textsOf(first.legs);
    default:
      return oneOrMore(
        all.map((effect) => printEffect(effect).replace(/^\w+ /, "")),
      );
  }
}
