import type { Span } from "../source/index.ts";

/** A comment that documents nothing. */
export interface PlainComment {
  /** With its marks, decoded where it stands in a YAML scalar. */
  readonly image: string;
  readonly span: Span;
}

/** What a text has beside its tree; who prints it again needs it. */
export interface Surroundings {
  /** In the order of the text. */
  readonly comments: readonly PlainComment[];
  /**
   * How far a part of the tree reaches, from its first word (a key, in YAML), behind its `@allow`s, to its last brace. For
   * imports, strategies and all that may have a doc, but for those that were not understood.
   */
  readonly extents: ReadonlyMap<object, Span>;
  /** Parts of which YAML has all between brackets that begin on their own line: nothing of them follows on further lines. */
  readonly bracketed: ReadonlySet<object>;
}

/** In the order of the text. */
export function inOrderOfText(
  comments: readonly PlainComment[],
): readonly PlainComment[] {
  return comments.toSorted((a, b) => a.span.start - b.span.start);
}
