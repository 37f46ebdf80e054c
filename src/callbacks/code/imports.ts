import { dirname, resolve } from "node:path";
import { ts } from "./code.ts";

/** A file of the user's, and what it imports of others. */
export interface Importing {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  /** Absolute paths of what relative imports name, whether it exists or not. */
  readonly imports: readonly string[];
}

/** Files, and all that they import by relative paths, each once. What is not there is left out. */
export function withImports(files: readonly string[]): readonly Importing[] {
  const found = new Map<string, Importing>();
  const waiting = files.toReversed();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    const text = ts.sys.readFile(path);
    if (text === undefined) continue;
    const imports = ts
      .preProcessFile(text, true, false)
      .importedFiles.filter(({ fileName }) => /^\.{1,2}\//.test(fileName))
      .map(({ fileName }) => resolve(dirname(path), asTypeScript(fileName)));
    found.set(path, { path, text, imports });
    waiting.push(...imports);
  }
  return [...found.values()];
}

/** `./a.js` and `./a` mean `./a.ts` where TypeScript is written. */
function asTypeScript(specifier: string): string {
  if (/\.[cm]?tsx?$/.test(specifier)) return specifier;
  const plain = /\.([cm]?)jsx?$/;
  return plain.test(specifier)
    ? specifier.replace(plain, ".$1ts")
    : `${specifier}.ts`;
}
