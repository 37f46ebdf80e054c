import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** The folder of this package: two up from here, and from where the bundle has this (`dist/cli`). */
const HOME = join(import.meta.dirname, "../..");

export function versionOfFsmc(): string {
  const path = join(HOME, "package.json");
  const manifest: unknown = JSON.parse(readFileSync(path, "utf8"));
  return typeof manifest === "object" &&
    manifest !== null &&
    "version" in manifest
    ? String(manifest.version)
    : "";
}

/** How a package.json names the two packages of fsmc. */
export interface OwnPackages {
  readonly fsmc: string;
  readonly runtime: string;
}

/** By version; from a clone of the repository, where no registry may have that version, by folder. */
export function ownPackages(project: string): OwnPackages {
  const runtime = join(HOME, "runtime");
  const version = `^${versionOfFsmc()}`;
  if (!existsSync(runtime)) return { fsmc: version, runtime: version };
  return {
    fsmc: reference(project, HOME),
    runtime: reference(project, runtime),
  };
}

function reference(from: string, folder: string): string {
  return `file:${relative(from, folder).replaceAll("\\", "/")}`;
}
