import { existsSync, globSync, readdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import {
  groupOf,
  RULE_NAMES,
  settle,
  type RuleSettings,
  type Settled,
} from "../../diagnostics/index.ts";
import type { Compiler } from "../compiler.ts";
import { reasonOf, UsageError } from "../exit.ts";
import { isMissing } from "../project.ts";

export interface CodeRequest {
  /** What `--callbacks` says: a file of TypeScript, a folder or a glob. */
  readonly path: string;
  readonly directory: string;
  readonly root: string;
  readonly specs: readonly string[];
  /** The user named the specs: each of them has to be implemented. */
  readonly named: boolean;
  readonly rules: RuleSettings;
}

export interface CodeChecked {
  readonly settled: Settled;
  /** Where callbacks were found. */
  readonly files: readonly string[];
  /** Specs with errors, whose code was not looked at. */
  readonly skipped: readonly string[];
  /** How many strategies were held against their code. */
  readonly strategies: number;
}

const RULES = new Set(RULE_NAMES.filter((rule) => groupOf(rule) === 7));

/**
 * Holds the TypeScript behind specs against them. With one file and no specs named, only the strategies that it implements are judged;
 * else each one has to be implemented somewhere.
 *
 * @throws UsageError if there is no such TypeScript, or it has nothing to do with the specs
 */
export async function checkCode(
  compiler: Compiler,
  request: CodeRequest,
): Promise<CodeChecked> {
  const { path, directory, root, specs, named, rules } = request;
  const files = typescriptAt(path, directory);
  const meanings = [];
  const skipped: string[] = [];
  for (const spec of specs) {
    const meaning = await compiler.meaningOf(spec);
    if (meaning === null) skipped.push(spec);
    else meanings.push(meaning);
  }
  const { checkCallbacks, UnreadableCode } =
    await import("../../callbacks/index.ts");
  const isOneFile = files.length === 1 && files[0] === resolve(directory, path);
  const all = named || !isOneFile;
  const checked = await checkCallbacks({
    specs: meanings,
    files,
    config: configFor(files[0] ?? directory),
    root,
    all,
  }).catch((error: unknown) => {
    throw error instanceof UnreadableCode
      ? new UsageError(`cannot read the code: ${error.message}`)
      : error;
  });
  const { diagnostics, judged } = checked;
  if (judged.length === 0 && meanings.length > 0)
    throw new UsageError(
      `nothing in ${path}, or in what it imports, creates a machine of ${one(meanings.flatMap(({ model }) => model.strategies.filter((each) => !each.abstract)).map(({ name }) => name))} or has the type of its callbacks: name the file that does`,
    );
  const allows = judged.flatMap((strategy) => strategy.allows);
  return {
    settled: settle(diagnostics, { rules, allows, judged: RULES }),
    files: checked.files,
    skipped,
    strategies: judged.length,
  };
}

const TYPESCRIPT = /(?<!\.d)\.[cm]?ts$/;

/** Absolute and sorted. */
function typescriptAt(path: string, directory: string): readonly string[] {
  const absolute = resolve(directory, path);
  const found = existsSync(absolute)
    ? statSync(absolute).isDirectory()
      ? filesIn(absolute, path)
      : [absolute]
    : globSync(path, { cwd: directory }).map((each) =>
        resolve(directory, each),
      );
  const files = found.filter((each) => TYPESCRIPT.test(each)).toSorted();
  if (files.length > 0) return files;
  throw new UsageError(
    found.length === 0 && !existsSync(absolute)
      ? `there is no ${path}: --callbacks takes a file of TypeScript, a folder or a glob`
      : `there is no TypeScript in ${path}: --callbacks takes a file (.ts), a folder or a glob`,
  );
}

function filesIn(folder: string, shown: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map(({ parentPath, name }) => join(parentPath, name))
      .filter((file) => !file.includes("node_modules", folder.length));
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === null || isMissing(error)) throw error;
    throw new UsageError(`cannot read ${shown}: ${reason}`);
  }
}

/** The nearest `tsconfig.json`, where the file is or above. */
function configFor(file: string): string | null {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const config = join(folder, "tsconfig.json");
    if (existsSync(config)) return config;
    if (folder === dirname(folder)) return null;
  }
}

function one(names: readonly string[]): string {
  const shown = names.slice(0, 4).join(", ");
  return names.length > 4 ? `${shown} and ${names.length - 4} more` : shown;
}
