import { SourceFile } from "../source/index.ts";
import type { SpecFile } from "../syntax/index.ts";
import type { Comment } from "./comments/comment.ts";
import type { Commentary } from "./comments/commentary.ts";
import { gathered } from "./yaml/gathered.ts";

/**
 * What a file says and which comments it has where, without its places: the same for two texts that say the same.
 *
 * @param order `yaml`: as far as YAML can tell, which gathers declarations and items by their keys
 */
export function meaningOf(
  file: SpecFile,
  commentary: Commentary,
  order: "exact" | "yaml",
): string {
  const [first] = [...file.imports, ...file.declarations, ...file.strategies];
  const heads = new Map<unknown, readonly Comment[]>([
    [first, commentary.head],
  ]);
  return JSON.stringify(said(file));

  function said(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(said);
    if (typeof value !== "object" || value === null) return value;
    if (value instanceof SourceFile || isPlace(value)) return "somewhere";
    const parts = order === "yaml" ? gathered(value) : value;
    const entries = Object.entries(parts)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]: readonly [string, unknown]) => [
        key,
        key === "modifiers" ? sorted(said(part)) : said(part),
      ]);
    return Object.fromEntries([...entries, ...commentsAt(value)]);
  }

  function commentsAt(part: object): readonly (readonly [string, unknown])[] {
    const before = [...(heads.get(part) ?? []), ...commentary.before(part)];
    const behind = commentary.behind(part);
    return Object.entries({
      before,
      behind: behind === null ? [] : [behind],
      end: commentary.end(part),
      after: commentary.after(part),
    })
      .filter(([, comments]) => comments.length > 0)
      .map(([place, all]) => [
        `// ${place}`,
        all.flatMap((each) => each.lines),
      ]);
  }
}

/** Modifiers stand in any order. */
function sorted(value: unknown): unknown {
  return Array.isArray(value)
    ? value.map((each) => JSON.stringify(each)).toSorted()
    : value;
}

function isPlace(value: object): boolean {
  return "file" in value && "start" in value && "end" in value;
}
