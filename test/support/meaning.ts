import { SourceFile } from "../../src/source/index.ts";

/** A syntax tree without its places: what two texts that mean the same have in common. */
export function meaningOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(meaningOf);
  if (value instanceof SourceFile) return null;
  if (typeof value !== "object" || value === null) return value;
  if (isSpan(value)) return "a place";
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, meaningOf(part)]),
  );
}

function isSpan(value: object): boolean {
  return "file" in value && "start" in value && "end" in value;
}
