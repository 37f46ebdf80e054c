import type { Finding } from "../../diagnostic.ts";
import { article, count, listed } from "./words.ts";

/** FSM107: values and what they are made of. */

const FAILS =
  "the machine would fail at this point while it trades, or act on a number that means something else";

export function wrongType(named: {
  readonly found: string;
  readonly expected: string;
  readonly suggestions: readonly string[];
}): Finding {
  const { found, expected, suggestions } = named;
  return {
    rule: "type-mismatch",
    message: `\`${expected}\` is needed here, and this is \`${found}\``,
    why: FAILS,
    help:
      suggestions.length === 0
        ? `write a value of type \`${expected}\``
        : `write ${listed(suggestions, "or")}`,
  };
}

export function wrongCount(named: {
  readonly name: string;
  readonly expected: readonly string[];
  readonly found: number;
}): Finding {
  const { name, expected, found } = named;
  const takes =
    expected.length === 0 ? "no arguments" : count(expected.length, "argument");
  const given =
    found === 0 ? "none is" : `${found} ${found === 1 ? "is" : "are"}`;
  return {
    rule: "type-mismatch",
    message: `\`${name}\` takes ${takes}, and ${given} given`,
    why: "an order would go out with a quantity or price that nobody gave",
    help:
      expected.length === 0
        ? "leave out what stands in the parentheses"
        : `give it ${listed(expected)}${expected.length > 1 ? ", in this order" : ""}`,
  };
}

export function wrongArgument(named: {
  readonly name: string;
  readonly takes: string;
  readonly found: readonly string[] | null;
}): Finding {
  const { name, takes, found } = named;
  return {
    rule: "type-mismatch",
    message:
      found === null
        ? `\`${name}\` has too many or too few arguments`
        : `\`${name}\` cannot be called with ${listed(found)}`,
    why: FAILS,
    help: `\`${name}\` takes ${takes}`,
  };
}

export function guardNeedsArguments(named: {
  readonly name: string;
  readonly args: readonly string[];
}): Finding {
  const { name, args } = named;
  return {
    rule: "type-mismatch",
    message: `the guard \`${name}\` needs ${count(args.length, "argument")}`,
    why: FAILS,
    help: `call it: \`${name}(${args.join(", ")})\``,
  };
}

export function guardTakesNone(named: { readonly name: string }): Finding {
  const { name } = named;
  return {
    rule: "type-mismatch",
    message: `the guard \`${name}\` takes no arguments`,
    why: "what stands in the parentheses would have no effect on the decision",
    help: `write \`${name}\` without parentheses`,
  };
}

export function endlessGuard(named: { readonly name: string }): Finding {
  return {
    rule: "type-mismatch",
    message: `the guard \`${named.name}\` depends on itself`,
    why: "asking it would never end, and the machine would stand still with its orders out",
    help: "let one of the guards on the way be decided without the others",
  };
}

export function endlessRecord(named: {
  readonly way: readonly string[];
}): Finding {
  return {
    rule: "type-mismatch",
    message: `a value of this type contains itself: ${named.way.join(" → ")}`,
    why: "no such value could ever be written down, so nothing could ever have it",
    help: "make one of the fields on the way optional (`T?`) or a list (`T[]`)",
  };
}

export function missingDefault(named: { readonly name: string }): Finding {
  const { name } = named;
  return {
    rule: "type-mismatch",
    message: `the context field \`${name}\` has no value to start with`,
    why: "the first state that reads it would work with nothing",
    help: "give it one with `= …`, or let it be null at first with `?` behind its type",
  };
}

export function recordNeedsType(named: {
  readonly expected: string | null;
}): Finding {
  const { expected } = named;
  return {
    rule: "type-mismatch",
    message:
      expected === null
        ? "nothing here says which type this record has"
        : `\`${expected}\` is needed here, and this is a record`,
    why: FAILS,
    help:
      expected === null
        ? "set it to a context field of its type first, or use its values directly"
        : `write a value of type \`${expected}\``,
  };
}

