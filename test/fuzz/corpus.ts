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

/** Sorted by path, so that a number names the same one in every run. */
export function corpus(): readonly Spec[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: "utf8" })
      .filter((name) => SPEC.test(name) && !/node_modules|\bout\b/.test(name))
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`),
  )
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((path) => ({
      path,
      text: readFileSync(`${ROOT}${path}`, "utf8"),
      spelling: spellingOf(path),
    }));
}
