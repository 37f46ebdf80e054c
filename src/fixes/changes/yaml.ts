import {
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseAllDocuments,
  visit,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { Diagnostic, Edit } from "../../diagnostics/index.ts";
import type { SourceFile } from "../../source/index.ts";
import type * as Ast from "../../syntax/ast.ts";
import type { Declarable } from "./change.ts";

/** A pair of a mapping or an item of a list that begins at an offset, with what contains it, innermost last. */
interface Found {
  readonly collections: readonly (YAMLMap | YAMLSeq)[];
  readonly item: Pair | Node;
}

/** The pair or item at a name, and every collection that is empty without it. Comments elsewhere stay. */
export function remove({ span }: Diagnostic): Edit | null {
  const found = find(span.file, span.start);
  if (found === null) return null;
  const { collections } = found;
  let { item } = found;
  let depth = collections.length - 1;
  while (depth > 0 && collections[depth]?.items.length === 1) {
    const outer = collections[depth - 1];
    const owner = outer?.items.find(
      (each) =>
        each === collections[depth] ||
        (isPair(each) && each.value === collections[depth]),
    );
    if (owner === undefined || !(isPair(owner) || isNode(owner))) return null;
    item = owner;
    depth -= 1;
  }
  const within = collections[depth];
  return within === undefined ? null : removal(span.file, within, item);
}

function isNode(value: unknown): value is Node {
  return isMap(value) || isSeq(value) || isScalar(value);
}

function removal(
  file: SourceFile,
  within: YAMLMap | YAMLSeq,
  item: Pair | Node,
): Edit | null {
  const { text } = file;
  const range = rangeOf(item);
  if (range === null) return null;
  const [first, last] = range;
  if (within.flow === true) {
    const after = /^\s*,\s*/.exec(text.slice(last))?.[0].length ?? 0;
    const before =
      after > 0 ? 0 : (/,\s*$/.exec(text.slice(0, first))?.[0].length ?? 0);
    return edit(file, first - before, last + after, "");
  }
  const start = text.lastIndexOf("\n", first - 1) + 1;
  const end = text.indexOf("\n", last - 1 < first ? first : last - 1);
  const stop = end < 0 ? text.length : end + 1;
  return /^[ \t]*(?:- )?$/.test(text.slice(start, first))
    ? edit(file, start, stop, "")
    : null;
}

export function declare(
  file: Ast.SpecFile,
  kind: Declarable,
  name: string,
): Edit | null {
  return kind === "action"
    ? addTo(file.source, "actions", name, `- ${name}`, `  - ${name}`)
    : addTo(file.source, `${kind}s`, `${name}: `, `${name}:`, `  ${name}:`);
}

export function from(
  file: Ast.SpecFile,
  states: string,
  event: string,
  target: string,
): Edit | null {
  const item = `{ states: "${states}", on: [${event}], to: ${target} }`;
  return addTo(file.source, "from", item, `- ${item}`, `  - ${item}`);
}

export function arm(
  { span }: Diagnostic,
  outcomes: readonly string[],
  target: string,
): Edit | null {
  const found = find(span.file, span.start);
  if (found === null || !isPair(found.item)) return null;
  const { value } = found.item;
  const only =
    isSeq(value) && value.items.length === 1 ? value.items[0] : value;
  return isMap(only)
    ? addItem(span.file, only, `"${outcomes.join(", ")}": -> ${target}`)
    : null;
}

export function plain({ span }: Diagnostic, modifier: string): Edit | null {
  const state = find(span.file, span.start)?.item;
  if (!isPair(state) || !isMap(state.value)) return null;
  const said = state.value.items.find(
    ({ key }) => isScalar(key) && key.value === modifier,
  );
  return said === undefined || state.value.items.length === 1
    ? null
    : removal(span.file, state.value, said);
}

/** To a collection at the top of the document, which may not be there yet. */
function addTo(
  file: SourceFile,
  key: string,
  inFlow: string,
  inBlock: string,
  first: string,
): Edit | null {
  const [document, ...others] = documentsOf(file);
  const top = document?.contents;
  if (others.length > 0 || !isMap(top) || top.flow === true) return null;
  const pair = top.items.find(
    (each) => isScalar(each.key) && each.key.value === key,
  );
  if (pair === undefined) {
    const gap = file.text.endsWith("\n") ? "" : "\n";
    const end = file.text.length;
    return edit(file, end, end, `${gap}${key}:\n${first}\n`);
  }
  const { value } = pair;
  if (!isMap(value) && !isSeq(value)) return null;
  if (isMap(value) && inBlock.startsWith("- "))
    return addItem(file, value, `${inFlow}:`);
  return addItem(file, value, value.flow === true ? inFlow : inBlock);
}

function addItem(
  file: SourceFile,
  within: YAMLMap | YAMLSeq,
  item: string,
): Edit | null {
  const { range } = within;
  if (range === null || range === undefined) return null;
  const [start, end] = range;
  if (within.flow === true) {
    const isEmpty = within.items.length === 0;
    const close = file.text.slice(0, end).search(/\s*[\]}]$/);
    return close < 0
      ? null
      : edit(file, close, close, isEmpty ? ` ${item}` : `, ${item}`);
  }
  const line = file.text.lastIndexOf("\n", start - 1) + 1;
  const indent = start - line;
  const last = file.text.lastIndexOf("\n", end - 1);
  const before = file.text.charAt(last - 1) === "\r" ? last - 1 : last;
  const at = /\S/.test(file.text.slice(last + 1, end)) ? end : before;
  return edit(file, at, at, `\n${" ".repeat(indent)}${item}`);
}

function edit(
  file: SourceFile,
  start: number,
  end: number,
  text: string,
): Edit {
  return { span: { file, start, end }, text };
}

function documentsOf(file: SourceFile): readonly Document[] {
  const parsed = parseAllDocuments(file.text);
  return "empty" in parsed ? [] : parsed;
}

function find(file: SourceFile, start: number): Found | null {
  let found: Found | null = null;
  for (const document of documentsOf(file))
    visit(document, {
      Scalar: (_key, node, path) => {
        if (node.range?.[0] !== start && node.range?.[0] !== start - 1)
          return undefined;
        const owner = path.at(-1);
        const collections = path.filter((each) => isMap(each) || isSeq(each));
        if (isPair(owner) && owner.key === node)
          found = { collections, item: owner };
        else if (isSeq(owner)) found = { collections, item: node };
        return found === null ? undefined : visit.BREAK;
      },
    });
  return found;
}

/** Of what is written: comments behind it are not in it. */
function rangeOf(item: Pair | Node): readonly [number, number] | null {
  if (!isPair(item)) return item.range ? [item.range[0], item.range[1]] : null;
  const { key, value } = item;
  const first = isNode(key) ? key.range : null;
  const last = isNode(value) && value.range ? value.range : first;
  if (!first || !last) return null;
  return [first[0], Math.max(last[1], first[1])];
}
