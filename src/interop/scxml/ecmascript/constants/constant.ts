import type { Function as FunctionNode } from "acorn";
import type { Text } from "../text.ts";

export type Primitive = undefined | null | boolean | number | string;

/** A value that is known before the machine runs. */
export type Constant =
  | { readonly kind: "primitive"; readonly value: Primitive }
  | {
      readonly kind: "list";
      readonly items: readonly Constant[];
      readonly identity: Identity;
    }
  | {
      readonly kind: "object";
      readonly fields: ReadonlyMap<string, Constant>;
      readonly identity: Identity;
      /** Of which there is one, so that it can be told from all else by its name; null: an object of the document. */
      readonly platform: string | null;
    }
  | {
      readonly kind: "function";
      readonly node: FunctionNode;
      /** What the function is written in. */
      readonly text: Text;
      readonly identity: Identity;
    };

/** The same for the same object; null: several objects that look alike. */
export type Identity = object | null;

export const UNDEFINED: Constant = { kind: "primitive", value: undefined };

export function primitive(value: Primitive): Constant {
  return { kind: "primitive", value };
}

export function list(items: readonly Constant[]): Constant {
  return { kind: "list", items, identity: {} };
}

export function object(
  fields: Iterable<readonly [string, Constant]>,
  platform: string | null = null,
): Constant {
  return { kind: "object", fields: new Map(fields), identity: {}, platform };
}

/** ECMA-262, 13.5.3. */
export function typeOf(constant: Constant): string {
  if (constant.kind === "function") return "function";
  if (constant.kind !== "primitive" || constant.value === null) return "object";
  return typeof constant.value;
}

/** ECMA-262, 7.1.2. */
export function truthOf(constant: Constant): boolean {
  return constant.kind === "primitive" ? Boolean(constant.value) : true;
}

/** ECMA-262, 7.1.1; null for what has no primitive value that a document could mean. */
export function primitiveOf(
  constant: Constant,
): { readonly value: Primitive } | null {
  switch (constant.kind) {
    case "primitive":
      return constant;
    case "list": {
      const items = constant.items.map(primitiveOf);
      const texts = items.flatMap((item) =>
        item === null ? [] : [item.value === null ? "" : (item.value ?? "")],
      );
      return texts.length === items.length ? { value: texts.join(",") } : null;
    }
    case "object":
      return { value: "[object Object]" };
    case "function":
      return null;
  }
}

/** ECMA-262, 7.2.14; null where it is not known whether two are one object. */
export function sameConstant(a: Constant, b: Constant): boolean | null {
  if (a.kind === "primitive" || b.kind === "primitive")
    return (
      a.kind === "primitive" && b.kind === "primitive" && a.value === b.value
    );
  if (a.identity === null || b.identity === null) {
    return alike(a, b) ? null : false;
  }
  return a.identity === b.identity;
}

/** Whether two look the same; what `Object.is` and JSON would not tell apart. */
export function alike(a: Constant, b: Constant): boolean {
  switch (a.kind) {
    case "primitive":
      return b.kind === "primitive" && Object.is(a.value, b.value);
    case "list":
      return (
        b.kind === "list" &&
        a.items.length === b.items.length &&
        a.items.every((item, index) => {
          const other = b.items[index];
          return other !== undefined && alike(item, other);
        })
      );
    case "object":
      return (
        b.kind === "object" &&
        a.fields.size === b.fields.size &&
        a.platform === b.platform &&
        [...a.fields].every(([name, value]) => {
          const other = b.fields.get(name);
          return other !== undefined && alike(value, other);
        })
      );
    case "function":
      return b.kind === "function" && a.node === b.node;
  }
}

/** What JSON, or a value of the outside, says; null for what it cannot. */
export function constantOf(value: unknown): Constant | null {
  if (
    value === undefined ||
    value === null ||
    typeof value === "boolean" ||
    typeof value === "number" ||
    typeof value === "string"
  )
    return primitive(value);
  if (Array.isArray(value)) {
    const items = value.map(constantOf);
    const known = items.filter((item) => item !== null);
    return known.length === items.length ? list(known) : null;
  }
  if (typeof value !== "object") return null;
  const fields: [string, Constant][] = [];
  for (const [name, member] of Object.entries(value)) {
    const constant = constantOf(member);
    if (constant === null) return null;
    fields.push([name, constant]);
  }
  return object(fields);
}
