import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { RuleSettings } from "../../diagnostics/index.ts";
import { compilerIdentity } from "./compiler-identity.ts";
import { stampOf, type SeenFile } from "../seen-file.ts";
import type { StrategyName } from "../strategy-names.ts";

/** What an output was made of. */
export interface Built {
  readonly spec: SeenFile;
  /** Every other file that was looked at: what it imports, also over others. */
  readonly imports: readonly SeenFile[];
  /** Of the concrete strategies that it declares. */
  readonly names: readonly StrategyName[];
  /** Null where the spec has nothing to emit. */
  readonly output: SeenFile | null;
  /** Warnings, as they are shown; empty without. */
  readonly warnings: string;
}

/** Everything that was built, by the absolute path of the output. */
export type Cache = ReadonlyMap<string, Built>;

/** What must be the same for what was built to be built so again. */
export function cacheKey(
  rules: RuleSettings,
  verbose: boolean,
  prettier: string | null,
): string {
  const style =
    prettier === null ? null : { prettier, stamp: stampOf(prettier) };
  return JSON.stringify([compilerIdentity(), [...rules], verbose, style]);
}

/** @param key what must be the same for a cache to be worth anything */
export function readCache(root: string, key: string): Cache {
  try {
    const stored: unknown = JSON.parse(readFileSync(fileIn(root), "utf8"));
    return isStored(stored) && stored.key === key
      ? new Map(Object.entries(stored.built))
      : new Map();
  } catch {
    return new Map();
  }
}

/** A cache that cannot be written costs time, and nothing else. */
export function writeCache(root: string, key: string, cache: Cache): void {
  const file = fileIn(root);
  const beside = `${file}.${process.pid}`;
  try {
    const folder = dirname(file);
    mkdirSync(folder, { recursive: true });
    if (folder.endsWith(".fsmc"))
      writeFileSync(join(folder, ".gitignore"), "*\n");
    const built = Object.fromEntries(cache);
    writeFileSync(beside, JSON.stringify({ key, built }));
    renameSync(beside, file);
  } catch {
    rmSync(beside, { force: true });
  }
}

function fileIn(root: string): string {
  const modules = join(root, "node_modules");
  return existsSync(modules)
    ? join(modules, ".cache/fsmc/build.json")
    : join(root, ".fsmc/build.json");
}

interface Stored {
  readonly key: string;
  readonly built: Readonly<Record<string, Built>>;
}

/** Nobody but fsmc writes it, under a key that names the very version. */
function isStored(value: unknown): value is Stored {
  return (
    typeof value === "object" &&
    value !== null &&
    "key" in value &&
    typeof value.key === "string" &&
    "built" in value &&
    typeof value.built === "object" &&
    value.built !== null
  );
}
