import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { SourceFile } from "../source/index.ts";
import { UsageError } from "./exit.ts";
import { isWithin } from "./project.ts";
import { readText } from "./read-text.ts";

/**
 * Reads what a document names by a relative path: files of its own folder and below, nothing else.
 *
 * @param document its path
 */
export function readBeside(
  document: string,
): (path: string) => SourceFile | null {
  const folder = dirname(resolve(document));
  return (path) => {
    const file = resolve(folder, path);
    if (!isWithin(file, folder) || !existsSync(file)) return null;
    const shown = join(dirname(document), relative(folder, file));
    try {
      return new SourceFile(shown, readText(file, shown), "fsm");
    } catch (error) {
      if (error instanceof UsageError) return null;
      throw error;
    }
  };
}
