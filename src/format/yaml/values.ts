import type { Allow, Name } from "../../syntax/ast.ts";
import type { Comment } from "../comments/comment.ts";
import type { Commentary } from "../comments/commentary.ts";

/** What is printed: a map keeps the order of its keys, whatever they are called. */
export type Yaml =
  | string
  | number
  | boolean
  | null
  | readonly Yaml[]
  | ReadonlyMap<string, Yaml>
  | Commented;

/** A value of a mapping or an item of a list, with the comments at it. */
export interface Commented {
  readonly kind: "commented";
  readonly value: Exclude<Yaml, Commented>;
  /** Whether an empty line stands before it. */
  readonly isApart: boolean;
  readonly before: readonly Comment[];
  readonly behind: Comment | null;
  /** Below the value, one level deeper than its key. */
  readonly end: readonly Comment[];
  /** Below the value. */
  readonly after: readonly Comment[];
}

export type Entry = readonly [key: string, value: Yaml];

/** The value of a part of the tree, with the comments at it. */
export function commented(
  part: object,
  value: Yaml,
  commentary: Commentary,
): Yaml {
  const isApart = commentary.isApart(part);
  if (!(isApart || commentary.isAt(part)) || isCommented(value)) return value;
  return {
    kind: "commented",
    value,
    isApart,
    before: commentary.before(part),
    behind: commentary.behind(part),
    end: commentary.end(part),
    after: commentary.after(part),
  };
}

export function isCommented(value: Yaml): value is Commented {
  return typeof value === "object" && value !== null && "kind" in value;
}

/** Without the entries that are null, which stand for what is not there. */
export function mapping(
  ...entries: readonly (Entry | null)[]
): ReadonlyMap<string, Yaml> {
  return new Map(entries.filter((entry) => entry !== null));
}

/** An entry that is only there where it has something to say. */
export function listed(key: string, values: readonly Yaml[]): Entry | null {
  return values.length === 0 ? null : [key, values];
}

/** One alone, several as a list. */
export function oneOrMore(values: readonly Yaml[]): Yaml {
  const [only, second] = values;
  return only !== undefined && second === undefined ? only : values;
}

/** Names as text. */
export function textsOf(names: readonly Name[]): readonly string[] {
  return names.map(({ text }) => text);
}

export interface Documented {
  readonly doc: string | null;
  readonly allows: readonly Allow[];
}

/** `doc` and `allow`, where there are any. */
export function notes({ doc, allows }: Documented): readonly Entry[] {
  const reasons = allows.map(({ rule, reason }): Entry => [rule.text, reason]);
  return [
    ...(doc === null ? [] : [["doc", doc] as const]),
    ...(reasons.length === 0 ? [] : [["allow", new Map(reasons)] as const]),
  ];
}

/** Whether there is a comment or an `@allow`. */
export function isNoted({ doc, allows }: Documented): boolean {
  return doc !== null || allows.length > 0;
}

/** `0.01` and `true` as what they are in YAML; all else is a text, also `null`, for nothing at all is printed for null. */
export function scalar(text: string): Yaml {
  if (text === "true") return true;
  if (text === "false") return false;
  return String(Number(text)) === text && Number.isFinite(Number(text))
    ? Number(text)
    : text;
}

/** The parts of each key together, the keys in the order in which they come first. */
export function byKey<Part>(
  parts: readonly Part[],
  keyOf: (part: Part) => string,
): ReadonlyMap<string, readonly Part[]> {
  const groups = new Map<string, Part[]>();
  for (const part of parts) {
    const key = keyOf(part);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [part]);
    else group.push(part);
  }
  return groups;
}
