import { globSync, readdirSync, statSync } from "node:fs";
import { resolve, sep } from "node:path";
import { reasonOf, UsageError } from "./exit.ts";
import { absolutePath, display, isMissing, isWithin } from "./project.ts";

const SPEC = /\.(?:fsm|ya?ml)$/i;

// `folder/**/*.{fsm,yaml}` and `folder/*.fsm`: what a walk of the folder answers five times quicker than a glob.
const WALK =
  /^(?<folder>[^*?[\]{}()!]+)\/(?<deep>\*\*\/)?\*\.(?:\{(?<several>[\w,]+)\}|(?<one>\w+))$/;

const MAGIC = /[*?[\]{}]/;

/**
 * The spec files that arguments name: files, folders (every spec below) and globs. Sorted, each once, relative to the project;
 * what lies outside of it as it was written.
 *
 * @param directory where the patterns start
 * @throws UsageError if a pattern names nothing
 */
export function findSpecs(
  patterns: readonly string[],
  directory: string,
  root: string,
): readonly string[] {
  const found = new Set<string>();
  for (const pattern of patterns) {
    const paths = matching(pattern, directory);
    if (paths.length === 0) throw new UsageError(nothingAt(pattern));
    for (const path of paths) found.add(named(path, directory, root));
  }
  return [...found].toSorted(byName);
}

/** Resolves to the file from the root. */
function named(path: string, directory: string, root: string): string {
  const absolute = absolutePath(path, directory);
  const isShort = directory === root && !isWithin(absolute, root);
  return display(isShort ? path : absolute, root);
}

function matching(pattern: string, directory: string): readonly string[] {
  const kind = kindOf(resolve(directory, pattern), pattern);
  if (kind === "folder")
    return specsIn(pattern, directory, { wanted: SPEC, deep: true });
  if (kind === "file") return [pattern];
  if (!MAGIC.test(pattern)) return [];
  const { folder, deep, several, one } = WALK.exec(pattern)?.groups ?? {};
  if (folder !== undefined)
    return specsIn(folder, directory, {
      wanted: endingIn(several ?? one ?? ""),
      deep: deep !== undefined,
    });
  return globSync(pattern, { cwd: directory }).filter(
    (path) => kindOf(resolve(directory, path), path) === "file",
  );
}

function specsIn(
  folder: string,
  directory: string,
  { wanted, deep }: { readonly wanted: RegExp; readonly deep: boolean },
): readonly string[] {
  const root = resolve(directory, folder);
  try {
    // The paths are whole: a thousand times `join` and `relative` take longer than to read the folder.
    return readdirSync(root, { recursive: deep, withFileTypes: true })
      .filter((entry) => wanted.test(entry.name) && !entry.isDirectory())
      .map(({ parentPath, name }) => `${parentPath}${sep}${name}`)
      .filter((path) => !path.includes("node_modules", root.length));
  } catch (error) {
    if (isMissing(error)) return [];
    throw unreadable(folder, error);
  }
}

function endingIn(extensions: string): RegExp {
  return new RegExp(`\\.(?:${extensions.replaceAll(",", "|")})$`);
}

function kindOf(path: string, shown: string): "file" | "folder" | null {
  try {
    return statSync(path).isDirectory() ? "folder" : "file";
  } catch (error) {
    if (isMissing(error)) return null;
    throw unreadable(shown, error);
  }
}

function unreadable(path: string, error: unknown): unknown {
  const reason = reasonOf(error);
  return reason === null
    ? error
    : new UsageError(`cannot read ${path}: ${reason}`);
}

function nothingAt(pattern: string): string {
  return MAGIC.test(pattern)
    ? `no spec matches ${pattern}. fsmc init writes an example`
    : `there is no spec ${pattern}`;
}

function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
