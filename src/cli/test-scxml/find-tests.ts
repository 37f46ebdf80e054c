import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { reasonOf, UsageError } from "../exit.ts";

/** A document with what it is tested by. */
export interface TestFiles {
  /** As it is shown: below the folder, with forward slashes. */
  readonly shown: string;
  readonly document: string;
  /** Null: there is none, and the document itself says whether it passes. */
  readonly script: string | null;
}

/**
 * Every `.scxml` in a folder and below, in the order of their paths.
 *
 * @throws UsageError if there is no such folder, or it cannot be read
 */
export function findTests(folder: string, shown: string): readonly TestFiles[] {
  return filesIn(folder, shown)
    .filter((file) => file.endsWith(".scxml"))
    .map((file) => file.replaceAll("\\", "/"))
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((file) => {
      const document = join(folder, file);
      const script = document.replace(/\.scxml$/, ".json");
      return {
        shown: file,
        document,
        script: existsSync(script) ? script : null,
      };
    });
}

function filesIn(folder: string, shown: string): readonly string[] {
  try {
    if (!statSync(folder).isDirectory())
      throw new UsageError(`${shown} is a file: test-scxml takes a folder`);
    return readdirSync(folder, { recursive: true, encoding: "utf8" });
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === null) throw error;
    throw new UsageError(`cannot read the folder ${shown}: ${reason}`);
  }
}
