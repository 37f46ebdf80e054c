import { renderText } from "../diagnostics/index.ts";
import type { Strategy } from "../compile.ts";
import { Compiler } from "./compiler.ts";
import { UsageError } from "./exit.ts";
import { projectOf } from "./project.ts";
import { settingsOf } from "./rule-flags.ts";
import { findSpecs } from "./specs.ts";
import { isStandardInput } from "./standard-input.ts";
import { terminal } from "./terminal.ts";

export interface OneStrategyFlags {
  readonly strategy?: string;
  readonly rule: readonly string[];
}

/**
 * The one strategy that is meant, of some specs or of the project's. Null where a spec has errors, which are then on standard error.
 *
 * @throws UsageError if there is none, or more than one
 */
export async function oneStrategy(
  patterns: readonly string[],
  flags: OneStrategyFlags,
): Promise<Strategy | null> {
  const project = await projectOf(process.cwd());
  const { root, config } = project;
  const specs = isStandardInput(patterns)
    ? patterns
    : patterns.length > 0
      ? findSpecs(patterns, process.cwd(), root)
      : findSpecs(config.specs, root, root);
  const compiler = new Compiler(project, settingsOf(config.rules, flags.rule));
  const found: Strategy[] = [];
  for (const spec of specs) {
    const strategies = await compiler.strategiesIn(spec);
    if (strategies === null) {
      const { err } = terminal;
      err.write(renderText(compiler.settled(), { colour: err.colour }));
      return null;
    }
    found.push(...strategies);
  }
  return chosenOf(found, flags.strategy ?? null, specs.join(", "));
}

/**
 * By name, or the only one; a concrete one before abstract ones.
 *
 * @throws UsageError
 */
export function chosenOf(
  strategies: readonly Strategy[],
  name: string | null,
  path: string,
): Strategy {
  const concrete = strategies.filter((each) => !each.abstract);
  const candidates =
    name === null
      ? concrete.length > 0
        ? concrete
        : strategies
      : strategies.filter((each) => each.name === name);
  const [first, second] = candidates;
  if (first !== undefined && second === undefined) return first;
  const names = strategies.map((each) => each.name).join(", ");
  throw new UsageError(
    name === null
      ? `there are several strategies: say which with --strategy (${names})`
      : `${path} has no strategy ${name}, but ${names}`,
  );
}
