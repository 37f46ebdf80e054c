import { MARKS } from "../config/notes.ts";

export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | JsonRecord;

export interface JsonRecord {
  readonly [key: string]: JsonValue;
}

/** `{ meta: { fsmc: … } }`, or nothing where there is nothing to say: XState carries it along and does not read it. */
export function marked(marks: JsonRecord): JsonRecord {
  return Object.keys(marks).length === 0 ? {} : { meta: { [MARKS]: marks } };
}

/** An object without the members that are null or empty. */
export function compact(members: {
  readonly [key: string]: JsonValue | null;
}): JsonRecord {
  const kept: [string, JsonValue][] = [];
  for (const [key, value] of Object.entries(members))
    if (value !== null && !isEmpty(value)) kept.push([key, value]);
  return Object.fromEntries(kept);
}

function isEmpty(value: JsonValue): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.keys(value).length === 0
  );
}

/** What may stand alone stands alone, unless `compact` would take it for nothing. */
export function oneOrMore(values: readonly JsonValue[]): JsonValue {
  const [first, second] = values;
  return first !== undefined && second === undefined && !isEmpty(first)
    ? first
    : values;
}
