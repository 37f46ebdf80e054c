import {
  createToken,
  createTokenInstance,
  Lexer,
  type IToken,
  type TokenType,
} from "chevrotain";
import {
  EFFECT_WORDS,
  isReserved,
  isReservedEverywhere,
  OUTCOMES,
  STATE_MODIFIERS,
  TRIGGER_MODIFIERS,
  WORDS,
  type Word,
} from "./words.ts";

export type { CstNode, IToken as Token, TokenType } from "chevrotain";

/** Several kinds of token under one name; its label is what a message calls it. */
function category(
  name: string,
  label: string,
  categories: TokenType[] = [],
): TokenType {
  return createToken({ name, label, pattern: Lexer.NA, categories });
}

/** A name of a field, a param or an argument, or one after a dot. */
export const FieldName = category("FieldName", "a name");
/** A name of anything else, for which the words of the language are reserved. */
export const Name = category("Name", "a name", [FieldName]);
export const StateModifier = category("StateModifier", "a modifier");
export const TriggerModifier = category("TriggerModifier", "a modifier");
export const EffectWord = category("EffectWord", "an effect word");
export const Outcome = category("Outcome", "an outcome");
export const BinaryOperator = category("BinaryOperator", "an operator");
export const PrefixOperator = category("PrefixOperator", "an operator");
/** `=`, and `==` which is told about afterwards. */
export const Becomes = category("Becomes", "`=`");

function punctuation(
  name: string,
  image: string,
  categories: TokenType[] = [],
): TokenType {
  return createToken({
    name,
    pattern: image,
    label: `\`${image}\``,
    categories,
  });
}

export const LeftBrace = punctuation("LeftBrace", "{");
export const RightBrace = punctuation("RightBrace", "}");
export const LeftParenthesis = punctuation("LeftParenthesis", "(");
export const RightParenthesis = punctuation("RightParenthesis", ")");
export const LeftBracket = punctuation("LeftBracket", "[");
export const RightBracket = punctuation("RightBracket", "]");
export const Comma = punctuation("Comma", ",");
export const Colon = punctuation("Colon", ":");
export const Dot = punctuation("Dot", ".");
export const Arrow = punctuation("Arrow", "->");
export const Question = punctuation("Question", "?");
export const Assign = punctuation("Assign", "=", [Becomes, BinaryOperator]);
export const Equal = punctuation("Equal", "==", [Becomes, BinaryOperator]);
export const NotEqual = punctuation("NotEqual", "!=", [BinaryOperator]);
export const Star = punctuation("Star", "*", [BinaryOperator]);
export const Minus = punctuation("Minus", "-", [
  BinaryOperator,
  PrefixOperator,
]);
export const AllowMark = punctuation("AllowMark", "@allow");

const operators = [
  punctuation("Coalesce", "??", [BinaryOperator]),
  Equal,
  NotEqual,
  punctuation("AtMost", "<=", [BinaryOperator]),
  punctuation("AtLeast", ">=", [BinaryOperator]),
  punctuation("Less", "<", [BinaryOperator]),
  punctuation("Greater", ">", [BinaryOperator]),
  punctuation("Plus", "+", [BinaryOperator]),
  Minus,
  Star,
  punctuation("Slash", "/", [BinaryOperator]),
];

/** `?.`; before a digit it is the `?` of `a ?.5 : b`. */
export const QuestionDot = createToken({
  name: "QuestionDot",
  pattern: /\?\.(?!\d)/,
  label: "`?.`",
  start_chars_hint: ["?"],
});

/** Everything that begins like a number, units and mistakes included; read by `src/syntax`. */
export const NumberLiteral = createToken({
  name: "NumberLiteral",
  pattern: /\d(?:[eE][+-](?=\d)|\.(?![A-Za-z_.])|\w)*%?/,
  label: "a number",
  start_chars_hint: "0123456789".split(""),
});

export const StringLiteral = createToken({
  name: "StringLiteral",
  pattern: /"(?:[^"\\\n\r]|\\[^\n\r])*"/,
  label: "a text in double quotes",
  start_chars_hint: ['"'],
});

export const Identifier = createToken({
  name: "Identifier",
  pattern: /[A-Za-z_]\w*/,
  label: "a name",
  start_chars_hint:
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_".split(""),
  categories: [Name],
});

/** The first argument of `@allow`, put together by the lexer from whatever it is written with. */
export const RuleName = createToken({
  name: "RuleName",
  pattern: Lexer.NA,
  label: "the name of a rule, such as `trap`",
});

/** `/// …`: kept apart from the tokens that the parser reads. */
export const DocComment = createToken({
  name: "DocComment",
  pattern: /\/\/\/(?!\/)[^\n\r]*/,
  group: "docs",
  start_chars_hint: ["/"],
});

