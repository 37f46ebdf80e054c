import type { Span } from "../../../source/index.ts";

/** A value of a JSON text, with its place. `undefined` counts as null. */
export type Json =
  | JsonObject
  | JsonList
  | JsonText
  | { readonly kind: "number"; readonly value: number; readonly span: Span }
  | { readonly kind: "boolean"; readonly value: boolean; readonly span: Span }
  | { readonly kind: "null"; readonly span: Span };

export interface JsonObject {
  readonly kind: "object";
  /** In the order in which JavaScript goes through them: keys that are whole numbers first. */
  readonly members: readonly Member[];
  readonly span: Span;
}

export interface JsonList {
  readonly kind: "list";
  readonly items: readonly Json[];
  readonly span: Span;
}

export interface JsonText {
  readonly kind: "text";
  readonly value: string;
  readonly span: Span;
}

export interface Member {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Json;
}

export function memberOf(object: JsonObject, key: string): Json | null {
  return object.members.find((member) => member.key === key)?.value ?? null;
}

/** As one line of JSON. */
export function textOfJson(json: Json): string {
  switch (json.kind) {
    case "object":
      return `{${json.members
        .map(({ key, value }) => `${JSON.stringify(key)}:${textOfJson(value)}`)
        .join(",")}}`;
    case "list":
      return `[${json.items.map(textOfJson).join(",")}]`;
    case "null":
      return "null";
    default:
      return JSON.stringify(json.value);
  }
}

/** What something is, for a sentence. */
export function kindOfJson({ kind }: Json): string {
  const words = {
    object: "an object",
    list: "a list",
    text: "a text",
    number: "a number",
    boolean: "true or false",
    null: "null",
  };
  return words[kind];
}

/** A list of one for what may stand alone; nothing for null. */
export function listOf(json: Json | null): readonly Json[] {
  if (json === null || json.kind === "null") return [];
  return json.kind === "list" ? json.items : [json];
}
