import { parse } from "node:path";
import type { Strategy } from "../../compile.ts";
import { nearest } from "../../source/index.ts";
import { Compiler } from "../compiler.ts";
import { UsageError } from "../exit.ts";
import type { Project } from "../project.ts";
import { findSpecs } from "../specs.ts";

/** The spec of a base name. @throws UsageError if there is none */
export function specOf(name: string, { root, config }: Project): string {
  const specs = findSpecs(config.specs, root, root);
  const found = specs.find((spec) => parse(spec).name === name);
  if (found !== undefined) return found;
  const names = specs.map((spec) => parse(spec).name);
  const meant = nearest(name, names);
  const hint =
    meant === null ? `there are ${names.join(", ")}` : `did you mean ${meant}?`;
  throw new UsageError(`there is no strategy ${JSON.stringify(name)}; ${hint}`);
}

/** The first of a spec that can run. @throws UsageError if all are abstract, naming those that extend them */
export async function strategyIn(
  spec: string,
  project: Project,
): Promise<Strategy> {
  const strategies = await strategiesIn(spec, project);
  const strategy = strategies.find(({ abstract }) => !abstract);
  if (strategy !== undefined) return strategy;
  const names = strategies.map(({ name }) => name).join(", ");
  if (names === "") throw new UsageError(`${spec} has no strategy`);
  const heirs = await heirsOf(spec, project);
  const hint =
    heirs.length === 0
      ? "none that can run extends it yet"
      : `run one that extends it: ${heirs.map((heir) => `fsmc run ${heir}`).join(", ")}`;
  throw new UsageError(
    `${names} in ${spec} is abstract and cannot run by itself; ${hint}`,
  );
}

/** Base names of the specs with a strategy that has states of this spec's. */
async function heirsOf(
  spec: string,
  project: Project,
): Promise<readonly string[]> {
  const { root, config } = project;
  const names: string[] = [];
  for (const other of findSpecs(config.specs, root, root)) {
    const strategies = await strategiesIn(other, project);
    const inherits = strategies.some(
      ({ abstract, states }) =>
        !abstract && states.some(({ span }) => span.file.path === spec),
    );
    if (other !== spec && inherits) names.push(parse(other).name);
  }
  return names;
}

async function strategiesIn(
  spec: string,
  project: Project,
): Promise<readonly Strategy[]> {
  const compiler = new Compiler(project, project.config.rules);
  return (await compiler.strategiesIn(spec)) ?? [];
}
