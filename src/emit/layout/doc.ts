/**
 * Text that knows where it may break: what prettier makes of a program before it knows the width of the line. After
 * Wadler, "A prettier printer" (2003), with prettier's own additions.
 */
export type Doc =
  | string
  | readonly Doc[]
  | { readonly kind: "indent"; readonly contents: Doc }
  /** A break where the group does not fit: nothing or a blank where it does; `hard` breaks always. */
  | { readonly kind: "line"; readonly flat: string; readonly hard: boolean }
  | Group
  /** Prints nothing; the groups around it are broken. */
  | { readonly kind: "break-parent" }
  | {
      readonly kind: "if-break";
      readonly broken: Doc;
      readonly flat: Doc;
    }
  /** Indented where that other group is broken. */
  | {
      readonly kind: "indent-if-break";
      readonly contents: Doc;
      readonly group: Group;
    };

export interface Group {
  readonly kind: "group";
  readonly contents: Doc;
  /** Broken whether it fits or not. */
  readonly broken: boolean;
  /** Ways to lay it out, the flattest first; the first that fits is taken. */
  readonly states: readonly Doc[] | null;
}

export const line: Doc = { kind: "line", flat: " ", hard: false };
export const softline: Doc = { kind: "line", flat: "", hard: false };
export const hardline: Doc = { kind: "line", flat: "", hard: true };
/** A line that is empty. */
export const blank: Doc = [hardline, hardline];

export function group(contents: Doc, broken = false): Group {
  return {
    kind: "group",
    contents,
    broken: broken || breaks(contents),
    states: null,
  };
}

export function oneOf(states: readonly Doc[]): Group {
  const [first = ""] = states;
  return { kind: "group", contents: first, broken: false, states };
}

export function indent(contents: Doc): Doc {
  return { kind: "indent", contents };
}

export function ifBreak(broken: Doc, flat: Doc = ""): Doc {
  return { kind: "if-break", broken, flat };
}

export function indentIfBreak(contents: Doc, group: Group): Doc {
  return { kind: "indent-if-break", contents, group };
}

export function join(separator: Doc, docs: readonly Doc[]): Doc {
  const joined: Doc[] = [];
  for (const doc of docs) {
    if (joined.length > 0) joined.push(separator);
    joined.push(doc);
  }
  return joined;
}

/** Statements or members, each on lines of its own. */
export function lines(docs: readonly Doc[]): Doc {
  return join(hardline, docs);
}

/** Whether something in it breaks in any case. */
export function breaks(doc: Doc): boolean {
  if (typeof doc === "string") return false;
  if (isList(doc)) return doc.some(breaks);
  switch (doc.kind) {
    case "line":
      return doc.hard;
    case "break-parent":
      return true;
    case "group":
      return doc.broken;
    case "if-break":
      return breaks(doc.broken);
    default:
      return breaks(doc.contents);
  }
}

/** Its pieces, in order. A list and no generator: one that yields through all levels of a class takes longer than all of its emission. */
export function texts(doc: Doc): readonly string[] {
  const pieces: string[] = [];
  gather(doc, pieces);
  return pieces;
}

function gather(doc: Doc, pieces: string[]): void {
  if (typeof doc === "string") pieces.push(doc);
  else if (isList(doc)) for (const each of doc) gather(each, pieces);
  else if ("contents" in doc) gather(doc.contents, pieces);
}

const words = new WeakMap<object, ReadonlySet<string>>();

/** Its pieces, each once. Several parts of a file ask that of the whole class. */
export function distinctTexts(doc: Doc): ReadonlySet<string> {
  if (typeof doc === "string") return new Set([doc]);
  const found = words.get(doc) ?? new Set(texts(doc));
  words.set(doc, found);
  return found;
}

/** Whether a piece of it is exactly this text. */
export function mentions(doc: Doc, text: string): boolean {
  if (typeof doc === "string") return doc === text;
  if (isList(doc)) return doc.some((each) => mentions(each, text));
  return "contents" in doc && mentions(doc.contents, text);
}

export function isList(doc: Doc): doc is readonly Doc[] {
  return Array.isArray(doc);
}
