import { at, type Diagnostic } from "../diagnostics/index.ts";
import { nothingThere } from "../diagnostics/messages/syntax.ts";
import type { SourceFile, Span } from "../source/index.ts";
import type {
  EnumDeclaration,
  Import,
  Strategy,
  TypeDeclaration,
} from "./ast.ts";
import { isEmpty, type ParsedFile } from "./from-fsm.ts";
import type { Context } from "./from-yaml/context.ts";
import { readYaml } from "./from-yaml/read.ts";
import { documentOf } from "./from-yaml/strategy.ts";
import type { YamlValue } from "./from-yaml/value.ts";
import { inOrderOfText, type PlainComment } from "./surroundings.ts";

/**
 * Reads the YAML spelling into the tree that the `.fsm` spelling is read into, places included. Whatever the text, it gives
 * what it understood and says the rest; it never throws.
 */
export function parseYaml(source: SourceFile): ParsedFile {
  const diagnostics: Diagnostic[] = [];
  const imports: Import[] = [];
  const declarations: (EnumDeclaration | TypeDeclaration)[] = [];
  const strategies: Strategy[] = [];
  const unread = new Set<string>();
  const report = (diagnostic: Diagnostic): void => {
    diagnostics.push(diagnostic);
  };
  const skip = (value: YamlValue): void => {
    for (const word of wordsOf(value)) unread.add(word);
  };
  const comments: PlainComment[] = [];
  const comment = (found: PlainComment): void => {
    comments.push(found);
  };
  const extents = new Map<object, Span>();
  const bracketed = new Set<object>();
  const place: Context["place"] = (part, span, isBracketed) => {
    extents.set(part, span);
    if (isBracketed) bracketed.add(part);
  };
  const documents = readYaml(source, { report, comment });
  for (const { root, broken } of documents) {
    // What YAML itself could not read would be reported again as missing here and misshapen there.
    const told = broken ? nobody : report;
    const context = {
      source,
      report: told,
      skip,
      strangers: new Set<YamlValue>(),
      comment,
      place,
    };
    const parts = documentOf(context, root);
    imports.push(...parts.imports);
    declarations.push(...parts.declarations);
    if (parts.strategy !== null) strategies.push(parts.strategy);
  }
  if (documents.some(({ broken }) => broken))
    for (const [word] of source.text.matchAll(WORD)) unread.add(word);
  const file = { source, imports, declarations, strategies };
  if (isEmpty(file) && diagnostics.length === 0)
    report(at({ span: { file: source, start: 0, end: 0 } }, nothingThere()));
  return {
    file,
    diagnostics,
    unread,
    misread: diagnostics.flatMap(({ span }) => [span, ...ownerOf(span)]),
    comments: inOrderOfText(comments),
    extents,
    bracketed,
  };
}

/** The line that what is marked hangs on: the last one before it that is indented less. What it says may be half of what was meant. */
function ownerOf({ file, start }: Span): readonly Span[] {
  const { text } = file;
  const startOf = (offset: number): number =>
    offset <= 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
  let at = startOf(start);
  const own = indentAt(text, at);
  for (let lines = 0; at > 0 && lines < MOST_LINES; lines += 1) {
    at = startOf(at - 1);
    const indent = indentAt(text, at);
    if (indent !== null && own !== null && indent < own)
      return [{ file, start: at, end: at }];
  }
  return [];
}

/** Further above no owner is looked for: a file of nothing but mistakes is to be read in no time, too. */
const MOST_LINES = 1000;

/** How far the line that begins there is indented, the dash of a list counted in; null for one that is empty. */
function indentAt(text: string, offset: number): number | null {
  const [indent = ""] = /^[ \t-]*/.exec(text.slice(offset, offset + 500)) ?? [];
  return /^\s|^$/.test(
    text.slice(offset + indent.length, offset + indent.length + 1),
  )
    ? null
    : indent.length;
}

const nobody = (): void => {};

const WORD = /[A-Za-z_][A-Za-z0-9_]*/g;

/** What could be names in a value that was not understood. */
function wordsOf(value: YamlValue): readonly string[] {
  if (value.kind === "scalar")
    return [...value.text.matchAll(WORD)].map(([word]) => word);
  if (value.kind === "list") return value.items.flatMap(wordsOf);
  return value.entries.flatMap((entry) => [
    ...wordsOf(entry.key),
    ...wordsOf(entry.value),
  ]);
}