export function missingField(named: {
  readonly name: string;
  readonly type: string;
}): Finding {
  const { name, type } = named;
  return {
    rule: "type-mismatch",
    message: `\`${name}\` is missing: every \`${type}\` has one`,
    why: "whoever reads it later would find nothing there",
    help: `add \`${name}: …\``,
  };
}

export function emptyList(): Finding {
  return {
    rule: "type-mismatch",
    message: "nothing here says what this list holds",
    why: FAILS,
    help: "put an item into it, or use it where a list type is declared",
  };
}

export function wrongItem(named: {
  readonly found: string;
  readonly expected: string;
}): Finding {
  const { found, expected } = named;
  return {
    rule: "type-mismatch",
    message: `\`${found}\` in a list of \`${expected}\``,
    why: FAILS,
    help: "let all items have one type",
  };
}

export function noMembers(named: {
  readonly type: string;
  readonly member: string;
}): Finding {
  const { type, member } = named;
  return {
    rule: "type-mismatch",
    message: `\`${type}\` has no fields, so \`.${member}\` cannot be read`,
    why: FAILS,
    help: "fields belong to `type X = { … }`; an imported type cannot be looked into: read it in a guard or action of yours",
  };
}

export function notAList(named: { readonly type: string }): Finding {
  return {
    rule: "type-mismatch",
    message: `\`[ ]\` needs a list, and this is \`${named.type}\``,
    why: FAILS,
    help: "declare it as a list, `T[]`, or read a field of it with `.name`",
  };
}

/** Of `retry`, `limit`, `version`. */
export function notWhole(named: {
  readonly what: "retry" | "limit" | "version";
  readonly least: number;
}): Finding {
  const { what, least } = named;
  const why = {
    retry: "half an attempt, or less than none, cannot be made",
    limit:
      "a policy that counts to a fraction or to nothing never acts as it reads",
    version:
      "the journal records it, and a later version must be told from an earlier one",
  } as const;
  const example = { retry: 2, limit: 3, version: 1 } as const;
  return {
    rule: "type-mismatch",
    message: `\`${what}\` takes a whole number from ${least}`,
    why: why[what],
    help: `write \`${what} ${example[what]}\` or another whole number`,
  };
}

export function timeNotPositive(named: {
  readonly what: "every" | "run" | "within" | "timeout";
}): Finding {
  const { what } = named;
  const why = {
    every:
      "a timer without a period would fire for ever and nothing else would be done",
    run: "the activity would have no time at all, and its order would be unknown at once",
    within: "no failure would ever be counted",
    timeout: "the run would be over before it began",
  } as const;
  return {
    rule: "type-mismatch",
    message: "a duration longer than nothing is needed here",
    why: why[what],
    help: "write one such as `250ms` or `2s`",
  };
}

export function noPartial(named: { readonly activity: string }): Finding {
  const { activity } = named;
  return {
    rule: "type-mismatch",
    message: `the activity \`${activity}\` declares no \`partial\``,
    why: "the arm could never be taken, so a partial fill would go unnoticed",
    help: `declare what it reports: \`activity ${activity}(…): T partial P\`, or leave the arm out`,
  };
}

export function allowNeedsReason(named: { readonly rule: string }): Finding {
  const { rule } = named;
  return {
    rule: "type-mismatch",
    message: `\`@allow\` gives no reason to silence \`${rule}\``,
    why: "whoever reads it later cannot tell a considered exception from a forgotten one",
    help: `write \`@allow(${rule}, "why this is safe here")\``,
  };
}

export function enumAlone(named: {
  readonly name: string;
  readonly members: readonly string[];
}): Finding {
  const { name, members } = named;
  return {
    rule: "type-mismatch",
    message: `\`${name}\` is ${article("enum")}, not a value`,
    why: FAILS,
    help: `write one of its members, such as \`${name}.${members[0] ?? "MEMBER"}\``,
  };
}
