import { Composer, Lexer, Parser, type Document, type ParsedNode } from "yaml";
import { at, type Diagnostic } from "../../diagnostics/index.ts";
import {
  notText,
  tooDeep,
  tooLong,
  yamlSyntax,
  yamlTag,
} from "../../diagnostics/messages/yaml.ts";
import type { SourceFile, Span } from "../../source/index.ts";
import { LIMITS } from "./limits.ts";

export type ParsedDocument = Document.Parsed<ParsedNode>;

/**
 * The documents of a YAML text as the `yaml` package reads them, within the limits: its composer recurses, therefore the
 * nesting is watched while the tokens are still a flat stream.
 */
export function parseDocuments(
  source: SourceFile,
  report: (diagnostic: Diagnostic) => void,
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
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  const control = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.exec(text);
  if (control !== null) {
    const span = place(control.index, control.index + 1);
    report(at({ span }, notText(text.charCodeAt(control.index))));
    return [];
  }

  const parser = new Parser();
  const composer = new Composer<ParsedNode>({
    keepSourceTokens: true,
    schema: "failsafe",
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
  });
  const documents: ParsedDocument[] = [];
  let offset = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme))
      for (const document of composer.next(token)) documents.push(document);
    if (parser.stack.length > LIMITS.depth) {
      report(at({ span: place(offset, offset + 1) }, tooDeep(LIMITS.depth)));
      return [];
    }
    offset = parser.offset;
  }
  for (const token of parser.end())
    for (const document of composer.next(token)) documents.push(document);
  for (const document of composer.end()) documents.push(document);
  const left = composer.streamInfo();
  reportProblems([...left.errors, ...left.warnings]);
  for (const { errors, warnings } of documents)
    reportProblems([...errors, ...warnings]);
  return documents;

  function reportProblems(problems: ParsedDocument["warnings"]): void {
    const seen = new Set<number>();
    for (const { code, message, pos } of problems) {
      if (seen.has(pos[0])) continue;
      seen.add(pos[0]);
      const span = place(pos[0], pos[1]);
      const found = text.slice(span.start, span.end);
      const isTag =
        code === "TAG_RESOLVE_FAILED" || code === "BAD_COLLECTION_TYPE";
      report(at({ span }, isTag ? yamlTag(found) : yamlSyntax(code, message)));
    }
  }
}
