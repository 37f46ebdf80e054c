import { resolve } from "node:path";
import type { RuleSettings } from "../../diagnostics/index.ts";
import { EXIT, type ExitStatus } from "../exit.ts";
import type { Project } from "../project.ts";
import { findSpecs } from "../specs.ts";
import { counted, took, terminal, type Output as Report } from "../terminal.ts";
import { cacheKey, readCache, writeCache, type Built } from "./cache.ts";
import { ifCurrent } from "./current.ts";
import { leftOverIn } from "./left-over.ts";
import type { Made } from "./make.ts";
import { prettierConfigFor } from "./prettier-config.ts";
import { outputsOf, type Output, type OutputFolder } from "./outputs.ts";

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
  const started = performance.now();
  const { root, config } = project;
  const specs = options.specs ?? findSpecs(config.specs, root, root);
  const folder = options.out ?? {
    path: resolve(root, config.out),
    shown: config.out,
  };
  const rules = options.rules ?? config.rules;
  const verbose = options.verbose === true;
  const report = options.report ?? terminal.out;
  const outputs = outputsOf(specs, folder);
  const style = prettierConfigFor(folder.path);
  const key = cacheKey(rules, verbose, style);
  const cache = readCache(root, key);
  const current = new Map<string, Built>();
  const waiting: Output[] = [];
  for (const output of outputs) {
    const built = cache.get(output.path);
    const still =
      built?.spec.path === output.spec ? ifCurrent(built, root) : null;
    if (still === null) waiting.push(output);
    else current.set(output.path, still);
  }

  let made: readonly Made[] = [];
  if (waiting.length > 0) {
    const { make } = await import("./make.ts");
    const outcome = await make({
      project,
      rules,
      verbose,
      style,
      outputs: waiting,
    });
    if (outcome === null) return EXIT.findings;
    made = outcome;
  }
  for (const { warnings } of current.values()) terminal.err.write(warnings);

  const expected = new Set([
    ...made
      .filter(({ text }) => text !== null)
      .map(({ output }) => output.path),
    ...[...current]
      .filter(([, { output }]) => output !== null)
      .map(([path]) => path),
  ]);
  const leftOver =
    options.specs === undefined ? leftOverIn(folder, expected) : [];

  if (options.check === true) {
    const { compare } = await import("./compare.ts");
    return compare(made, leftOver, specs.length);
  }

  let written = 0;
  if (made.length > 0) {
    const { write } = await import("./write.ts");
    const builds = await write(made, folder, report);
    written = builds.written;
    for (const [path, built] of builds.cache) current.set(path, built);
  }
  const isSame =
    made.length === 0 &&
    [...current].every(([path, built]) => cache.get(path) === built);
  if (!isSame || current.size < cache.size) {
    const kept = options.specs === undefined ? [] : [...cache];
    writeCache(root, key, new Map([...kept, ...current]));
  }
  for (const path of leftOver)
    terminal.err.write(`left over: ${path}, whose spec is gone. Remove it\n`);
  if (options.quiet !== true || written > 0)
    report.write(
      `${counted(specs.length, "spec")}: ${written} written, ${expected.size - written} unchanged, in ${took(performance.now() - started)}\n`,
    );
  return EXIT.clean;
}
