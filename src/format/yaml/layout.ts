import { marked, ownLines, type Comment } from "../comments/comment.ts";
import { indented, squeezed, type Lines } from "../lines.ts";
import { flowList, keyText, scalarLines } from "./scalars.ts";
import { isCommented, type Commented, type Yaml } from "./values.ts";

type Value = Commented["value"];
type Plain = Exclude<Value, object> | null;

/** The lines of a document, a key a line; lists of words on one. */
export function documentLines(mapping: ReadonlyMap<string, Yaml>): Lines {
  return squeezed(entriesOf(mapping));
}

/** Comments on lines of their own. */
export function commentLines(comments: readonly Comment[]): Lines {
  return ownLines(comments, ({ lines }) =>
    lines.map((line) => marked(line, "#")),
  );
}

function entriesOf(mapping: ReadonlyMap<string, Yaml>): Lines {
  return [...mapping].flatMap(([key, value]) =>
    annotated(value, (plain, end) => under(keyText(key), plain, end)),
  );
}

/** A value under its key, with comments behind all that is in it. */
function under(head: string, value: Value, end: Lines): Lines {
  if (isList(value)) {
    const words = end.length === 0 ? wordsOf(value) : null;
    if (words !== null) return [`${head} ${flowList(words)}`];
    const items = value.length === 0 ? ["[]"] : value.flatMap(itemOf);
    return [head, ...indented(squeezed([...items, ...end]))];
  }
  if (isMapping(value)) {
    if (value.size === 0 && end.length === 0) return [`${head} {}`];
    return [head, ...indented(squeezed([...entriesOf(value), ...end]))];
  }
  const [first = "", ...rest] = scalarLines(value);
  return [`${head} ${first}`.trimEnd(), ...indented([...rest, ...end])];
}

/** An item of a list that has a line of its own. */
function itemOf(item: Yaml): Lines {
  return annotated(item, (value, end) => {
    if (!isMapping(value) || value.size === 0) return under("-", value, end);
    const lines = entriesOf(value);
    const first = lines.findIndex(
      (line) => line !== "" && !line.startsWith("#"),
    );
    return [
      ...lines.slice(0, first),
      `- ${lines[first] ?? ""}`,
      ...indented([...lines.slice(first + 1), ...end]),
    ];
  });
}

/** A value's lines among its comments. */
function annotated(
  value: Yaml,
  print: (value: Value, end: Lines) => Lines,
): Lines {
  if (!isCommented(value)) return print(value, []);
  const { isApart, before, behind, end, after } = value;
  const [first = "", ...rest] = print(value.value, commentLines(end));
  const beside =
    behind === null ? "" : ` ${marked(behind.lines.join(" "), "#")}`;
  return [
    ...(isApart ? [""] : []),
    ...commentLines(before),
    first + beside,
    ...rest,
    ...commentLines(after),
  ];
}

/** What can stand on one line; null where it cannot. */
function wordsOf(list: readonly Yaml[]): readonly Plain[] | null {
  const words = list.filter(
    (item): item is Plain => item === null || typeof item !== "object",
  );
  return words.length === list.length ? words : null;
}

function isMapping(value: Value): value is ReadonlyMap<string, Yaml> {
  return value instanceof Map;
}

function isList(value: Value): value is readonly Yaml[] {
  return Array.isArray(value);
}
