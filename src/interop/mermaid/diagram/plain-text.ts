import type { SourceFile } from "../../../source/index.ts";
import type { Words } from "./diagram.ts";
import type { Remarks } from "../../remarks.ts";

/** The diagram's text without front matter, directives and comments. */
export interface PlainText {
  /** Of the same length: what is left out has become blanks. */
  readonly text: string;
  readonly title: Words | null;
  readonly declarations: readonly Words[];
}

/** Comments of fsmc's own: what a drawing has no place for. */
const DECLARATION = /^[^\S\n]*%%fsm (.*)$/gm;
const FRONT_MATTER = /^\s*---[^\S\n]*\n(?<matter>[\s\S]*?)^---[^\S\n]*$/m;
/** At the start of a line, or behind a statement; not in a string. */
const COMMENT = /(^|[^}\n])%%(?!\{).*$/gm;
const DIRECTIVE = /%%\{[\s\S]*?\}%%/g;

/** Leaves out what mermaid itself takes away before it reads a diagram. */
export function plainText(source: SourceFile, remarks: Remarks): PlainText {
  const written = source.text.replaceAll(/\r\n|\r|\ufeff/g, (each) =>
    each === "\r\n" ? " \n" : each === "\r" ? "\n" : " ",
  );
  const declarations = Array.from(written.matchAll(DECLARATION), (found) => {
    const [whole, text = ""] = found;
    const end = found.index + whole.length;
    return { text, span: { file: source, start: end - text.length, end } };
  });
  const matter = frontMatter(written, source, remarks);
  const text = matter.text
    .replaceAll(DIRECTIVE, blanks)
    .replaceAll(COMMENT, (whole: string, before: string, offset: number) =>
      isInString(matter.text, offset + before.length)
        ? whole
        : before + blanks(whole.slice(before.length)),
    );
  const unclosed = text.indexOf("%%{");
  if (unclosed < 0) return { text, title: matter.title, declarations };
  remarks.error(
    { file: source, start: unclosed, end: unclosed + 3 },
    "a directive begins with `%%{` and never ends",
    "mermaid's directives end with `}%%`",
  );
  const kept = text.slice(0, unclosed) + blanks(text.slice(unclosed));
  return { text: kept, title: matter.title, declarations };
}

function frontMatter(
  text: string,
  source: SourceFile,
  remarks: Remarks,
): { readonly text: string; readonly title: Words | null } {
  const opening = /^\s*---[^\S\n]*$/m.exec(text);
  if (opening === null || text.slice(0, opening.index).trim() !== "")
    return { text, title: null };
  const found = FRONT_MATTER.exec(text);
  if (found === null || found.index > opening.index) {
    const start = opening.index + opening[0].length - 3;
    remarks.error(
      { file: source, start, end: start + 3 },
      "the front matter begins with `---` and never ends",
      "a line with `---` ends it; the diagram begins below",
    );
    return { text: blanks(text), title: null };
  }
  const [whole] = found;
  const rest = text.slice(found.index + whole.length);
  return {
    text: text.slice(0, found.index) + blanks(whole) + rest,
    title: titleIn(whole, found.index, source),
  };
}

/** `title:` of the front matter, which is YAML. */
function titleIn(
  matter: string,
  offset: number,
  source: SourceFile,
): Words | null {
  const found = /^title:[^\S\n]*(.*?)[^\S\n]*$/m.exec(matter);
  const written = found?.[1] ?? "";
  if (found === null || written === "") return null;
  const start = offset + found.index + found[0].indexOf(written, 6);
  const span = { file: source, start, end: start + written.length };
  const text = /^'.*'$/.test(written)
    ? written.slice(1, -1).replaceAll("''", "'")
    : unquoted(written);
  return { text, span };
}

function unquoted(written: string): string {
  if (!/^".*"$/.test(written)) return written;
  try {
    const value: unknown = JSON.parse(written);
    return typeof value === "string" ? value : written;
  } catch {
    return written.slice(1, -1);
  }
}

/** Whether a quote is open there on its line. */
function isInString(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  return (line.split('"').length - 1) % 2 === 1;
}

function blanks(text: string): string {
  return text.replaceAll(/[^\n]/g, " ");
}
