import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The licences of the packages that were bundled, as those licences ask for;
 * null when nothing foreign went in.
 *
 * @throws when a bundled package has no licence file
 */
export function noticesFor(modules: readonly string[]): string | null {
  const folders = new Set(modules.flatMap((path) => packageFolder(path) ?? []));
  if (folders.size === 0) return null;
  const notices = [...folders].toSorted().map((folder) => {
    const manifest: { name: string; version: string; license: string } =
      JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const heading = `${manifest.name} ${manifest.version} (${manifest.license})`;
    return `${heading}\n${"=".repeat(heading.length)}\n\n${licenceOf(folder)}`;
  });
  return `This package contains code of the following packages.\n\n${notices.join("\n\n")}\n`;
}

/** The package that a module under node_modules belongs to. */
function packageFolder(path: string): string | null {
  if (!path.includes("/node_modules/")) return null;
  let folder = dirname(path);
  while (!isPackage(folder)) folder = dirname(folder);
  return folder;
}

/** A package.json inside a package may just say `"type"`. */
function isPackage(folder: string): boolean {
  const path = join(folder, "package.json");
  if (!existsSync(path)) return false;
  const manifest: { name?: string; version?: string } = JSON.parse(
    readFileSync(path, "utf8"),
  );
  return manifest.name !== undefined && manifest.version !== undefined;
}

function licenceOf(folder: string): string {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  if (file === undefined) throw new Error(`${folder} has no licence file`);
  return readFileSync(join(folder, file), "utf8").trim();
}
