import { dirname, resolve } from "node:path";
import { convert } from "../format/index.ts";
import { SourceFile, spellingOf, type Spelling } from "../source/index.ts";
import { EXIT, UsageError, type ExitStatus } from "./exit.ts";
import { showRefusals } from "./printed.ts";
import { readStandardInput, readText } from "./read-text.ts";
import {
  spellingIn,
  STANDARD_INPUT,
  STANDARD_INPUT_NAME,
} from "./standard-input.ts";
import { terminal } from "./terminal.ts";
import { makeFolder, writeAll } from "./write-files.ts";

export interface ConvertFlags {
  readonly to: string;
  readonly out?: string;
}

/**
 * Writes a spec in another spelling, to standard output or whole to a file; nothing where it does not parse, or where anything
 * would be lost.
 *
 * @throws UsageError if the flags are wrong, or a file cannot be read or written
 */
export function convertSpec(file: string, flags: ConvertFlags): ExitStatus {
  const to = spellingFor(flags.to, flags.out ?? null);
  const converted = convert(sourceOf(file), to);
  const { text, diagnostics, unsayable, notes } = converted;
  showRefusals(diagnostics, unsayable);
  if (text === null) return EXIT.findings;
  const { out, err } = terminal;
  for (const note of notes) err.write(`note: ${note}\n`);
  if (flags.out === undefined) {
    out.write(text);
    return EXIT.clean;
  }
  const path = resolve(flags.out);
  makeFolder(dirname(path), flags.out);
  writeAll([{ path, shown: flags.out, text }]);
  err.write(`wrote ${flags.out}\n`);
  return EXIT.clean;
}

/** A file is read by its ending, so one that promises the other spelling is refused. */
function spellingFor(to: string, out: string | null): Spelling {
  if (to !== "fsm" && to !== "yaml")
    throw new UsageError(`--to takes fsm or yaml, not ${JSON.stringify(to)}`);
  if (out !== null && spellingOf(out) !== to)
    throw new UsageError(
      to === "yaml"
        ? `${out} would be read as .fsm: give it the ending .yaml`
        : `${out} would be read as YAML: give it the ending .fsm`,
    );
  return to;
}

function sourceOf(file: string): SourceFile {
  if (file !== STANDARD_INPUT)
    return new SourceFile(
      file,
      readText(resolve(file), file),
      spellingOf(file),
    );
  const text = readStandardInput("standard input");
  return new SourceFile(STANDARD_INPUT_NAME, text, spellingIn(text));
}
