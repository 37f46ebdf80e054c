import { isMap, isScalar } from "yaml";
import type { Strategy } from "../../../compile.ts";
import { readText } from "../../read-text.ts";
import { PlacedYaml } from "../placed-yaml.ts";
import { typedValue } from "./typed-value.ts";
import { unknownParam } from "./unknown-param.ts";

/**
 * The params in a YAML or JSON file: a mapping of their names.
 *
 * @param path absolute
 * @param shown as the user knows it
 * @throws UsageError with the place of what is wrong
 */
export function paramsInFile(
  path: string,
  shown: string,
  strategy: Strategy,
): ReadonlyMap<string, unknown> {
  const yaml = new PlacedYaml(readText(path, shown), shown);
  const values = new Map<string, unknown>();
  const { root } = yaml;
  if (root === null) return values;
  if (!isMap(root))
    throw yaml.mistake(
      root,
      `expected a mapping of the params of ${strategy.name}`,
    );
  for (const { key, value } of root.items) {
    const name = isScalar(key) ? String(key.value) : "";
    const param = strategy.params.find((each) => each.name === name);
    if (param === undefined)
      throw yaml.mistake(key, unknownParam(name, strategy));
    if (value === null) throw yaml.mistake(key, `expected a value for ${name}`);
    values.set(name, typedValue(yaml, value, param.type, name));
  }
  return values;
}
