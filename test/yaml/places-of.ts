import { SourceFile, textOf, type Span } from "../../src/source/index.ts";

const isSpan = (value: unknown): value is Span =>
  typeof value === "object" &&
  value !== null &&
  "start" in value &&
  "end" in value &&
  "file" in value;

/**
 * The text under each place, by the way that leads there. Left out are those of whole constructs, whose text is of its
 * spelling by nature: a diagnostic marks a word in them.
 */
export function placesOf(value: unknown, path = ""): string[] {
  if (value instanceof SourceFile) return [];
  if (isSpan(value)) {
    const text = textOf(value).replaceAll(/\s+/g, " ");
    return isWhole(path) ? [] : [`${path}: ${text}`];
  }
  if (Array.isArray(value))
    return value.flatMap((part, index) => placesOf(part, `${path}[${index}]`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value)
    .flatMap(([key, part]) => placesOf(part, `${path}.${key}`))
    .toSorted();
}

function isWhole(path: string): boolean {
  return (
    /^\.strategies\[\d+\]\.span$/.test(path) ||
    /\.allows\[\d+\]\.span$/.test(path) ||
    /\.(tail|end)\.span$/.test(path) ||
    /\.branches\[\d+\]\.span$/.test(path) ||
    /\.items\[\d+\]\.span$/.test(path)
  );
}
