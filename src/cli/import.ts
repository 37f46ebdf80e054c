import { dirname, resolve } from "node:path";
import { renderRemark } from "../diagnostics/index.ts";
import type { Importer, Remark } from "../interop/index.ts";
import { SourceFile, spellingOf } from "../source/index.ts";
import { printFile, printYaml } from "../format/index.ts";
import { EXIT, UsageError, type ExitStatus } from "./exit.ts";
import { readBeside } from "./read-beside.ts";
import { readStandardInput, readText } from "./read-text.ts";
import { STANDARD_INPUT, STANDARD_INPUT_NAME } from "./standard-input.ts";
import { terminal } from "./terminal.ts";
import { makeFolder, writeAll } from "./write-files.ts";

export interface ImportFlags {
  readonly from: string;
  readonly out?: string;
  readonly lossy?: boolean;
}

/** Each is loaded when it is asked for. */
const IMPORTERS: Readonly<Record<string, () => Promise<Importer>>> = {
  mermaid: async () =>
    (await import("../interop/mermaid/index.ts")).importMermaid,
  scxml: async () => {
    const { importScxml } = await import("../interop/scxml/index.ts");
    return (source) => importScxml(source, { read: readBeside(source.path) });
  },
  xstate: async () => (await import("../interop/xstate/index.ts")).importXState,
};

/**
 * Writes a foreign machine as a spec: to standard output, or whole to a file. Without `--lossy` nothing is written where anything
 * would be lost.
 *
 * @throws UsageError if the format is unknown, or a file cannot be read or written
 */
export async function importMachine(
  file: string,
  flags: ImportFlags,
): Promise<ExitStatus> {
  const importer = await importerFor(flags.from);
  const imported = importer(foreignText(file));
  const { err, out } = terminal;
  const refused =
    imported.file === null ||
    imported.remarks.some(
      ({ kind }) =>
        kind === "error" || (kind === "lost" && flags.lossy !== true),
    );
  for (const remark of imported.remarks)
    err.write(
      `${renderRemark(remark, { colour: err.colour, width: err.width })}\n`,
    );
  if (imported.file === null || refused) {
    err.write(summary(imported.remarks, flags.lossy === true));
    return EXIT.findings;
  }
  const spelling = flags.out === undefined ? "fsm" : spellingOf(flags.out);
  const text =
    spelling === "yaml" ? printYaml(imported.file) : printFile(imported.file);
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

async function importerFor(format: string): Promise<Importer> {
  const load = Object.hasOwn(IMPORTERS, format) ? IMPORTERS[format] : undefined;
  if (load !== undefined) return load();
  throw new UsageError(
    `--from takes ${Object.keys(IMPORTERS).join(", ")}, not ${JSON.stringify(format)}`,
  );
}

function foreignText(file: string): SourceFile {
  if (file === STANDARD_INPUT) {
    const text = readStandardInput(STANDARD_INPUT_NAME);
    return new SourceFile(STANDARD_INPUT_NAME, text, "fsm");
  }
  return new SourceFile(file, readText(resolve(file), file), "fsm");
}

/** `--lossy` is a way on only where nothing but losses stands in it. */
function summary(remarks: readonly Remark[], lossy: boolean): string {
  const obstacles = remarks.filter(({ kind }) => kind !== "assumed");
  const what =
    obstacles.length === 1 ? "1 thing" : `${obstacles.length} things`;
  const refused = `${what} cannot be imported, so nothing was written`;
  if (lossy) return "nothing was written\n";
  return obstacles.some(({ kind }) => kind === "error")
    ? `${refused}\n`
    : `${refused}; --lossy leaves out what is lost and imports the rest\n`;
}
