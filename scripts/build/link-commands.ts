import { rmSync, symlinkSync } from "node:fs";
import { join, relative } from "node:path";
import type { PublishedPackage } from "./published-package.ts";

/**
 * Puts a package's commands where `npx` finds those of installed packages, so
 * that they are at hand in this repository and the folders below it too.
 */
export function linkCommands(root: string, published: PublishedPackage): void {
  const folder = join(root, "node_modules/.bin");
  for (const [name, output] of published.commands) {
    const link = join(folder, name);
    rmSync(link, { force: true });
    symlinkSync(relative(folder, join(published.directory, output)), link);
  }
}
