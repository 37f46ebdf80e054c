import type { Allow, Branch, Import, Name } from "../../syntax/ast.ts";
import { printString } from "../../syntax/print.ts";
import { marked, ownLines, type Comment } from "../comments/comment.ts";
import type { Commentary } from "../comments/commentary.ts";
import type { Lines } from "../lines.ts";

/** A part of the tree that comments can stand at, and notes where it has them. */
type Part =
  | { readonly doc: string | null; readonly allows?: readonly Allow[] }
  | Branch
  | Import
  | Name;

/**
 * The lines of a part, with its comments, its `///` and its `@allow`s.
 *
 * @param beside the line on which a comment can stand behind it: where its body begins, or where it ends
 */
export function annotated(
  part: Part,
  lines: Lines,
  commentary: Commentary,
  beside: "first" | "last" = "last",
): Lines {
  const doc = docOf(part);
  const allows = "allows" in part ? (part.allows ?? []) : [];
  const behind = commentary.behind(part);
  const at = beside === "first" ? 0 : lines.length - 1;
  return [
    ...(commentary.isApart(part) ? [""] : []),
    ...printComments(commentary.before(part)),
    ...(doc?.split("\n").map((line) => `/// ${line}`.trimEnd()) ?? []),
    ...allows.map(printAllow),
    ...(behind === null
      ? lines
      : lines.map((line, index) =>
          index === at ? `${line} ${printComment(behind).join(" ")}` : line,
        )),
    ...printComments(commentary.after(part)),
  ];
}

/** Whether a part takes lines of its own, other than its text. */
export function isAnnotated(part: Part, commentary: Commentary): boolean {
  return docOf(part) !== null || commentary.isAt(part);
}

function docOf(part: Part): string | null {
  return "doc" in part ? part.doc : null;
}

/** Comments on lines of their own. */
export function printComments(comments: readonly Comment[]): Lines {
  return ownLines(comments, printComment);
}

function printComment({ lines, style }: Comment): Lines {
  if (style === "line") return lines.map((line) => marked(line, "//"));
  const [only = "", second] = lines;
  if (second === undefined) return [only === "" ? "/* */" : `/* ${only} */`];
  return ["/*", ...lines.map((line) => ` * ${line}`.trimEnd()), " */"];
}

function printAllow({ rule, reason }: Allow): string {
  return reason === null
    ? `@allow(${rule.text})`
    : `@allow(${rule.text}, ${printString(reason)})`;
}
