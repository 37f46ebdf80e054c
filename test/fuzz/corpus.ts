/** Every spec in the repository: what mutants are made of. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { spellingOf, type Spelling } from "../../src/source/index.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Folders with specs, those of the tests included. */
const FOLDERS = ["grammar/examples", "strategies", "test"];

const SPEC = /\.(?:fsm|ya?ml)$/;

export interface Spec {
  /** Relative to the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly spelling: Spelling;
}

/** In an order that is the same in every run, the short ones first. */
export function corpus(): readonly Spec[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: "utf8" })
      .filter((name) => SPEC.test(name) && !/node_modules|\bout\b/.test(name))
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`),
  )
    .map((path) => ({
      path,
      text: readFileSync(`${ROOT}${path}`, "utf8"),
      spelling: spellingOf(path),
    }))
    .toSorted((a, b) =>
      a.text.length === b.text.length
        ? a.path < b.path
          ? -1
          : 1
        : a.text.length - b.text.length,
    );
}
