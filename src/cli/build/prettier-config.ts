import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Prettier's own names (prettier.io/docs/configuration), to find out without loading it that there is nothing to load it for. */
const NAMES = [
  ".prettierrc",
  ...["json", "json5", "yaml", "yml", "toml"].map(
    (type) => `.prettierrc.${type}`,
  ),
  ...["js", "mjs", "cjs", "ts", "mts", "cts"].flatMap((type) => [
    `.prettierrc.${type}`,
    `prettier.config.${type}`,
  ]),
];

/** The configuration that prettier would use for files of a folder, up to the package that the folder belongs to; null without. */
export function prettierConfigFor(folder: string): string | null {
  for (let each = folder; ; each = dirname(each)) {
    for (const name of NAMES) {
      const file = join(each, name);
      if (existsSync(file)) return file;
    }
    const manifest = join(each, "package.json");
    if (existsSync(manifest)) return namesPrettier(manifest) ? manifest : null;
    if (each === dirname(each) || existsSync(join(each, ".git"))) return null;
  }
}

function namesPrettier(manifest: string): boolean {
  try {
    const value: unknown = JSON.parse(readFileSync(manifest, "utf8"));
    return typeof value === "object" && value !== null && "prettier" in value;
  } catch {
    return false;
  }
}
