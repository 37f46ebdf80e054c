import { Lexer, type IToken } from "chevrotain";
import {
  AllowMark,
  Comma,
  endOf,
  Identifier,
  LeftParenthesis,
  LEXED,
  RightParenthesis,
  RuleName,
  StringLiteral,
  tokenAt,
  Unreadable,
  wordTypeOf,
} from "./tokens.ts";

export interface Lexed {
  readonly tokens: IToken[];
  /** The `///` comments. */
  readonly docs: readonly IToken[];
  /** All others. */
  readonly comments: readonly IToken[];
}

let lexer: Lexer | null = null;

/** A text as tokens, the words of the language told apart from names. Never throws. */
export function tokenize(text: string): Lexed {
  lexer ??= new Lexer(LEXED, {
    positionTracking: "onlyOffset",
    skipValidations: true,
  });
  const { tokens, groups, errors } = lexer.tokenize(text);
  return {
    tokens: withRuleNames(
      withUnreadable(tokens.map(asWord), errors, text),
      text,
    ),
    docs: groups["docs"] ?? [],
    comments: groups["comments"] ?? [],
  };
}

/** Chevrotain's lexer leaves the end out where lines are not counted. */
function asWord(token: IToken): IToken {
  token.endOffset = token.startOffset + token.image.length - 1;
  if (token.tokenType !== Identifier) return token;
  const type = wordTypeOf(token.image);
  if (type !== null) {
    token.tokenType = type;
    if (type.tokenTypeIdx !== undefined) token.tokenTypeIdx = type.tokenTypeIdx;
  }
  return token;
}

/** The characters with which no token begins, as tokens; what touches letters among them is one word with them. */
function withUnreadable(
  tokens: IToken[],
  errors: readonly { readonly offset: number; readonly length: number }[],
  text: string,
): IToken[] {
  if (errors.length === 0) return tokens;
  const result: IToken[] = [];
  const rest = errors.map(({ offset, length }) =>
    tokenAt(
      Unreadable,
      text.slice(offset, offset + length),
      offset,
      offset + length,
    ),
  );
  const all = [...tokens, ...rest].toSorted(
    (a, b) => a.startOffset - b.startOffset,
  );
  for (const token of all) {
    const last = result.at(-1);
    if (last === undefined || !areOneWord(last, token)) result.push(token);
    else {
      const start = last.startOffset;
      const end = endOf(token);
      result[result.length - 1] = tokenAt(
        Unreadable,
        text.slice(start, end),
        start,
        end,
      );
    }
  }
  return result;
}

function areOneWord(first: IToken, second: IToken): boolean {
  const touch = endOf(first) === second.startOffset;
  const isRead =
    first.tokenType !== Unreadable && second.tokenType !== Unreadable;
  return touch && !isRead && LETTERS.test(first.image + second.image);
}

const LETTERS = /^[\p{L}\p{M}\p{N}_]+$/u;

/** What stands between `@allow(` and the comma is one token, whatever words it contains. */
function withRuleNames(tokens: IToken[], text: string): IToken[] {
  if (!tokens.some((token) => token.tokenType === AllowMark)) return tokens;
  const result: IToken[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    result.push(token);
    const follows = tokens[index + 1];
    if (token.tokenType !== AllowMark || follows?.tokenType !== LeftParenthesis)
      continue;
    result.push(follows);
    index += 1;
    const last = endOfRuleName(tokens, index + 1);
    const first = tokens[index + 1];
    const end = tokens[last];
    if (first === undefined || end === undefined || last <= index) continue;
    const offset = endOf(end);
    const image = text.slice(first.startOffset, offset);
    result.push(tokenAt(RuleName, image, first.startOffset, offset));
    index = last;
  }
  return result;
}

/** Index of the last of the tokens from `start` on that touch each other. */
function endOfRuleName(tokens: readonly IToken[], start: number): number {
  let last = start - 1;
  let offset = tokens[start]?.startOffset;
  for (
    let token = tokens[start];
    token !== undefined &&
    token.startOffset === offset &&
    token.tokenType !== Comma &&
    token.tokenType !== RightParenthesis &&
    token.tokenType !== StringLiteral;
    token = tokens[last + 1]
  ) {
    offset = endOf(token);
    last += 1;
  }
  return last;
}
