import { dirname, resolve } from "node:path";
import type { RuleSettings } from "../../diagnostics/index.ts";
import { EXIT, type ExitStatus } from "../exit.ts";
import { display, type Project } from "../project.ts";
import { findSpecs } from "../specs.ts";
import { counted, terminal, took, type Output as Report } from "../terminal.ts";
import {
  cacheKey,
  readCache,
  writeCache,
  type Built,
  type Cache,
} from "./cache.ts";
import { ifCurrent } from "./current.ts";
import { leftOverIn } from "./left-over.ts";
import type { Made, MakeOptions } from "./make.ts";
import { outputsOf, type Output, type OutputFolder } from "./outputs.ts";
import { prettierConfigFor } from "./prettier-config.ts";

export interface BuildOptions {
  /** Relative to the project. Default: all that the configuration names. */
  readonly specs?: readonly string[];
  /** Default: the configuration's. */
  readonly out?: OutputFolder;
  readonly rules?: RuleSettings;
  readonly verbose?: boolean;
  /** Compares, and writes nothing. */
  readonly check?: boolean;
  /** Where it says what it wrote. Default: standard output. */
  readonly report?: Report;
  /** Says nothing where there was nothing to write. */
  readonly quiet?: boolean;
}

/**
 * Compiles what has changed, and writes all of it or, with an error anywhere, nothing.
 *
 * @throws UsageError if a spec cannot be read, or an output cannot be written
 */
export async function buildOnce(
  project: Project,
  options: BuildOptions = {},
): Promise<ExitStatus> {
  const started = Date.now();
  const { root, config } = project;
  const isWhole = options.specs === undefined;
  const specs = options.specs ?? findSpecs(config.specs, root, root);
  const folder = options.out ?? {
    path: resolve(root, config.out),
    shown: config.out,
  };
  const rules = options.rules ?? config.rules;
  const verbose = options.verbose === true;
  const report = options.report ?? terminal.out;

  const style = prettierConfigFor(folder.path);
  const key = cacheKey(rules, verbose, style);
  const cache = readCache(root, key);
  const { current, waiting } = sorted(outputsOf(specs, folder), cache, root);
  const made = await compiled(waiting, {
    project,
    rules,
    verbose,
    style,
    current: [...current.values()],
  });
  if (made === null) return EXIT.findings;
  for (const { warnings } of current.values()) terminal.err.write(warnings);

  const expected = expectedFiles(made, current);
  const leftOver = isWhole ? leftOverIn(folder, expected) : [];
  if (options.check === true) {
    const { compare } = await import("./compare.ts");
    return compare(made, leftOver, specs.length);
  }
  const { written, built } = await put(made, folder, report);
  const all = new Map([...current, ...built]);
  const next = remembered(cache, all, isWhole ? folder.path : null);
  if (next !== cache) writeCache(root, key, next);
  for (const path of leftOver)
    terminal.err.write(`left over: ${path}, whose spec is gone. Remove it\n`);
  if (options.quiet !== true || written > 0)
    report.write(
      `${counted(specs.length, "spec")}: ${written} written, ${expected.size - written} unchanged, in ${took(Date.now() - started)}\n`,
    );
  return EXIT.clean;
}

/** What is as it was built the last time, and what has to be compiled. */
function sorted(
  outputs: readonly Output[],
  cache: Cache,
  root: string,
): { readonly current: Cache; readonly waiting: readonly Output[] } {
  const current = new Map<string, Built>();
  const waiting: Output[] = [];
  for (const output of outputs) {
    const built = cache.get(output.path);
    const still =
      built !== undefined && isOf(output.spec, built, root)
        ? ifCurrent(built)
        : null;
    if (still === null) waiting.push(output);
    else current.set(output.path, still);
  }
  return { current, waiting };
}

function isOf(spec: string, { spec: { path } }: Built, root: string): boolean {
  return display(path, root) === spec || path === resolve(root, spec);
}

async function compiled(
  outputs: readonly Output[],
  options: Omit<MakeOptions, "outputs">,
): Promise<readonly Made[] | null> {
  if (outputs.length === 0 && !hasTwins(options.current)) return [];
  const { make } = await import("./make.ts");
  return make({ ...options, outputs });
}

/** Whether strategies of two specs have one name: each may have been built alone. */
function hasTwins(built: readonly Built[]): boolean {
  const names = built.flatMap((each) => each.names.map(({ name }) => name));
  return new Set(names).size < names.length;
}

async function put(
  made: readonly Made[],
  folder: OutputFolder,
  report: Report,
): Promise<{ readonly written: number; readonly built: Cache }> {
  if (made.length === 0) return { written: 0, built: new Map() };
  const { write } = await import("./write.ts");
  return write(made, folder, report);
}

/** Absolute paths of all files that there are to be. */
function expectedFiles(
  made: readonly Made[],
  current: Cache,
): ReadonlySet<string> {
  const expected = new Set<string>();
  for (const { text, output } of made)
    if (text !== null) expected.add(output.path);
  for (const [path, { output }] of current)
    if (output !== null) expected.add(path);
  return expected;
}

/**
 * The cache as it is to be from now on; the very same where nothing is new.
 *
 * @param whole a folder that everything was built to: what is not in `built` is gone from there
 */
function remembered(cache: Cache, built: Cache, whole: string | null): Cache {
  const next = new Map(
    [...cache].filter(([path]) => built.has(path) || dirname(path) !== whole),
  );
  for (const [path, each] of built) next.set(path, each);
  const isSame =
    next.size === cache.size &&
    [...next].every(([path, each]) => cache.get(path) === each);
  return isSame ? cache : next;
}
