import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import { fixText } from "../../fixes/index.ts";
import type { Compiler } from "../compiler.ts";
import { readText } from "../read-text.ts";
import { counted, terminal } from "../terminal.ts";
import { writeAll, type FileToWrite } from "../write-files.ts";

/**
 * Mends specs where that is safe, all files or none, and says on standard error what was done.
 *
 * @throws UsageError if a file cannot be read or written
 */
export async function fixSpecs(
  compiler: Compiler,
  specs: readonly string[],
  root: string,
): Promise<void> {
  const changed: FileToWrite[] = [];
  const said: string[] = [];
  for (const spec of specs) {
    const absolute = resolve(root, spec);
    const text = readText(absolute, spec);
    const path = compiler.pathOf(spec);
    const fixed = await fixText(path, text, (each) =>
      compiler.findingsIn(spec, each),
    );
    for (const { title, diagnostic } of fixed.refused) {
      const { line, column } = diagnostic.span.file.position(
        diagnostic.span.start,
      );
      said.push(
        `${spec}:${line}:${column}: ${diagnostic.code} is left as it is: to ${title} would not have helped`,
      );
    }
    if (fixed.text === text) continue;
    changed.push({
      path: realpathSync(absolute),
      shown: spec,
      text: fixed.text,
    });
    said.push(
      `${spec}: ${counted(fixed.done.length, "fix").replace(/xs$/, "xes")}: ${fixed.done.join("; ")}`,
    );
  }
  writeAll(changed);
  for (const line of said) terminal.err.write(`${line}\n`);
}
