import { isMap, isScalar, isSeq } from "yaml";
import type { Type } from "../../../compile.ts";
import { nearest } from "../../../source/index.ts";
import type { PlacedYaml } from "../placed-yaml.ts";
import { Misfit, scalarIn } from "./scalar.ts";

type RecordType = Extract<Type, { readonly kind: "record" }>["record"];

/**
 * What stands at a node, as a value of a type.
 *
 * @param what is to have the value, for messages: `quantity`, `ladder[2].price`
 * @throws UsageError with the place of what does not fit
 */
export function typedValue(
  yaml: PlacedYaml,
  written: unknown,
  type: Type,
  what: string,
): unknown {
  const node = yaml.resolved(written);
  switch (type.kind) {
    case "optional":
      return isNothing(node) ? null : typedValue(yaml, node, type.of, what);
    case "list":
      if (!isSeq(node)) break;
      return node.items.map((item, index) =>
        typedValue(yaml, item, type.of, `${what}[${index}]`),
      );
    case "record":
      return recordValue(yaml, node, type.record, what);
    case "imported":
      return jsonOf(yaml, node);
    default: {
      const found = scalarAt(node, type);
      if (!(found instanceof Misfit)) return found.value;
      throw yaml.mistake(node, `expected ${found.wanted} for ${what}`);
    }
  }
  throw yaml.mistake(node, `expected a list for ${what}`);
}

function recordValue(
  yaml: PlacedYaml,
  node: unknown,
  { name, fields }: RecordType,
  what: string,
): Readonly<Record<string, unknown>> {
  if (!isMap(node))
    throw yaml.mistake(
      node,
      `expected a mapping with ${listed(fields)} for ${what}`,
    );
  const values = new Map<string, unknown>();
  for (const { key, value } of node.items) {
    const said = isScalar(key) ? String(key.value) : "";
    const field = fields.find((each) => each.name === said);
    if (field === undefined) {
      const meant = nearest(
        said,
        fields.map((each) => each.name),
      );
      const hint =
        meant === null ? `it has ${listed(fields)}` : `did you mean ${meant}?`;
      throw yaml.mistake(key, `${name} has no field ${said}; ${hint}`);
    }
    values.set(said, typedValue(yaml, value, field.type, `${what}.${said}`));
  }
  for (const field of fields) {
    if (values.has(field.name)) continue;
    if (field.type.kind !== "optional")
      throw yaml.mistake(node, `expected ${field.name} in ${what}`);
    values.set(field.name, null);
  }
  return Object.fromEntries(values);
}

/** A number stays one where a number or a time is wanted; all else is read as the text that it is. */
function scalarAt(node: unknown, type: Type) {
  const value = isScalar(node) ? node.value : null;
  if (typeof value === "number" && type.kind === "number")
    return Number.isFinite(value)
      ? { value }
      : new Misfit("a number that is finite");
  const isQuoted = isScalar(node) && typeof value === "string";
  if (type.kind === "string" && !isQuoted)
    return new Misfit("a text (in quotes, where it looks like something else)");
  const wanted = scalarIn(isScalar(node) ? String(value) : "", type);
  return wanted ?? new Misfit("a value");
}

function isNothing(node: unknown): boolean {
  return (
    node === null ||
    node === undefined ||
    (isScalar(node) && node.value === null)
  );
}

function jsonOf(yaml: PlacedYaml, node: unknown): unknown {
  if (isMap(node) || isSeq(node) || isScalar(node)) {
    const value: unknown = node.toJSON();
    return value;
  }
  throw yaml.mistake(node, "expected a value");
}

function listed(fields: RecordType["fields"]): string {
  return fields.map(({ name }) => name).join(", ");
}
