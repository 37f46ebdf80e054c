import { nearest } from "../../source/index.ts";
import type { Finding } from "../diagnostic.ts";

/** What the YAML spelling alone can get wrong; all else says the same as in `.fsm`. */

const MISREAD =
  "YAML would read it as something else than it looks like, and the machine would not be the one that was meant";
const IGNORED =
  "what is not read has no effect: a misspelt transition or time-out would simply not be there while orders are open";

const article = (word: string): string =>
  /^[aeiou]/i.test(word) ? `an ${word}` : `a ${word}`;

const quoted = (text: string): string =>
  `\`${text.length > 40 ? `${text.slice(0, 37)}…` : text}\``;

/** Remedies by the error codes of the `yaml` package. */
const REMEDIES: Readonly<Record<string, string>> = {
  BAD_ALIAS:
    'write `&name` and `*name` with a name, and quote a star that is none: `"*"`',
  BAD_DIRECTIVE: "leave the `%` line out; the text is read as YAML 1.2",
  BAD_DQ_ESCAPE:
    "double the backslash, or use single quotes, in which it means itself",
  BAD_INDENT:
    "start all keys of one mapping, and all `-` of one list, in the same column",
  BAD_SCALAR_START: "put the text in quotes",
  BLOCK_AS_IMPLICIT_KEY:
    "put a text that has `: ` in it in quotes; or start the nested mapping on a line of its own, deeper than its key",
  BLOCK_IN_FLOW:
    "inside `{ }` and `[ ]` write `{ key: value }` and `[a, b]`, without lines that begin with `-`",
  KEY_OVER_1024_CHARS: "shorten the key",
  MISSING_CHAR:
    "add what is missing: a quote or bracket that closes, the `:` and a space after a key, a comma between entries",
  MULTILINE_IMPLICIT_KEY: "write the key, up to its `:`, on one line",
  TAB_AS_INDENT: "indent with spaces",
  UNEXPECTED_TOKEN:
    "look for a quote or bracket that is not closed or opened, and put a text that goes on after its quotes in quotes as a whole",
};

/** The `yaml` package's own words for pieces of text. */
const JARGON: readonly (readonly [RegExp, string])[] = [
  [/^Nested mappings are not allowed.*/, "a key cannot stand inside a value"],
  [/^A block sequence may not be used.*/, "a list cannot stand inside a key"],
  [/flow-map-start/, "`{`"],
  [/flow-map-end/, "`}`"],
  [/flow-seq-start/, "`[`"],
  [/flow-seq-end/, "`]`"],
  [/(block-seq|seq-item)-ind/, "`-`"],
  [/map-value-ind/, "`:`"],
  [/ token in YAML (stream|document).*/, " here"],
  [/ at node end/, " behind a complete value"],
  [/^Unexpected scalar/, "Unexpected text"],
  [/flow (map|mapping)\b/i, "`{ }`"],
  [/flow (seq|sequence)\b/i, "`[ ]`"],
  [/ in block collection must be sufficiently indented and/, " must"],
];

/** An error of the `yaml` package: its code, what it says, and the text that it is about. */
export function yamlSyntax(code: string, said: string, found: string): Finding {
  const [line = said] = said.split("\n");
  const plain = JARGON.reduce(
    (text, [jargon, word]) => text.replace(jargon, word),
    line,
  );
  const remedy = / must end with a /.test(plain)
    ? "close what the bracket before it opened"
    : (REMEDIES[code] ?? "write it as YAML 1.2 wants it");
  return {
    rule: "syntax-error",
    message: `this is no YAML: ${plain.charAt(0).toLowerCase()}${plain.slice(1)}`,
    why: MISREAD,
    help:
      found === "[" && code === "UNEXPECTED_TOKEN"
        ? 'put a text with brackets in quotes: `"T[]"`'
        : remedy,
  };
}

/** A quote that opens and never closes; at the quote. */
export function quoteNotClosed(quote: string): Finding {
  return {
    rule: "syntax-error",
    message: `the quote ${quote} opens a text that never ends`,
    why: "all that follows it would be part of the text, and be missing in the machine",
    help: `close it with another ${quote}`,
  };
}

export function yamlTag(tag: string): Finding {
  return {
    rule: "syntax-error",
    message: `the tag ${quoted(tag)} is not taken`,
    why: "a tag asks for a type or for code of one program; a strategy must mean the same everywhere",
    help: "leave the tag out; put a text that begins with `!` in quotes",
  };
}

