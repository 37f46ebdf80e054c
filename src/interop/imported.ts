import type { SourceFile, Span } from "../source/index.ts";
import type { SpecFile } from "../syntax/index.ts";

/** What an import has to say about a place of a foreign text. */
export interface Remark {
  /**
   * `error`: nothing can be made of it. `lost`: the rest can be imported without it. `assumed`: the text leaves it open, and
   * this is what was taken; nothing is refused for it.
   */
  readonly kind: "error" | "lost" | "assumed";
  /** What it is: one line that names the thing. */
  readonly message: string;
  /** Why it cannot be had, or what becomes of the machine without it. */
  readonly why: string;
  readonly span: Span;
}

/** A foreign machine as a spec. */
export interface Imported {
  /** Null where an error leaves nothing to be made. It has all that is not remarked on as lost. */
  readonly file: SpecFile | null;
  /** In the order of the text. A caller that did not ask for a lossy import refuses the file where there are any. */
  readonly remarks: readonly Remark[];
}

/** Reads one foreign format. Never throws on bad input, fetches nothing and evaluates nothing. */
export type Importer = (source: SourceFile) => Imported;
