import type { Allow, Name } from "../ast.ts";

/** What the `yaml` package prints: a map keeps the order of its keys, whatever they are called. */
export type Yaml =
  | string
  | number
  | boolean
  | null
  | readonly Yaml[]
  | ReadonlyMap<string, Yaml>;

export type Entry = readonly [key: string, value: Yaml];

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

interface Documented {
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
