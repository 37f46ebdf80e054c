import { Composer, CST, Lexer, Parser, type Document } from "yaml";
import { at, type Diagnostic } from "../../diagnostics/index.ts";
import {
  quoteNotClosed,
  tooDeep,
  yamlSyntax,
  yamlTag,
} from "../../diagnostics/messages/yaml.ts";
import { tooLong } from "../../diagnostics/messages/syntax.ts";
import type { SourceFile, Span } from "../../source/index.ts";
import { isReadable } from "../from-fsm/readable.ts";
import { Reading } from "../from-fsm/reading.ts";
import type { PlainComment } from "../surroundings.ts";
import { LIMITS } from "./limits.ts";

export type ParsedDocument = Document.Parsed;

/** Who hears of what is found in a text. */
export interface Told {
  readonly report: (diagnostic: Diagnostic) => void;
  readonly comment: (comment: PlainComment) => void;
}

/**
 * The documents of a YAML text as the `yaml` package reads them, within the limits: its composer recurses, therefore the
 * nesting is watched while the tokens are still a flat stream.
 */
export function parseDocuments(
  source: SourceFile,
  { report, comment }: Told,
): readonly ParsedDocument[] {
  const { text } = source;
  const place = (start: number, end: number): Span => ({
    file: source,
    start: Math.min(start, text.length),
    end: Math.min(Math.max(start, end), text.length),
  });

  if (text.length > LIMITS.length) {
    report(at({ span: place(0, 0) }, tooLong(text.length, LIMITS.length)));
    return [];
  }
  const reading = new Reading(text, { source, offsetAt: (index) => index });
  if (!isReadable(reading)) {
    reading.diagnostics.forEach(report);
    return [];
  }

  const parser = new Parser();
  const composer = new Composer({
    keepSourceTokens: true,
    schema: "failsafe",
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
  });
  const documents: ParsedDocument[] = [];
  let offset = 0;
  const openQuotes = new Map<number, number>();
  const compose = (token: CST.Token): void => {
    if (token.type === "document") collectOpenQuotes(token, openQuotes);
    for (const document of composer.next(token)) documents.push(document);
  };
  let isScalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (!isScalar && CST.tokenType(lexeme) === "comment") {
      const span = place(parser.offset, parser.offset + lexeme.length);
      comment({ image: lexeme, span });
    }
    isScalar = lexeme === CST.SCALAR;
    for (const token of parser.next(lexeme)) compose(token);
    if (parser.stack.length > LIMITS.depth) {
      report(at({ span: place(offset, offset + 1) }, tooDeep(LIMITS.depth)));
      return [];
    }
    offset = parser.offset;
  }
  for (const token of parser.end()) compose(token);
  for (const document of composer.end()) documents.push(document);
  const left = composer.streamInfo();
  reportProblems([...left.errors, ...left.warnings]);
  for (const { errors, warnings } of documents)
    reportProblems([...errors, ...warnings]);
  return documents;

  /** What is in the wrong column; the package names the place behind what stands before it. */
  function nextWord(offset: number): Span {
    const [blank = "", word = ""] =
      /\s*(\S?[^\s:]*)/.exec(text.slice(offset)) ?? [];
    return place(offset + blank.length - word.length, offset + blank.length);
  }

  function reportProblems(problems: ParsedDocument["warnings"]): void {
    let lastLine = 0;
    const inOrder = problems.toSorted((a, b) => a.pos[0] - b.pos[0]);
    let tab = false;
    for (const { code, message, pos } of inOrder) {
      // Behind a tab all that stands deeper or less deep is in a wrong column.
      tab ||= code === "TAB_AS_INDENT";
      if (tab && code === "BAD_INDENT") continue;
      const span = code === "BAD_INDENT" ? nextWord(pos[0]) : place(...pos);
      // The package stumbles over the same mistake again until the line ends.
      const { line } = source.position(span.start);
      if (line === lastLine) continue;
      lastLine = line;
      const found = text.slice(span.start, span.end);
      const quote = openQuotes.get(pos[0]);
      if (quote !== undefined) {
        const opening = place(quote, quote + 1);
        const finding = quoteNotClosed(text.slice(quote, quote + 1));
        report(at({ span: opening }, finding));
      } else if (TAG_CODES.includes(code)) {
        report(at({ span }, yamlTag(found)));
      } else {
        report(at({ span }, yamlSyntax(code, message, found)));
      }
    }
  }
}

const TAG_CODES: readonly string[] = [
  "TAG_RESOLVE_FAILED",
  "BAD_COLLECTION_TYPE",
];

/** Where a quoted text ends that is not closed, to where it begins; the package names only its end. */
function collectOpenQuotes(
  document: CST.Document,
  openQuotes: Map<number, number>,
): void {
  CST.visit(document, ({ key, value }) => {
    for (const token of [key, value]) {
      if (!CST.isScalar(token) || token.type === "block-scalar") continue;
      const { source, offset, type } = token;
      const isQuoted =
        type === "single-quoted-scalar" || type === "double-quoted-scalar";
      const closed = source.length > 1 && source.endsWith(source.charAt(0));
      if (isQuoted && !closed) openQuotes.set(offset + source.length, offset);
    }
  });
}
