import type { Span } from "../../../source/index.ts";
import type { SpecFile } from "../../../syntax/ast.ts";

/** What the builder asks of the one who has the files. Paths are relative to the project, with forward slashes. */
export interface Host {
  /** An imported spec, parsed; null where there is none. */
  load(path: string): LoadedSpec | null;
  /** Whether there is such a file: for imported TypeScript types, which are not read. */
  exists(path: string): boolean;
}

export interface LoadedSpec {
  readonly file: SpecFile;
  /** False where the parser reported errors: names that are missing then may be among what it did not understand. */
  readonly complete: boolean;
  /** Names in what it did not understand. */
  readonly unread?: ReadonlySet<string>;
  /** Where it said so: what else is wrong with such a line shows when the line can be read. */
  readonly misread?: readonly Span[];
}
