/** The words of the language, by the place in which they stand. */

/** Never names, not even of fields and after a dot. */
export const LITERAL_WORDS = [
  "true",
  "false",
  "null",
  "and",
  "or",
  "not",
  "mod",
] as const;

export const STATE_MODIFIERS = [
  "initial",
  "final",
  "exposed",
  "cancelled",
  "error",
  "suspended",
  "parallel",
] as const;

export const TRIGGER_MODIFIERS = [
  "critical",
  "emergency",
  "suspend",
  "resume",
  "volatile",
] as const;

export const EFFECT_WORDS = [
  "opens",
  "places",
  "reduces",
  "closes",
  "cancels",
] as const;

export const OUTCOMES = ["done", "failed", "unknown", "partial"] as const;

/** What a declaration in a strategy begins with, modifiers apart. */
export const MEMBER_WORDS = [
  "version",
  "leg",
  "enum",
  "type",
  "param",
  "context",
  "trigger",
  "output",
  "guard",
  "action",
  "activity",
  "errors",
  "timeout",
  "state",
  "from",
] as const;

/** What an item of a state begins with, modifiers apart. */
export const STATE_ITEM_WORDS = [
  "enter",
  "exit",
  "on",
  "always",
  "after",
  "at",
  "every",
  "run",
  "defer",
  "ignore",
  "state",
] as const;

export const EFFECTS = [
  "set",
  "do",
  "raise",
  "cancel",
  "emit",
  "flat",
] as const;

/** The others, each of which stands inside of one construct. */
export const JOINING_WORDS = [
  "import",
  "as",
  "abstract",
  "strategy",
  "extends",
  "writes",
  "limit",
  "within",
  "recover",
  "retry",
  "backoff",
  "to",
  "when",
  "else",
  "reenter",
  "stay",
  "delay",
  "history",
  "deep",
  "except",
  "in",
] as const;

/**
 * Words that are also names of triggers, states and callbacks, because order management calls its events so (`cancel`,
 * `suspend`, `resume`): where they stand as words of the language no name can stand.
 */
export const WORDS_THAT_NAME = [...TRIGGER_MODIFIERS, "cancel"] as const;

export type LiteralWord = (typeof LITERAL_WORDS)[number];

export type Word =
  | LiteralWord
  | (typeof STATE_MODIFIERS)[number]
  | (typeof TRIGGER_MODIFIERS)[number]
  | (typeof EFFECT_WORDS)[number]
  | (typeof OUTCOMES)[number]
  | (typeof MEMBER_WORDS)[number]
  | (typeof STATE_ITEM_WORDS)[number]
  | (typeof EFFECTS)[number]
  | (typeof JOINING_WORDS)[number];

/** Each once. */
export const WORDS: readonly Word[] = [
  ...new Set([
    ...LITERAL_WORDS,
    ...STATE_MODIFIERS,
    ...TRIGGER_MODIFIERS,
    ...EFFECT_WORDS,
    ...OUTCOMES,
    ...MEMBER_WORDS,
    ...STATE_ITEM_WORDS,
    ...EFFECTS,
    ...JOINING_WORDS,
  ]),
];

/** Whether a declared name (of a state, a trigger, a callback, a type …) may not be this word. */
export function isReserved(name: string): boolean {
  return RESERVED.has(name);
}

/** Whether a field, a param or an argument may not be called so. */
export function isReservedEverywhere(name: string): boolean {
  return RESERVED_EVERYWHERE.has(name);
}

const NAMING: ReadonlySet<string> = new Set(WORDS_THAT_NAME);
const RESERVED: ReadonlySet<string> = new Set(
  WORDS.filter((word) => !NAMING.has(word)),
);
const RESERVED_EVERYWHERE: ReadonlySet<string> = new Set(LITERAL_WORDS);
