import { hashOf, ownStampOf, settle } from "../seen-file.ts";
import type { Output as Report } from "../terminal.ts";
import {
  makeFolder,
  replaceable,
  writeAll,
  type FileToWrite,
} from "../write-files.ts";
import type { Built, Cache } from "./cache.ts";
import type { Made } from "./make.ts";
import { MARKER } from "./marker.ts";
import type { OutputFolder } from "./outputs.ts";

/**
 * Puts what was made in its place, where it differs from what is there, and says so.
 *
 * @throws UsageError if something stands in the way, before anything is written
 */
export async function write(
  made: readonly Made[],
  folder: OutputFolder,
  report: Report,
): Promise<{ readonly written: number; readonly built: Cache }> {
  const files = made.flatMap(({ output, text }): FileToWrite[] =>
    text !== null && replaceable(output.path, output.shown, MARKER) !== text
      ? [{ path: output.path, shown: output.shown, text }]
      : [],
  );
  if (files.length > 0) {
    makeFolder(folder.path, folder.shown);
    writeAll(files);
    for (const { shown } of files) report.write(`wrote ${shown}\n`);
    await settle();
  }
  return {
    written: files.length,
    built: new Map(made.map((each) => [each.output.path, builtFrom(each)])),
  };
}

function builtFrom(made: Made): Built {
  const { output, text, spec, imports, names, warnings } = made;
  return {
    spec,
    names,
    imports,
    warnings,
    output:
      text === null
        ? null
        : {
            path: output.path,
            stamp: ownStampOf(output.path),
            hash: hashOf(text),
          },
  };
}
