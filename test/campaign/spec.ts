import { readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { compile, type Strategy } from "../../src/compile.ts";

const root = dirname(dirname(import.meta.dirname));

/** What a spec says that a campaign is judged by. */
export interface SpecFacts {
  /** Atomic states that are exposed, here or by a parent, and not in error. */
  readonly exposed: readonly string[];
  /** All exposed states, final ones of regions and those in error included: where a position may be. */
  readonly mayHold: ReadonlySet<string>;
  /** Guards, actions and activities that TypeScript implements. */
  readonly callbacks: readonly string[];
}

/** @param path from the repository's root */
export async function factsOf(path: string): Promise<SpecFacts> {
  const text = readFileSync(join(root, path), "utf8");
  const { models, diagnostics } = await compile([{ path, text }], {
    emit: false,
    read: (other) => readFileSync(join(root, posix.normalize(other)), "utf8"),
  });
  const strategy = models
    .flatMap((model) => model.strategies)
    .find((each) => !each.abstract);
  if (strategy === undefined)
    throw new Error(`${path}: ${diagnostics[0]?.message ?? "no strategy"}`);
  const exposed = strategy.states.filter((state) => state.exposed);
  return {
    exposed: exposed
      .filter((state) => state.kind === "atomic" && state.role !== "error")
      .map(({ path: name }) => name),
    mayHold: new Set(exposed.map(({ path: name }) => name)),
    callbacks: callbacksOf(strategy),
  };
}

function callbacksOf(strategy: Strategy): readonly string[] {
  return [
    ...strategy.guards.filter((guard) => guard.expression === null),
    ...strategy.actions,
    ...strategy.activities,
  ].map(({ name }) => name);
}
