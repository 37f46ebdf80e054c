import { readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Built, SeenFile } from "./cache.ts";
import { hashOf } from "./hash.ts";
import { stampOf } from "./stamp.ts";

/**
 * What was built, if all that it was made of and what it was made into is as it was then; else null. Where a file was touched
 * but its text is the same, with its new stamp.
 */
export function ifCurrent(built: Built, root: string): Built | null {
  const spec = ifSame(built.spec, root);
  if (spec === null) return null;
  const imports: SeenFile[] = [];
  for (const each of built.imports) {
    const same = ifSame(each, root);
    if (same === null) return null;
    imports.push(same);
  }
  for (const { path, is } of built.present)
    if (isThere(join(root, path)) !== is) return null;
  const output = built.output === null ? null : ifSame(built.output, root);
  if (output === null && built.output !== null) return null;
  return { ...built, spec, imports, output };
}

function ifSame(seen: SeenFile, root: string): SeenFile | null {
  const path = resolve(root, seen.path);
  const stamp = stampOf(path);
  if (stamp === null) return null;
  if (stamp === seen.stamp) return seen;
  return hashOf(readFileSync(path)) === seen.hash ? { ...seen, stamp } : null;
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
