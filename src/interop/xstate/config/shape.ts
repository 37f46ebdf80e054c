/** Parts of a configuration as the kind that they must be, or an error at their place. */
import type { Span } from "../../../source/index.ts";
import {
  kindOfJson,
  type Json,
  type JsonObject,
  type JsonText,
} from "../json/value.ts";
import type { Remarks } from "../../remarks.ts";

const ARTICLES = {
  object: "an object",
  text: "a text",
  list: "a list",
  number: "a number",
  boolean: "true or false",
  null: "null",
} as const;

export function mustBe(
  json: Json,
  what: string,
  kinds: readonly (keyof typeof ARTICLES)[],
  report: Remarks,
): void {
  const wanted = kinds.map((kind) => ARTICLES[kind]).join(" or ");
  report.error(
    json.span,
    `${what} is ${wanted}, not ${kindOfJson(json)}`,
    "XState reads nothing else there",
  );
}

export function asObject(
  json: Json,
  what: string,
  report: Remarks,
): JsonObject | null {
  if (json.kind === "object") return json;
  mustBe(json, what, ["object"], report);
  return null;
}

export function asText(
  json: Json,
  what: string,
  report: Remarks,
): JsonText | null {
  if (json.kind === "text") return json;
  mustBe(json, what, ["text"], report);
  return null;
}

export function asBoolean(
  json: Json | null,
  what: string,
  report: Remarks,
): boolean | null {
  if (json === null || json.kind === "null") return null;
  if (json.kind === "boolean") return json.value;
  mustBe(json, what, ["boolean"], report);
  return null;
}

/** The keyword-like place of an object: its opening bracket. */
export function startOf({ span }: { readonly span: Span }): Span {
  return { ...span, end: Math.min(span.start + 1, span.end) };
}
