import type { Import, ImportedName, Name } from "../ast.ts";
import {
  knownKeys,
  listOf,
  misshapen,
  missing,
  placed,
  type Context,
} from "./context.ts";
import { nameOf, part } from "./fragments.ts";
import { isEmpty, type YamlEntry, type YamlValue } from "./value.ts";

const IMPORT = {
  what: "import",
  example: "import: { names: [Lifecycle], from: ./lifecycle.fsm }",
};

/** `import: { names: [A, B as C], from: ./x.fsm }`, or a list of such. */
export function importsOf(
  context: Context,
  { key, value }: YamlEntry,
): readonly Import[] {
  return listOf(value).flatMap((item): readonly Import[] => {
    if (item.kind !== "mapping") {
      misshapen(context, item, { ...IMPORT, what: "an import" });
      return [];
    }
    const known = knownKeys(context, item, "import");
    if (known.from === undefined) {
      missing(context, item, "from", IMPORT);
      return [];
    }
    const { value: path } = known.from;
    if (path.kind !== "scalar" || isEmpty(path)) {
      misshapen(context, path, { what: "a path", example: "./lifecycle.fsm" });
      return [];
    }
    const from: Name = { text: path.text, span: path.span };
    const keyword = key.span;
    const found: Import[] = [];
    if (known.names !== undefined) {
      const names = importedNames(context, known.names.value);
      found.push(placed(context, { kind: "spec", names, from, keyword }, item));
    }
    if (known.types !== undefined) {
      const names = importedNames(context, known.types.value);
      found.push(placed(context, { kind: "type", names, from, keyword }, item));
    }
    if (found.length === 0) missing(context, item, "names", IMPORT);
    return found;
  });
}

/** `A`, `A as B`. */
function importedNames(
  context: Context,
  value: YamlValue,
): readonly ImportedName[] {
  const names: ImportedName[] = [];
  const items = listOf(value);
  if (items.length === 0)
    misshapen(context, value, {
      what: "a name",
      example: "names: [Lifecycle]",
    });
  for (const item of items) {
    const renamed =
      item.kind === "scalar" ? /^(.*?)\s+as\s+(.*)$/d.exec(item.text) : null;
    const [, before, behind] = renamed?.indices ?? [];
    const plain = item.kind !== "scalar" || !before || !behind;
    const name = nameOf(context, plain ? item : part(item, ...before));
    const as = plain ? null : nameOf(context, part(item, ...behind));
    if (name !== null) names.push({ name, as });
  }
  return names;
}
