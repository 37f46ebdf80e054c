import type { JsonSchema } from "./json-schema.ts";

export interface KeyDescription {
  /** What a hover says. */
  readonly doc: string;
  readonly value: JsonSchema;
}

export interface MappingDescription {
  /** What a message calls it: `a state has no key …`. */
  readonly title: string;
  readonly doc: string;
  readonly keys: Readonly<Record<string, KeyDescription>>;
  readonly required?: readonly string[];
  /** Keys that are no single word: the arms of a run, several outcomes with commas. */
  readonly patterns?: Readonly<Record<string, KeyDescription>>;
}

export const key = (doc: string, value: JsonSchema): KeyDescription => ({
  doc,
  value,
});
