import { resolve } from "node:path";
import type { Param, Strategy } from "../../../compile.ts";
import { UsageError } from "../../exit.ts";
import { PlacedYaml } from "../placed-yaml.ts";
import { Misfit, scalarIn } from "./scalar.ts";
import { typedValue } from "./typed-value.ts";
import { unknownParam } from "./unknown-param.ts";
import { paramsInFile } from "./param-file.ts";

export type ParamValues = Readonly<Record<string, unknown>>;

export interface ParamFlags {
  /** `name=value`, each. */
  readonly param: readonly string[];
  /** A YAML or JSON file, from where the user is. */
  readonly params?: string;
}

/**
 * What `--params` and `--param name=value` say, as values of the strategy's types; the latter win.
 *
 * @throws UsageError on an unknown name, a value that does not fit, and a required param that is missing
 */
export function paramValues(
  flags: ParamFlags,
  strategy: Strategy,
): ParamValues {
  const values = paramsSaid(flags, strategy);
  const missing = strategy.params.filter(
    (param) => isRequired(param) && !(param.name in values),
  );
  if (missing.length > 0)
    throw new UsageError(
      `${strategy.name} needs ${missing.map(({ name }) => `--param ${name}=…`).join(" ")}`,
    );
  return values;
}

/** The same, where those that are missing are known from elsewhere. @throws UsageError on an unknown name, and a value that does not fit */
export function paramsSaid(
  { param: flags, params: file }: ParamFlags,
  strategy: Strategy,
): ParamValues {
  const values = new Map<string, unknown>(
    file === undefined ? [] : paramsInFile(resolve(file), file, strategy),
  );
  for (const flag of flags) {
    const equals = flag.indexOf("=");
    const name = equals < 0 ? flag : flag.slice(0, equals);
    const param = strategy.params.find((each) => each.name === name);
    if (param === undefined) throw new UsageError(unknownParam(name, strategy));
    if (equals < 0)
      throw new UsageError(`--param ${name}: write --param ${name}=VALUE`);
    values.set(name, valueIn(flag.slice(equals + 1), param, flag));
  }
  return Object.fromEntries(values);
}

function valueIn(text: string, { name, type }: Param, flag: string): unknown {
  const found = scalarIn(text, type);
  if (found instanceof Misfit)
    throw new UsageError(
      `--param ${flag}: expected ${found.wanted} for ${name}`,
    );
  if (found !== null) return found.value;
  const yaml = new PlacedYaml(text, `--param ${name}`);
  return typedValue(yaml, yaml.root, type, name);
}

function isRequired(param: Param): boolean {
  return param.default === null;
}
