import * as fc from "fast-check";
import type { Arbitrary } from "fast-check";
import { tokenize } from "../../grammar/lexer.ts";

/** A comment to be put somewhere into a text. */
export interface Sprinkle {
  /** Of all places, the one with this number, counted round. */
  readonly at: number;
  /** Behind what stands there, before it on a line of its own, or among empty lines. */
  readonly place: "behind" | "before" | "apart";
  readonly style: "line" | "block" | "lines" | "starred" | "doc";
  readonly text: string;
}

const text = fc.oneof(
  { weight: 3, arbitrary: fc.stringMatching(/^[a-z .,:'"#/-]{0,9}$/) },
  { weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
  fc.constantFrom("/", "//", "# x", "{", "}", "- a: b", "[x", "* y", "|"),
);

export const arbitraryComments: Arbitrary<Sprinkle[]> = fc.array(
  fc.record({
    at: fc.nat(),
    place: fc.constantFrom("behind", "before", "apart"),
    style: fc.constantFrom("line", "line", "block", "lines", "starred", "doc"),
    text,
  }),
  { maxLength: 12 },
);

const ODD = /[\p{Cc}\u202a-\u202e\u2066-\u2069\ufffd\ufeff]|\*\//gu;

/** A `.fsm` text with comments among its tokens. */
export function withComments(
  fsm: string,
  comments: readonly Sprinkle[],
): string {
  const places = [
    ...tokenize(fsm).tokens.map(({ startOffset }) => startOffset),
    fsm.length,
  ];
  return inserted(fsm, places, comments, ({ style, text }) => {
    const plain = text.replaceAll(ODD, "");
    if (style === "block") return [`/* ${plain} */`];
    if (style === "lines") return ["/*", `   ${plain}`, "     y", "*/"];
    if (style === "starred") return ["/**", ` * ${plain}`, " *", " * y", " */"];
    // A `///` could document what follows, which is no longer the same tree then.
    if (style === "doc") return [`////${plain}`];
    return [`// ${plain}`];
  });
}

/** A YAML text in block style with comments at the ends of its lines, and between them at any column. */
export function withYamlComments(
  yaml: string,
  comments: readonly Sprinkle[],
): string {
  const places: number[] = [];
  let offset = 0;
  let literal = Infinity;
  for (const line of yaml.split("\n")) {
    const indentation = line.search(/\S|$/);
    if (line !== "" && indentation <= literal) literal = Infinity;
    if (literal === Infinity) places.push(offset + line.length);
    if (literal === Infinity && /[|>][-+0-9]*$/.test(line)) {
      literal = indentation;
      places.pop();
    }
    offset += line.length + 1;
  }
  return inserted(yaml, places, comments, ({ text, at }) => {
    const column = " ".repeat(at % 9);
    return [`${column}#${text.replaceAll(ODD, "")}`];
  });
}

function inserted(
  text: string,
  places: readonly number[],
  comments: readonly Sprinkle[],
  marked: (comment: Sprinkle) => readonly string[],
): string {
  const at = (comment: Sprinkle): number =>
    places[comment.at % places.length] ?? 0;
  let result = "";
  let from = 0;
  for (const comment of comments.toSorted((a, b) => at(a) - at(b))) {
    result += text.slice(from, at(comment));
    from = at(comment);
    const gap = { behind: " ", before: "\n", apart: "\n\n" }[comment.place];
    const lines = marked(comment).join("\n");
    const isBlock = lines.endsWith("*/");
    result += gap + lines + (isBlock && gap === " " ? " " : gap.trim() + "\n");
    if (comment.place === "apart") result += "\n";
  }
  return result + text.slice(from);
}
