import { readFileSync } from "node:fs";
import { hashOf, ownStampOf, stampOf, type SeenFile } from "../seen-file.ts";
import type { Built } from "./cache.ts";

/**
 * What was built, if all that it was made of and what it was made into is as it was then; else null. Where a file was touched
 * but its text is the same, with its new stamp; the very same object where nothing was touched.
 */
export function ifCurrent(built: Built): Built | null {
  const spec = ifSame(built.spec, stampOf);
  if (spec === null) return null;
  let isUntouched = spec === built.spec;
  const imports: SeenFile[] = [];
  for (const each of built.imports) {
    const same = ifSame(each, stampOf);
    if (same === null) return null;
    isUntouched &&= same === each;
    imports.push(same);
  }
  const output =
    built.output === null ? null : ifSame(built.output, ownStampOf);
  if (output === null && built.output !== null) return null;
  isUntouched &&= output === built.output;
  return isUntouched ? built : { ...built, spec, imports, output };
}

function ifSame(
  seen: SeenFile,
  stampNow: (path: string) => string | null,
): SeenFile | null {
  const { path } = seen;
  const stamp = stampNow(path);
  if (stamp === null) return null;
  if (stamp === seen.stamp) return seen;
  return hashOf(readFileSync(path)) === seen.hash ? { ...seen, stamp } : null;
}
