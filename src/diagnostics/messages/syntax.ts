import { nearest } from "../../source/index.ts";
import type { Finding } from "../diagnostic.ts";

/** FSM101, FSM102 and FSM114 for the `.fsm` spelling, and for the expressions and tails within YAML. */

const UNREAD =
  "what cannot be read is left out, and the part that is left out could be the one that closes a position";
const OTHER_MEANING =
  "a strategy that reads otherwise than it was meant trades otherwise than it was meant";

/** What was expected, in words of the language, and what is there: `, found …` or ` before …`. */
export function expected(what: string, there: string, help: string): Finding {
  return {
    rule: "syntax-error",
    message: `expected ${what}${there}`,
    why: UNREAD,
    help,
  };
}

/** Another language's way to write something: `&&`, `=>`, `'text'`. */
export function foreign(
  written: string,
  meaning: string,
  help: string,
): Finding {
  return {
    rule: "syntax-error",
    message: `\`${written}\` is not ${meaning} here`,
    why: UNREAD,
    help,
  };
}

/** Of a text in which nothing stands, or nothing but comments. */
export function nothingThere(): Finding {
  return {
    rule: "syntax-error",
    message: "there is nothing in this file",
    why: "the strategy that should be here would not trade, and nobody would be told",
    help: "declare a strategy in it, or take the file away",
  };
}

export function notAllowed(message: string, help: string): Finding {
  return { rule: "syntax-error", message, why: UNREAD, help };
}

export function ambiguous(message: string, help: string): Finding {
  return { rule: "syntax-error", message, why: OTHER_MEANING, help };
}

export function badNumber(
  image: string,
  problem: string,
  instead: string | null,
): Finding {
  return {
    rule: "syntax-error",
    message: `\`${image}\` is no number: ${problem}`,
    why: "a misread size, fee or time-out is money lost",
    help:
      instead === null
        ? "write digits and, touching them, a unit: `%`, `bps`, `ms`, `s`, `m`, `h` or `d`"
        : `write \`${instead}\``,
  };
}

export function badEscape(escape: string): Finding {
  return {
    rule: "syntax-error",
    message: `\`${escape}\` is no escape`,
    why: UNREAD,
    help: 'write `\\"`, `\\\\`, `\\/`, `\\b`, `\\f`, `\\n`, `\\r`, `\\t` or `\\u` and four hexadecimal digits; a backslash that means itself is `\\\\`',
  };
}

export function unterminated(what: "text" | "comment"): Finding {
  return what === "text"
    ? {
        rule: "syntax-error",
        message: "this text has no closing quote",
        why: UNREAD,
        help: 'close it with `"` on the line on which it begins; a line break inside is written `\\n`',
      }
    : {
        rule: "syntax-error",
        message: "this comment is never closed",
        why: "all that follows is taken for the comment, and is not there for the machine",
        help: "close it with `*/`",
      };
}

export function missingBrace(count: number): Finding {
  return {
    rule: "syntax-error",
    message:
      count === 1
        ? "a `}` is missing here"
        : `${count} closing braces, \`}\`, are missing here`,
    why: UNREAD,
    help: "close the `{` that is shown; where, goes by the indentation",
  };
}

export function missingOpeningBrace(): Finding {
  return {
    rule: "syntax-error",
    message: "a `{` is missing here, going by the indentation",
    why: UNREAD,
    help: "open the block with `{`",
  };
}

export function surplusBrace(): Finding {
  return {
    rule: "syntax-error",
    message: "this `}` closes nothing",
    why: UNREAD,
    help: "take it out, or write the `{` that it should close",
  };
}

export function unreadable(characters: string): Finding {
  const isWord = /^[\p{L}\p{M}\p{N}_]+$/u.test(characters);
  const isOne = /^.$/u.test(characters);
  const verb = isWord ? "is no name" : `${isOne ? "means" : "mean"} nothing`;
  return {
    rule: "syntax-error",
    message: `${shown(characters)} ${verb} here`,
    why: UNREAD,
    help: "names are made of the letters a to z, digits and `_`; other characters stand in texts and comments only",
  };
}

export function notText(code: number): Finding {
  const name = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  return {
    rule: "syntax-error",
    message: `the character ${name} does not belong in a text`,
    why: "a binary or damaged file, or one that shows otherwise than it reads, must not become a machine that trades",
    help: "give a UTF-8 text; in a text in double quotes the character may be written as an escape",
  };
}

export function tooLong(length: number, most: number): Finding {
  return {
    rule: "too-deep",
    message: `the file has ${length} characters, and ${most} is the most that is read`,
    why: "without a limit one file could stop the compiler for all others",
    help: "split it into several files, with `import` and `extends`",
  };
}

export function tooDeep(what: "expression" | "state", most: number): Finding {
  return {
    rule: "too-deep",
    message:
      what === "expression"
        ? `this expression has more than ${most} levels`
        : `states are nested more than ${most} deep`,
    why: "without a limit one file could stop the compiler for all others",
    help:
      what === "expression"
        ? "give its parts names: `guard` takes an expression"
        : "use fewer levels",
  };
}

/** A word where a modifier or a keyword should stand. */
export function unknownWord(
  word: string,
  what: string,
  known: readonly string[],
  meant: string | null = nearest(word, known),
): Finding {
  return {
    rule: "unknown-name",
    message: `\`${word}\` is no ${what}`,
    why: UNREAD,
    help:
      meant === null
        ? `these are known here: ${listed(known)}`
        : `write \`${meant}\``,
  };
}

function listed(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(", ");
}

function shown(characters: string): string {
  const short =
    characters.length > 20 ? `${characters.slice(0, 19)}…` : characters;
  return `\`${short}\``;
}