export function tooDeep(most: number): Finding {
  return {
    rule: "too-deep",
    message: `nested more than ${most} deep`,
    why: "without a limit one file could stop the compiler for all others",
    help: "use fewer levels: move inner states out, or into an abstract strategy",
  };
}

export function aliasedTooMuch(most: number): Finding {
  return {
    rule: "too-deep",
    message: `the aliases stand for more than ${most} values`,
    why: "a few lines of aliases to aliases can stand for more than any memory holds",
    help: "write it out, or share it with `from` or `extends` instead of aliases",
  };
}

export function aliasInItself(name: string): Finding {
  return {
    rule: "too-deep",
    message: `the alias \`*${name}\` stands inside of what it stands for`,
    why: "written out it would never end",
    help: "let the alias name something that is complete before it",
  };
}

export function unknownAnchor(
  name: string,
  anchors: readonly string[],
): Finding {
  const near = nearest(name, anchors);
  return {
    rule: "syntax-error",
    message: `no anchor \`&${name}\` stands before this alias`,
    why: MISREAD,
    help:
      near === null
        ? `write \`&${name}\` before the value that is meant, or quote the text: \`"*${name}"\``
        : `write \`*${near}\``,
  };
}

export function duplicateKey(key: string): Finding {
  return {
    rule: "duplicate-declaration",
    message: `the key ${quoted(key)} stands twice in one mapping`,
    why: "only one of the two could count, and the other would be lost without a word",
    help: "remove or rename one; for a second transition on the same event write a list: `[{ when: a, to: A }, { else: true, to: B }]`",
    label: "second",
  };
}

export function keyNotText(): Finding {
  return {
    rule: "syntax-error",
    message: "a key is a word here, not a list or a mapping",
    why: MISREAD,
    help: 'for several names write one text: `"A, B": …`; an expression in braces goes in quotes',
  };
}

export function mergeNotMapping(): Finding {
  return {
    rule: "syntax-error",
    message: "`<<` takes in a mapping, or a list of mappings",
    why: IGNORED,
    help: "write `<<: *name`, where `&name` stands before a mapping",
  };
}

/** A key that its mapping does not have. */
export function unknownKey(
  key: string,
  place: string,
  keys: readonly string[],
): Finding {
  const near = nearest(key, keys);
  return {
    rule: "unknown-name",
    message: `${article(place)} has no key ${quoted(key)}`,
    why: IGNORED,
    help:
      near === null
        ? `${article(place)} takes ${keys.map((known) => `\`${known}\``).join(", ")}`
        : `write \`${near}\``,
  };
}

/** A value of the wrong shape: a list where a mapping belongs. */
export function wrongShape(
  wanted: string,
  found: string,
  example: string,
): Finding {
  return {
    rule: "syntax-error",
    message: `expected ${wanted}, found ${found}`,
    why: IGNORED,
    help: `write it like \`${example}\``,
  };
}

/** What stands there instead, in words. */
export const found = {
  nothing: "nothing",
  list: "a list",
  noItems: "a list without items",
  mapping: "a mapping",
  text: quoted,
} as const;

/** A mapping without a key that it needs. */
export function missingKey(
  key: string,
  place: string,
  example: string,
): Finding {
  return {
    rule: "syntax-error",
    message: `${article(place)} needs \`${key}\``,
    why: "without it there is nothing that the machine could do here",
    help: `write it like \`${example}\``,
  };
}

/** Two keys of which only one may stand in a mapping. */
export function notTogether(one: string, other: string): Finding {
  return {
    rule: "syntax-error",
    message: `\`${one}\` and \`${other}\` cannot stand in one mapping`,
    why: "only one of the two could count, and the other would be lost without a word",
    help: `keep \`${one}\` or \`${other}\``,
  };
}

/** `true:`, `null:`, `1:` where a name belongs. */
export function notAName(text: string, what: string): Finding {
  return {
    rule: "syntax-error",
    message:
      text === ""
        ? `expected ${what}, found nothing`
        : `expected ${what}, found ${quoted(text)}`,
    why: MISREAD,
    help: "a name begins with a letter or `_`, goes on with letters, digits and `_`, and is no word of the language",
  };
}

/** A document without `strategy` that is more than imports, enums and types. */
export function strategyWithoutName(key: string): Finding {
  return {
    rule: "syntax-error",
    message: `\`${key}\` belongs to a strategy, and this document names none`,
    why: "without its name nothing could create the machine, or find its journal again",
    help: "write `strategy: Name` (or `abstract: Name`) at its top",
  };
}
