import type { Finding } from "../../diagnostic.ts";
import { article, listed, someOf } from "./words.ts";

const NOBODY =
  "nobody can say what was meant, so no machine is built: a misspelt name must not become a way that orders take";

/** FSM102. `hint`: what the name is instead. */
export function unknownName(named: {
  readonly name: string;
  readonly what: string;
  readonly suggestion: string | null;
  readonly known: readonly string[];
  readonly hint?: string | null;
}): Finding {
  const { name, what, suggestion, known, hint = null } = named;
  return {
    rule: "unknown-name",
    message: `there is no ${what} \`${name}\``,
    why: NOBODY,
    help: hint ?? suggested(what, suggestion, known),
  };
}

function suggested(
  what: string,
  suggestion: string | null,
  known: readonly string[],
): string {
  if (suggestion !== null) return `did you mean \`${suggestion}\`?`;
  return known.length === 0
    ? `declare one, or leave it out: nothing here is ${article(what)}`
    : `declare it, or take one of ${someOf(known)}`;
}

export function unknownType(named: {
  readonly name: string;
  readonly suggestion: string | null;
}): Finding {
  const { name, suggestion } = named;
  return {
    rule: "unknown-name",
    message: `there is no type \`${name}\``,
    why: "without its type a value could hold anything, and the first surprise would come while an order is out",
    help:
      suggestion === null
        ? `declare it with \`type ${name} = { … }\` or \`enum ${name} { … }\`, or import it`
        : `did you mean \`${suggestion}\`?`,
  };
}

/** A field that a record or a payload does not have, or a member that an enum does not have. */
export function unknownMember(named: {
  readonly name: string;
  readonly type: string;
  readonly what?: "field" | "member";
  readonly suggestion: string | null;
  readonly known: readonly string[];
}): Finding {
  const { name, type, what = "field", suggestion, known } = named;
  const has =
    known.length === 0
      ? `\`${type}\` has no ${what}s`
      : `\`${type}\` has ${someOf(known)}`;
  return {
    rule: "unknown-name",
    message: `\`${type}\` has no ${what} \`${name}\``,
    why: "the value would be missing whenever this is read, and with it the size or the price of an order",
    help: suggestion === null ? has : `did you mean \`${suggestion}\`?`,
  };
}

/** In a guard, which reads the payload of whatever trigger its users have. */
export function unknownEventField(named: {
  readonly name: string;
  readonly suggestion: string | null;
}): Finding {
  const { name, suggestion } = named;
  return {
    rule: "unknown-name",
    message: `no trigger has a field \`${name}\``,
    why: "the guard could be used nowhere: there would be nothing to read",
    help:
      suggestion === null
        ? `declare it with a trigger: \`trigger T(${name}: …)\``
        : `did you mean \`${suggestion}\`?`,
  };
}

export function ambiguousState(named: {
  readonly name: string;
  readonly paths: readonly string[];
}): Finding {
  const { name, paths } = named;
  return {
    rule: "unknown-name",
    message: `\`${name}\` can mean ${paths.length} states`,
    why: "the machine would have to guess where it leads, and a guess can leave a position behind",
    help: `put as many parents before it as make it clear: ${listed(paths)}`,
  };
}

export function unknownRule(named: {
  readonly name: string;
  readonly suggestion: string | null;
}): Finding {
  const { name, suggestion } = named;
  return {
    rule: "unknown-name",
    message: `there is no rule \`${name}\` to allow`,
    why: "the annotation would silence nothing, and whoever reads it would think that it does",
    help:
      suggestion === null
        ? "write the name that stands in brackets behind a finding's code in `fsmc explain`, such as `trap`"
        : `did you mean \`${suggestion}\`?`,
  };
}

const LOST =
  "only one of the two could count, and the other would be lost without a word";

/** FSM103. `first`: what the name is declared as already, where that differs. */
export function declaredTwice(named: {
  readonly name: string;
  readonly what: string;
  readonly first?: string;
}): Finding {
  const { name, what, first = what } = named;
  return {
    rule: "duplicate-declaration",
    message:
      first === what
        ? `the ${what} \`${name}\` is declared twice`
        : `\`${name}\` is declared twice: as ${article(first)} and as ${article(what)}`,
    why: LOST,
    help: "remove one of the two, or give it a name of its own",
  };
}

/** FSM103: of two files. */
export function strategyTwice(named: {
  readonly name: string;
  readonly other: string;
}): Finding {
  return {
    rule: "duplicate-declaration",
    message: `a strategy \`${named.name}\` is declared in ${named.other} too`,
    why: "the factory creates machines by name: one of the two would be created in the place of the other, and read its journal",
    help: "give one of the two a name of its own",
  };
}

/** FSM103: a modifier, an arm, an event, a policy. */
export function saidTwice(named: { readonly word: string }): Finding {
  return {
    rule: "duplicate-declaration",
    message: `\`${named.word}\` stands here for the second time`,
    why: LOST,
    help: "remove one of the two",
  };
}

/** FSM103: a trigger and an activity of one name, where it matters. */
export function cancelBoth(named: { readonly name: string }): Finding {
  const { name } = named;
  return {
    rule: "duplicate-declaration",
    message: `\`cancel ${name}\` can mean the trigger or the activity \`${name}\``,
    why: "one takes back a delayed event, the other asks an order to end: the order might stay at the venue",
    help: "rename one of the two",
  };
}

/** FSM104. */
export function reservedName(named: {
  readonly name: string;
  readonly what: string;
  readonly reservation:
    "typescript" | "object" | "expression" | "type" | "runtime";
}): Finding {
  const { name, what, reservation } = named;
  const reasons = {
    typescript: "it is a word of TypeScript",
    object: "every JavaScript object has it already",
    expression: "expressions read or call something of that name",
    type: "a built-in type has it",
    runtime:
      "the generated class would take the name of a class of the runtime",
  } as const;
  const harm = {
    typescript: "the generated code could not declare it",
    object: "reading it could give JavaScript's own value instead of yours",
    expression: "nobody could tell which of the two an expression means",
    type: "nobody could tell which of the two a declaration means",
    runtime: "the generated code could not tell the two apart",
  } as const;
  return {
    rule: "reserved-name",
    message: `${article(what)} cannot be called \`${name}\`: ${reasons[reservation]}`,
    why: harm[reservation],
    help: `give it another name, such as \`${name.replace(/^_+|_+$/g, "") || "my"}_\``,
  };
}

/** FSM104: two strategies whose classes would have one name. */
export function sameClass(named: {
  readonly name: string;
  readonly other: string;
}): Finding {
  const { name, other } = named;
  return {
    rule: "reserved-name",
    message: `\`${name}\` and \`${other}\` become one name in the generated file`,
    why: "one machine would run in the other's place",
    help: "give them names that differ in more than the case of their first letter",
  };
}