/** What the parser does not see. */
const ignored = [
  createToken({
    name: "WhiteSpace",
    pattern: /[ \t\r\n\f\u00a0\ufeff]+/,
    group: Lexer.SKIPPED,
    start_chars_hint: " \t\r\n\f\u00a0\ufeff".split(""),
  }),
  DocComment,
  createToken({
    name: "LineComment",
    pattern: /\/\/[^\n\r]*/,
    group: "comments",
    start_chars_hint: ["/"],
  }),
  createToken({
    name: "BlockComment",
    pattern: /\/\*[\s\S]*?\*\//,
    group: "comments",
    start_chars_hint: ["/"],
  }),
];

/**
 * What other languages write, or what was not finished. The parser never sees it: `src/syntax` reports it, with the remedy,
 * and puts in its place what was meant.
 */
export const UnterminatedComment = createToken({
  name: "UnterminatedComment",
  pattern: /\/\*[\s\S]*/,
  start_chars_hint: ["/"],
});
export const UnterminatedString = createToken({
  name: "UnterminatedString",
  pattern: /"(?:[^"\\\n\r]|\\[^\n\r])*\\?/,
  start_chars_hint: ['"'],
});
export const ForeignString = createToken({
  name: "ForeignString",
  pattern: /'(?:[^'\\\n\r]|\\[^\n\r])*'?|`[^`]*`?/,
  start_chars_hint: ["'", "`"],
});
export const ForeignNumber = createToken({
  name: "ForeignNumber",
  pattern: /\.\d\w*%?/,
  start_chars_hint: ["."],
});
export const ForeignComment = createToken({
  name: "ForeignComment",
  pattern: /#[^\n\r]*/,
  start_chars_hint: ["#"],
});
export const ForeignOperator = createToken({
  name: "ForeignOperator",
  pattern: /===|!==|&&|\|\||=>|:=|[+\-*/]=|<>|\*\*|!(?!=)|[;%&|\u2192]/,
  start_chars_hint: "=!&|:+-*/<;%\u2192".split(""),
});

/** Characters that mean nothing: it keeps their place, so that nobody takes what stands around them for neighbours. */
export const Unreadable = createToken({
  name: "Unreadable",
  pattern: Lexer.NA,
});

const words = new Map<string, TokenType>(
  WORDS.map((word) => [word, wordToken(word)]),
);

function wordToken(word: Word): TokenType {
  const categories: TokenType[] = [];
  if (!isReserved(word)) categories.push(Name);
  else if (!isReservedEverywhere(word)) categories.push(FieldName);
  if (includes(STATE_MODIFIERS, word)) categories.push(StateModifier);
  if (includes(TRIGGER_MODIFIERS, word)) categories.push(TriggerModifier);
  if (includes(EFFECT_WORDS, word)) categories.push(EffectWord);
  if (includes(OUTCOMES, word)) categories.push(Outcome);
  if (["and", "or", "mod"].includes(word)) categories.push(BinaryOperator);
  if (word === "not") categories.push(PrefixOperator);
  return createToken({
    name: word.charAt(0).toUpperCase() + word.slice(1),
    pattern: Lexer.NA,
    label: `\`${word}\``,
    categories,
  });
}

function includes(list: readonly string[], word: string): boolean {
  return list.includes(word);
}

/** The token type of a word of the language. */
export function wordType(word: Word): TokenType {
  const type = words.get(word);
  if (type === undefined) throw new Error(`no token for the word ${word}`);
  return type;
}

/** The token type of an identifier that is a word of the language; null where it is a name. */
export function wordTypeOf(identifier: string): TokenType | null {
  return words.get(identifier) ?? null;
}

/** In the order in which the lexer tries them. */
export const LEXED: TokenType[] = [
  ...ignored,
  Identifier,
  NumberLiteral,
  StringLiteral,
  UnterminatedString,
  UnterminatedComment,
  Arrow,
  ForeignOperator,
  QuestionDot,
  ...operators,
  Question,
  Assign,
  AllowMark,
  LeftBrace,
  RightBrace,
  LeftParenthesis,
  RightParenthesis,
  LeftBracket,
  RightBracket,
  Comma,
  Colon,
  ForeignNumber,
  Dot,
  ForeignString,
  ForeignComment,
];

/** All that the parser may meet. */
export const VOCABULARY: TokenType[] = [
  FieldName,
  Name,
  StateModifier,
  TriggerModifier,
  EffectWord,
  Outcome,
  BinaryOperator,
  PrefixOperator,
  Becomes,
  RuleName,
  Unreadable,
  ...words.values(),
  ...LEXED,
];

/** A token that does not stand in the text as it is; `end` is exclusive. */
export function tokenAt(
  type: TokenType,
  image: string,
  start: number,
  end: number,
): IToken {
  return createTokenInstance(type, image, start, end - 1, NaN, NaN, NaN, NaN);
}

/** Where a token ends, exclusive; it may have been written otherwise than its image. */
export function endOf({ startOffset, endOffset }: IToken): number {
  return (endOffset ?? startOffset - 1) + 1;
}
