import { resolve } from "node:path";
import { buildOnce, type BuildOptions } from "./build/once.ts";
import { UsageError, type ExitStatus } from "./exit.ts";
import { projectOf } from "./project.ts";
import { settingsOf } from "./rule-flags.ts";
import { findSpecs } from "./specs.ts";
import { isStandardInput } from "./standard-input.ts";

export interface BuildFlags {
  readonly out?: string;
  readonly check?: true;
  readonly watch?: true;
  readonly rule: readonly string[];
  readonly verbose?: true;
}

/** Compiles specs to TypeScript, once or whenever one changes. */
export async function build(
  patterns: readonly string[],
  flags: BuildFlags,
): Promise<ExitStatus> {
  if (isStandardInput(patterns)) return buildStandardInput(flags);
  if (flags.check && flags.watch)
    throw new UsageError(
      "--check writes nothing, so that --watch has nothing to do",
    );
  if (!flags.watch) return once(patterns, flags);
  const { watch } = await import("./build/watch.ts");
  return watch(() => once(patterns, flags), patterns);
}

async function once(
  patterns: readonly string[],
  flags: BuildFlags,
): Promise<ExitStatus> {
  const project = await projectOf(process.cwd());
  const options: BuildOptions = {
    rules: settingsOf(project.config.rules, flags.rule),
    check: flags.check === true,
    verbose: flags.verbose === true,
    ...(flags.out === undefined
      ? {}
      : { out: { path: resolve(flags.out), shown: flags.out } }),
    ...(patterns.length === 0
      ? {}
      : { specs: findSpecs(patterns, process.cwd(), project.root) }),
  };
  return buildOnce(project, options);
}

async function buildStandardInput(flags: BuildFlags): Promise<ExitStatus> {
  for (const flag of ["out", "check", "watch"] as const)
    if (flags[flag] !== undefined)
      throw new UsageError(
        `build - prints the TypeScript, and does not go with --${flag}`,
      );
  const project = await projectOf(process.cwd());
  const rules = settingsOf(project.config.rules, flags.rule);
  const { print } = await import("./build/print.ts");
  return print(project, rules, flags.verbose === true);
}
