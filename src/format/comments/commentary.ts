import type { Comment } from "./comment.ts";

const NO_COMMENTS: readonly Comment[] = [];

/** The comments of a file, beside its tree: which part each belongs to, and where it stands there. */
export interface Commentary {
  /** At the top of the file, apart from its first part. */
  readonly head: readonly Comment[];
  /** On lines of their own before a part, above its doc. */
  readonly before: (part: object) => readonly Comment[];
  /** Of one line, on that of the part: where its body begins, else where it ends. */
  readonly behind: (part: object) => Comment | null;
  /** On lines of their own in the body of a part, behind all that is in it. */
  readonly end: (part: object) => readonly Comment[];
  /** On lines of their own behind the last field of a `context`. */
  readonly after: (part: object) => readonly Comment[];
  /** Whether an empty line stands between a part and the one before it in the same body. */
  readonly isApart: (part: object) => boolean;
  /** Whether there is any comment at a part. */
  readonly isAt: (part: object) => boolean;
}

/** Of a tree that was made, not read. */
export const WITHOUT_COMMENTS: Commentary = {
  head: NO_COMMENTS,
  before: () => NO_COMMENTS,
  behind: () => null,
  end: () => NO_COMMENTS,
  after: () => NO_COMMENTS,
  isApart: () => false,
  isAt: () => false,
};

/** Where comments stand on lines of their own. */
export type Place = "before" | "end" | "after";

/** A commentary while it is made. */
export class Attached implements Commentary {
  head: Comment[] = [];
  readonly #places = {
    before: new Map<object, Comment[]>(),
    end: new Map<object, Comment[]>(),
    after: new Map<object, Comment[]>(),
  };
  readonly #behind = new Map<object, Comment>();
  readonly apart = new Set<object>();

  readonly before = (part: object): readonly Comment[] =>
    this.#places.before.get(part) ?? NO_COMMENTS;
  readonly behind = (part: object): Comment | null =>
    this.#behind.get(part) ?? null;
  readonly end = (part: object): readonly Comment[] =>
    this.#places.end.get(part) ?? NO_COMMENTS;
  readonly after = (part: object): readonly Comment[] =>
    this.#places.after.get(part) ?? NO_COMMENTS;
  readonly isApart = (part: object): boolean => this.apart.has(part);
  readonly isAt = (part: object): boolean =>
    this.#behind.has(part) ||
    Object.values(this.#places).some((places) => places.has(part));

  add(place: Place, part: object, comment: Comment): void {
    const comments = this.#places[place].get(part);
    if (comments === undefined) this.#places[place].set(part, [comment]);
    else {
      const after = comments.findIndex(({ start }) => start > comment.start);
      comments.splice(after < 0 ? comments.length : after, 0, comment);
    }
  }

  /** A line has room for one: an earlier one goes before the part, and so does one of several lines. */
  addBehind(part: object, comment: Comment): void {
    const alone = { ...comment, gapBefore: false, gapAfter: false };
    if (comment.lines.length > 1) return this.add("before", part, alone);
    const earlier = this.#behind.get(part);
    if (earlier !== undefined) this.add("before", part, earlier);
    this.#behind.set(part, alone);
  }

  /**
   * Makes the comments before the first part those of the file, up to the last empty line between them; not what stands behind
   * the first word of the text, a key of YAML, which then has no empty lines around it: in `.fsm` it would be at the top.
   */
  takeHead(part: object, firstWord: number): void {
    const comments = this.#places.before.get(part) ?? [];
    const last = comments.findLastIndex(
      ({ gapAfter, start }) => gapAfter && start < firstWord,
    );
    const rest = comments.splice(last + 1);
    this.head = comments;
    this.#places.before.delete(part);
    for (const comment of rest)
      this.add("before", part, {
        ...comment,
        gapBefore: false,
        gapAfter: false,
      });
  }
}
