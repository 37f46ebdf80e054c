import type { StrategySetup } from "@fsmc/runtime";
import { existsSync } from "node:fs";
import { join, parse } from "node:path";
import { pathToFileURL } from "node:url";
import { UsageError } from "../exit.ts";
import type { ParamValues } from "./params/param-values.ts";

export type Setup = StrategySetup<ParamValues>;

/**
 * The default export of `<name>.callbacks.ts` beside the spec.
 *
 * @throws UsageError if there is none, or it is something else
 */
export async function loadSetup(root: string, spec: string): Promise<Setup> {
  const { dir, name } = parse(spec);
  const shown = join(dir, `${name}.callbacks.ts`);
  const path = join(root, shown);
  if (!existsSync(path))
    throw new UsageError(
      `to run ${name}, fsmc needs ${shown}: its default export is a StrategySetup of @fsmc/runtime. fsmc init writes an example`,
    );
  const loaded = await defaultExport(path, shown);
  if (!isSetup(loaded))
    throw new UsageError(
      `the default export of ${shown} is no StrategySetup: it needs the functions market and create`,
    );
  return loaded;
}

async function defaultExport(path: string, shown: string): Promise<unknown> {
  try {
    const loaded: unknown = await import(pathToFileURL(path).href);
    return typeof loaded === "object" && loaded !== null && "default" in loaded
      ? loaded.default
      : null;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${shown} cannot be loaded: ${message}`);
  }
}

function isSetup(value: unknown): value is Setup {
  return (
    typeof value === "object" &&
    value !== null &&
    "market" in value &&
    typeof value.market === "function" &&
    "create" in value &&
    typeof value.create === "function"
  );
}
