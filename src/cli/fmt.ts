import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import type { Diagnostic } from "../diagnostics/index.ts";
import { convert, type Unsayable } from "../format/index.ts";
import { SourceFile, spellingOf } from "../source/index.ts";
import { EXIT, UsageError, type ExitStatus } from "./exit.ts";
import { showRefusals } from "./printed.ts";
import { projectOf } from "./project.ts";
import { readStandardInput, readText } from "./read-text.ts";
import { findSpecs } from "./specs.ts";
import {
  isStandardInput,
  spellingIn,
  STANDARD_INPUT_NAME,
} from "./standard-input.ts";
import { counted, terminal } from "./terminal.ts";
import { writeAll, type FileToWrite } from "./write-files.ts";

export interface FormatFlags {
  readonly check?: boolean;
}

/**
 * Brings `.fsm` specs into their canonical form, all of them or, where one does not parse, none. YAML is left alone: its author
 * chooses among its forms, and formatters of YAML know the rest.
 *
 * @throws UsageError if a file cannot be read or written
 */
export async function formatSpecs(
  patterns: readonly string[],
  { check = false }: FormatFlags,
): Promise<ExitStatus> {
  if (isStandardInput(patterns)) return formatStandardInput(check);
  const { config, root } = await projectOf(process.cwd());
  const specs =
    patterns.length > 0
      ? findSpecs(patterns, process.cwd(), root)
      : findSpecs(config.specs, root, root);
  const sources = specs.filter((spec) => spellingOf(spec) === "fsm");
  if (sources.length === 0 && patterns.length > 0)
    throw new UsageError(
      "fmt formats .fsm, and there is none; YAML is for prettier",
    );
  const changed: FileToWrite[] = [];
  const diagnostics: Diagnostic[] = [];
  const unsayable: Unsayable[] = [];
  for (const shown of sources) {
    const path = resolve(root, shown);
    const text = readText(path, shown);
    const formatted = convert(new SourceFile(shown, text, "fsm"), "fsm");
    diagnostics.push(...formatted.diagnostics);
    unsayable.push(...formatted.unsayable);
    if (formatted.text !== null && formatted.text !== text)
      changed.push({ path: realpathSync(path), shown, text: formatted.text });
  }
  showRefusals(diagnostics, unsayable);
  const isRefused = diagnostics.length + unsayable.length > 0;
  if (!check && !isRefused) writeAll(changed);
  const { out, err } = terminal;
  for (const { shown } of changed)
    if (check) out.write(`${shown} is not formatted\n`);
    else if (!isRefused) err.write(`formatted ${shown}\n`);
  if (isRefused) return EXIT.findings;
  if (check && changed.length > 0) {
    err.write(`fsmc fmt formats ${counted(changed.length, "spec")}\n`);
    return EXIT.findings;
  }
  const rest = sources.length - changed.length;
  err.write(`${counted(rest, "spec")} ${check ? "" : "already "}formatted\n`);
  return EXIT.clean;
}

function formatStandardInput(check: boolean): ExitStatus {
  const text = readStandardInput("standard input");
  if (spellingIn(text) === "yaml")
    throw new UsageError("fmt formats .fsm; YAML is for prettier");
  const source = new SourceFile(STANDARD_INPUT_NAME, text, "fsm");
  const formatted = convert(source, "fsm");
  showRefusals(formatted.diagnostics, formatted.unsayable);
  if (formatted.text === null) return EXIT.findings;
  const { out } = terminal;
  if (!check) out.write(formatted.text);
  else if (formatted.text !== text) {
    out.write("standard input is not formatted\n");
    return EXIT.findings;
  }
  return EXIT.clean;
}
