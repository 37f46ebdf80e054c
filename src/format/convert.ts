import type { Diagnostic } from "../diagnostics/index.ts";
import { SourceFile, type Spelling } from "../source/index.ts";
import { printFile } from "./fsm/file.ts";
import { meaningOf } from "./meaning.ts";
import { read, type Read } from "./read.ts";
import { hasAliases } from "./yaml/aliases.ts";
import { printYaml } from "./yaml/file.ts";
import { unsayableInYaml, type Unsayable } from "./yaml/unsayable.ts";

export type { Unsayable } from "./yaml/unsayable.ts";

/** A text in the other spelling, or why it cannot be had. */
export interface Converted {
  /** Null where there are diagnostics, or anything is unsayable. */
  readonly text: string | null;
  /** What is wrong with the text that was to be converted. */
  readonly diagnostics: readonly Diagnostic[];
  /** What the other spelling has no words for. */
  readonly unsayable: readonly Unsayable[];
  /** What is said otherwise now: a sentence each, for people. */
  readonly notes: readonly string[];
}

/**
 * A text in another spelling, or in its own, in its canonical form: with all that it says, and its comments. What is printed is read
 * again and compared, so that nothing is lost without notice. Never throws.
 */
export function convert(source: SourceFile, to: Spelling): Converted {
  const before = read(source);
  const { file, commentary, diagnostics } = before;
  if (diagnostics.length > 0) return refused({ diagnostics });
  const unsayable = to === "yaml" ? unsayableInYaml(file) : [];
  if (unsayable.length > 0) return refused({ unsayable });
  const text =
    to === "yaml" ? printYaml(file, commentary) : printFile(file, commentary);
  const after = read(new SourceFile(source.path, text, to));
  if (areSame(before, after, to))
    return { text, diagnostics, unsayable, notes: notesOn(source) };
  return refused({ unsayable: [difference(source, after, to)] });
}

function refused(why: Partial<Converted>): Converted {
  return { diagnostics: [], unsayable: [], notes: [], ...why, text: null };
}

function notesOn({ text, spelling }: SourceFile): readonly string[] {
  return spelling === "yaml" && hasAliases(text)
    ? ["what stands behind an alias (`*name`) is written out where it is used"]
    : [];
}

function areSame(before: Read, after: Read, to: Spelling): boolean {
  if (after.diagnostics.length > 0) return false;
  const order = to === "yaml" ? "yaml" : "exact";
  const [was, is] = [before, after].map(({ file, commentary }) =>
    meaningOf(file, commentary, order),
  );
  return was === is;
}

/** What is not known beforehand: names of rules that are none, texts with characters that a spec cannot hold, sizes. */
function difference(source: SourceFile, after: Read, to: Spelling): Unsayable {
  const [problem] = after.diagnostics;
  const spelling = to === "yaml" ? "YAML" : ".fsm";
  return {
    message: `this cannot be said in ${spelling}`,
    why:
      problem === undefined
        ? "read again, it would not say the same; this is a fault of fsmc, and a report of it is welcome"
        : `it could not be read again: ${problem.message}`,
    span: { file: source, start: 0, end: 0 },
  };
}
