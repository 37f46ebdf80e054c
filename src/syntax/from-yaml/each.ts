import { misshapen, placed, type Context, type Wanted } from "./context.ts";
import { part } from "./fragments.ts";
import { isEmpty, type YamlScalar, type YamlValue } from "./value.ts";

/** A mapping of names to what they are, or a list of names alone, each of which is then given an empty value. */
export function each<Declaration extends object>(
  context: Context,
  value: YamlValue,
  wanted: Wanted,
  read: (key: YamlScalar, value: YamlValue) => Declaration | null,
): readonly Declaration[] {
  if (value.kind === "mapping")
    return value.entries.flatMap((entry) => {
      const declaration = read(entry.key, entry.value);
      if (declaration === null) {
        context.skip(entry.key);
        return [];
      }
      return placed(context, declaration, entry.key, entry.value);
    });
  if (value.kind !== "list") {
    if (!isEmpty(value)) misshapen(context, value, wanted);
    return [];
  }
  return value.items.flatMap((item) => {
    if (item.kind !== "scalar") return misshapen(context, item, wanted) ?? [];
    const nothing = part(item, item.text.length, item.text.length);
    const declaration = read(item, nothing);
    return declaration === null ? [] : placed(context, declaration, item);
  });
}
