import type { Diagnostic } from "../diagnostics/index.ts";
import type { SourceFile } from "../source/index.ts";
import { parseFsm, parseYaml, type SpecFile } from "../syntax/index.ts";
import { attachComments } from "./comments/attach.ts";
import { WITHOUT_COMMENTS, type Commentary } from "./comments/commentary.ts";

/** A text as it is printed again. */
export interface Read {
  readonly file: SpecFile;
  readonly commentary: Commentary;
  /** Where there are any, the rest is not to be relied on. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a text of either spelling. Never throws. */
export function read(source: SourceFile): Read {
  const parsed =
    source.spelling === "yaml" ? parseYaml(source) : parseFsm(source);
  const { file, diagnostics } = parsed;
  const commentary =
    diagnostics.length > 0 ? WITHOUT_COMMENTS : attachComments(parsed);
  return { file, commentary, diagnostics };
}
