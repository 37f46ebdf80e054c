import {
  listOf,
  memberOf,
  textOfJson,
  type Json,
  type JsonObject,
} from "../json/value.ts";

/** The key under `meta` of what `fsmc export` says beside XState. */
export const MARKS = "fsmc";

/** What fsmc has put into `meta`; null where somebody else wrote it. */
export function marksOf(object: JsonObject): JsonObject | null {
  const meta = memberOf(object, "meta");
  if (meta?.kind !== "object") return null;
  const marks = memberOf(meta, MARKS);
  return marks?.kind === "object" ? marks : null;
}

export function tagsOf(object: JsonObject): readonly string[] {
  return listOf(memberOf(object, "tags")).flatMap((tag) =>
    tag.kind === "text" ? [tag.value] : [],
  );
}

/**
 * The comment of what an object makes: its description, and what XState's readers may want of it and no machine runs by, a
 * line each, so that nobody has to look for it in the old file.
 */
export function docOf(object: JsonObject, marked: boolean): string | null {
  const description = memberOf(object, "description");
  const lines: string[] = [];
  if (description?.kind === "text") lines.push(...linesOf(description.value));
  const tags = tagsOf(object);
  if (!marked && tags.length > 0) lines.push(`@tags ${tags.join(", ")}`);
  const meta = memberOf(object, "meta");
  const own = meta === null ? null : withoutMarks(meta);
  if (own !== null) lines.push(`@meta ${textOfJson(own)}`);
  return lines.length === 0 ? null : lines.join("\n");
}

function withoutMarks(meta: Json): Json | null {
  if (meta.kind === "null") return null;
  if (meta.kind !== "object") return meta;
  const members = meta.members.filter(({ key }) => key !== MARKS);
  return members.length === 0 ? null : { ...meta, members };
}

/** A comment holds no other characters than its text's own. */
function linesOf(text: string): readonly string[] {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => line.replaceAll(/\p{Cc}/gu, " ").trimEnd());
}
