import { posix } from "node:path";

/** Why the text of an import leads nowhere. */
export type PathProblem =
  "not-relative" | "backslash" | "outside" | "not-a-spec" | "not-typescript";

export type ImportedPath =
  | { readonly path: string; readonly problem: null }
  | { readonly path: null; readonly problem: PathProblem };

/**
 * The file that an import means, named like the importing one: relative to the project, with forward slashes. An importer
 * that itself lies outside the project may reach what lies beside and below it.
 */
export function importedPath(
  importer: string,
  from: string,
  kind: "spec" | "type",
): ImportedPath {
  if (from.includes("\\")) return refused("backslash");
  if (!/^\.\.?\//.test(from)) return refused("not-relative");
  const folder = posix.dirname(importer);
  const path = posix.normalize(posix.join(folder, from));
  const root = isOutside(importer) ? posix.normalize(folder) : ".";
  if (isOutside(posix.relative(root, path))) return refused("outside");
  if (kind === "spec")
    return /\.(?:fsm|ya?ml)$/i.test(path)
      ? { path, problem: null }
      : refused("not-a-spec");
  return /\.[cm]?ts$/.test(path)
    ? { path, problem: null }
    : refused("not-typescript");
}

function refused(problem: PathProblem): ImportedPath {
  return { path: null, problem };
}

function isOutside(path: string): boolean {
  return path === ".." || path.startsWith("../") || posix.isAbsolute(path);
}
