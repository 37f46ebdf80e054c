import {
  Arrow,
  Assign,
  Colon,
  Equal,
  ForeignComment,
  ForeignNumber,
  ForeignOperator,
  ForeignString,
  Identifier,
  NotEqual,
  NumberLiteral,
  StringLiteral,
  Star,
  Unreadable,
  UnterminatedComment,
  UnterminatedString,
  wordType,
  endOf,
  tokenAt,
  type Token,
  type TokenType,
} from "../../../grammar/tokens.ts";
import {
  badNumber,
  foreign,
  notAllowed,
  unreadable,
  unterminated,
} from "../../diagnostics/messages/syntax.ts";
import { isUnit, readNumber } from "../numbers.ts";
import type { Reading } from "./reading.ts";

const LETTERS = /^[\p{L}\p{M}\p{N}_]+$/u;

interface Remedy {
  /** What it does elsewhere. */
  readonly meaning: string;
  readonly help: string;
  /** What is put in its place: null where it is left out. */
  readonly instead: { readonly type: TokenType; readonly text: string } | null;
}

const and = { type: wordType("and"), text: "and" };
const or = { type: wordType("or"), text: "or" };
const becomes = { type: Assign, text: "=" };

/** What other languages write, by how they write it. */
const REMEDIES: Readonly<Record<string, Remedy>> = {
  "&&": { meaning: "an operator", help: "write `and`", instead: and },
  "&": { meaning: "an operator", help: "write `and`", instead: and },
  "||": { meaning: "an operator", help: "write `or`", instead: or },
  "|": { meaning: "an operator", help: "write `or`", instead: or },
  "!": {
    meaning: "an operator",
    help: "write `not`; it binds more loosely than a comparison",
    instead: { type: wordType("not"), text: "not " },
  },
  "===": {
    meaning: "a comparison",
    help: "write `==`",
    instead: { type: Equal, text: "==" },
  },
  "!==": {
    meaning: "a comparison",
    help: "write `!=`",
    instead: { type: NotEqual, text: "!=" },
  },
  "<>": {
    meaning: "a comparison",
    help: "write `!=`",
    instead: { type: NotEqual, text: "!=" },
  },
  "=>": {
    meaning: "an arrow",
    help: "write `->` before the state it leads to; at least is `>=`",
    instead: { type: Arrow, text: "->" },
  },
  "\u2192": {
    meaning: "an arrow",
    help: "write `->`",
    instead: { type: Arrow, text: "->" },
  },
  "**": {
    meaning: "an operator",
    help: "multiply with `*`; there is no power",
    instead: { type: Star, text: "*" },
  },
  "%": {
    meaning: "an operator",
    help: "the remainder is `mod`; per cent touches its number, as in `5%`",
    instead: { type: wordType("mod"), text: "mod" },
  },
  ":=": {
    meaning: "an assignment",
    help: "write `=`",
    instead: becomes,
  },
  ";": {
    meaning: "a separator",
    help: "leave it out: nothing ends with `;`",
    instead: null,
  },
};

const COMPOUND: Remedy = {
  meaning: "an assignment",
  help: "write the field again: `set n = n + 1`",
  instead: becomes,
};

/** Reports what other languages write and what was not finished, and puts in its place what was meant. */
export function repair(reading: Reading, tokens: readonly Token[]): Token[] {
  const result: Token[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    const [next, after] = tokens.slice(index + 1, index + 3);
    const united = withUnit(reading, token, next, after);
    if (united !== null) {
      result.push(united);
      index += 1;
      continue;
    }
    const meant = meantBy(reading, token);
    if (meant !== null) result.push(meant);
  }
  return result;
}

/** `5 %`, `250 ms`: a number and, apart from it, its unit. */
function withUnit(
  reading: Reading,
  token: Token,
  unit: Token | undefined,
  after: Token | undefined,
): Token | null {
  if (token.tokenType !== NumberLiteral || unit === undefined) return null;
  const between = reading.text.slice(endOf(token), unit.startOffset);
  if (/[\n\r]/.test(between)) return null;
  const isPercent = unit.tokenType === ForeignOperator && unit.image === "%";
  const isWord = unit.tokenType === Identifier && isUnit(unit.image);
  if (!isPercent && !isWord) return null;
  // `d: number`, the next field; `5 % n`, a remainder
  if (isWord && after?.tokenType === Colon) return null;
  if (isPercent && after !== undefined && beginsOperand(after)) return null;
  const image = token.image + unit.image;
  if (readNumber(token.image).kind !== "number") return null;
  const span = reading.span(token.startOffset, endOf(unit));
  const written = reading.text.slice(token.startOffset, endOf(unit));
  const read = readNumber(image);
  const meant =
    read.kind === "mistake" && read.instead !== null ? read.instead : image;
  const finding = badNumber(written, "a unit touches its number", meant);
  reading.report(span, finding, { fix: [{ span, text: meant }] });
  return replaced(token, NumberLiteral, meant, endOf(unit));
}

function beginsOperand({ tokenType }: Token): boolean {
  return [NumberLiteral, Identifier].includes(tokenType);
}

/** The token itself, or what is to stand in its place; null for nothing. */
function meantBy(reading: Reading, token: Token): Token | null {
  const span = reading.spanOf(token);
  switch (token.tokenType) {
    case Unreadable:
      reading.report(span, unreadable(token.image));
      return LETTERS.test(token.image)
        ? replaced(token, Identifier, token.image, endOf(token))
        : token;
    case ForeignOperator: {
      const remedy = REMEDIES[token.image] ?? COMPOUND;
      const { meaning, help, instead } = remedy;
      const edit = { span, text: instead?.text ?? "" };
      const sure = remedy !== COMPOUND && token.image !== "%";
      const finding = foreign(token.image, meaning, help);
      reading.report(span, finding, { fix: sure ? [edit] : [] });
      return instead === null
        ? null
        : replaced(token, instead.type, instead.text, endOf(token));
    }
    case ForeignNumber: {
      const text = `0${token.image}`;
      const finding = badNumber(
        token.image,
        "a number begins with a digit",
        text,
      );
      reading.report(span, finding, { fix: [{ span, text }] });
      return replaced(token, NumberLiteral, text, endOf(token));
    }
    case ForeignString: {
      const text = JSON.stringify(token.image.slice(1, -1));
      const help = 'write it in double quotes: "text"';
      const message = `a text stands in double quotes`;
      reading.report(span, notAllowed(message, help), {
        fix: [{ span, text }],
      });
      return replaced(token, StringLiteral, text, endOf(token));
    }
    case ForeignComment: {
      const help = "a comment begins with `//`";
      reading.report(span, foreign("#", "a comment", help));
      return null;
    }
    case UnterminatedString:
      reading.report(span, unterminated("text"));
      return replaced(
        token,
        StringLiteral,
        `${token.image.replace(/\\$/, "")}"`,
        endOf(token),
      );
    case UnterminatedComment: {
      const start = token.startOffset;
      reading.report(reading.span(start, start + 2), unterminated("comment"));
      return null;
    }
    default:
      return token;
  }
}

/** Another token in the same place. */
function replaced(
  { startOffset }: Token,
  type: TokenType,
  image: string,
  end: number,
): Token {
  return tokenAt(type, image, startOffset, end);
}
