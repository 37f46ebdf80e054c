import { isCst, type CstNodes } from "../../grammar/cst.ts";
import { tokenize } from "../../grammar/lexer.ts";
import { fsmParser, type EntryRule } from "../../grammar/parser.ts";
import type { Diagnostic } from "../diagnostics/index.ts";
import { nothingThere } from "../diagnostics/messages/syntax.ts";
import type { SourceFile, Span } from "../source/index.ts";
import type { SpecFile } from "./ast.ts";
import type {
  FragmentKind,
  FragmentKinds,
  FragmentPlace,
  ParsedFragment,
} from "./fragment-kinds.ts";
import { balanceBraces } from "./from-fsm/braces.ts";
import { reportFailures } from "./from-fsm/failures.ts";
import { readFile } from "./from-fsm/file.ts";
import { FRAGMENTS } from "./from-fsm/fragments.ts";
import { isReadable } from "./from-fsm/readable.ts";
import { Reading } from "./from-fsm/reading.ts";
import { repair } from "./from-fsm/repair.ts";
import type { Surroundings } from "./surroundings.ts";

export interface ParsedFile extends Surroundings {
  /** What was understood; a part that was not is left out. */
  readonly file: SpecFile;
  readonly diagnostics: readonly Diagnostic[];
  /**
   * Names in the parts that were not understood. One of these that is declared nowhere may be declared there: to report it as
   * unknown would be a second report of the same mistake.
   */
  readonly unread: ReadonlySet<string>;
  /** Lines that were not understood, or hang together with one: what else is wrong there shows when they can be read. */
  readonly misread: readonly Span[];
}

/** Reads a `.fsm` text. Never throws: what is wrong with the text is in the diagnostics. */
export function parseFsm(source: SourceFile): ParsedFile {
  const reading = new Reading(source.text, {
    source,
    offsetAt: (index) => index,
  });
  const parsed = parse(reading, "file");
  const file =
    parsed === null
      ? { source, imports: [], declarations: [], strategies: [] }
      : readFile(reading, source, parsed.node);
  if (isEmpty(file) && reading.diagnostics.length === 0)
    reading.report(reading.span(0, 0), nothingThere());
  return {
    file,
    diagnostics: inOrder(reading.diagnostics),
    unread: parsed?.unread ?? new Set(),
    misread: reading.diagnostics.map(({ span }) => span),
    comments: reading.comments,
    extents: reading.extents,
    bracketed: new Set(),
  };
}

/** Reads a piece of `.fsm` that stands in another text, such as a scalar of YAML. Never throws. */
export function parseFragment<Kind extends FragmentKind>(
  kind: Kind,
  text: string,
  place: FragmentPlace,
): ParsedFragment<FragmentKinds[Kind]> {
  const reading = new Reading(text, place);
  const span = reading.span(0, text.length);
  const value = FRAGMENTS[kind](reading, (rule) => parse(reading, rule)?.node);
  const { comments } = reading;
  return { value, diagnostics: inOrder(reading.diagnostics), comments, span };
}

/** Whether nothing at all is declared or imported. */
export function isEmpty(file: SpecFile): boolean {
  const { imports, declarations, strategies } = file;
  return [imports, declarations, strategies].every(
    ({ length }) => length === 0,
  );
}

function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.toSorted((a, b) => a.span.start - b.span.start);
}

function parse<Rule extends EntryRule>(
  reading: Reading,
  rule: Rule,
): { node: CstNodes[Rule]; unread: ReadonlySet<string> } | null {
  const { text } = reading;
  if (!isReadable(reading)) return null;
  const lexed = tokenize(text);
  const parser = fsmParser();
  const tokens = balanceBraces(reading, repair(reading, lexed.tokens));
  reading.readComments(lexed, tokens);
  parser.load(text, tokens);
  const node = parser.start(rule);
  reportFailures(reading, tokens, parser.failures());
  return node !== undefined && isCst(node, rule)
    ? { node, unread: new Set(parser.unread) }
    : null;
}
