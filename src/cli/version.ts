import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Of this package; its manifest is two folders up from here, and from where the bundle has this (`dist/chunks`). */
export function versionOfFsmc(): string {
  const path = join(import.meta.dirname, "../../package.json");
  const manifest: unknown = JSON.parse(readFileSync(path, "utf8"));
  return typeof manifest === "object" &&
    manifest !== null &&
    "version" in manifest
    ? String(manifest.version)
    : "";
}
