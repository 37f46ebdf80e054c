import type { Token } from "../../../../grammar/tokens.ts";
import {
  MEMBER_WORDS,
  OUTCOMES,
  STATE_ITEM_WORDS,
  STATE_MODIFIERS,
  TRIGGER_MODIFIERS,
} from "../../../../grammar/words.ts";
import type { Edit, Finding } from "../../../diagnostics/index.ts";
import type { Span } from "../../../source/index.ts";

/** A place that could not be read, with what stands around it. */
export interface Mistake {
  /** In words of the language. */
  readonly expected: string;
  /** The rule of the grammar that was being read. */
  readonly rule: string;
  /** The text of the token. */
  readonly found: string;
  /** As a message goes on: `, found …`, or ` before …` at the end of a line. */
  readonly there: string;
  /** Null at the end of the text. */
  readonly token: Token | null;
  /** Whether the token before it stands on the same line. */
  readonly isSameLine: boolean;
  readonly before: (count: number) => Token | null;
  readonly after: (count: number) => Token | null;
  readonly span: Span;
  readonly spanOf: (token: Token) => Span;
}

export interface Remedied {
  readonly finding: Finding;
  /** Where it is not the token at which the parser stopped. */
  readonly span?: Span;
  readonly fix?: readonly Edit[];
}

/** Null where it has nothing to say. */
export type Remedy = (mistake: Mistake) => Remedied | null;

/** What can begin an item of a list, by the rule that reads the list. */
export const BODIES: Readonly<Record<string, readonly string[]>> = {
  stateBody: [...STATE_ITEM_WORDS, ...STATE_MODIFIERS],
  stateItem: [...STATE_ITEM_WORDS, ...STATE_MODIFIERS],
  strategyBody: [...MEMBER_WORDS, ...STATE_MODIFIERS, ...TRIGGER_MODIFIERS],
  member: [...MEMBER_WORDS, ...STATE_MODIFIERS, ...TRIGGER_MODIFIERS],
  file: ["import", "enum", "type", "strategy", "abstract"],
  fileItem: ["import", "enum", "type", "strategy", "abstract"],
  arms: OUTCOMES,
  arm: OUTCOMES,
  choice: ["when", "else"],
};

/** Whether a rule reads a list of items, which begin where they begin. */
export function isBody(rule: string): boolean {
  return Object.hasOwn(BODIES, rule);
}

export const isOneOf = (words: readonly string[], word: string): boolean =>
  words.includes(word);

export function isModifier(word: string): boolean {
  return isOneOf([...STATE_MODIFIERS, ...TRIGGER_MODIFIERS], word);
}
