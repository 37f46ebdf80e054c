import { statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { display } from "./project.ts";
import { readText } from "./read-text.ts";
import { settledStampOf, type ReadFile } from "./seen-file.ts";

/** Reads the specs of one project, and what they import, which several may, once. */
export class SpecReader {
  readonly #root: string;
  readonly #imports = new Map<string, ReadFile | null>();

  /** @param root of the project: what paths are relative to */
  constructor(root: string) {
    this.#root = root;
  }

  /**
   * @param path absolute, or relative to the project
   * @throws UsageError if it cannot be read
   */
  spec(path: string): ReadFile {
    return this.#read(resolve(this.#root, path));
  }

  /** Null if there is no such file. @throws UsageError if there is one that cannot be read */
  import(path: string): ReadFile | null {
    const known = this.#imports.get(path);
    if (known !== undefined) return known;
    const absolute = resolve(this.#root, path);
    const file = isFile(absolute) ? this.#read(absolute) : null;
    this.#imports.set(path, file);
    return file;
  }

  /** Relative to the project, with forward slashes. */
  shown(absolute: string): string {
    return relative(this.#root, absolute).replaceAll(sep, "/");
  }

  #read(absolute: string): ReadFile {
    const path = this.shown(absolute);
    // Before the text: a change in between is seen the next time.
    const stamp = settledStampOf(absolute);
    const text = readText(absolute, display(absolute, process.cwd()));
    return { path, absolute, stamp, text };
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
