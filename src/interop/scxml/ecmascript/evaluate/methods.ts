import type { Span } from "../../../../source/index.ts";
import { refuses } from "../abrupt.ts";
import { join, NOTHING, scalar, shaped, type Shape } from "../shapes/shape.ts";
import {
  list,
  primitive,
  primitiveOf,
  sameConstant,
  type Constant,
} from "../constants/constant.ts";
import * as say from "../words/say.ts";
import { knownOf, valueOf, words, type Value } from "../values/value.ts";

/** `object.name(args)` for methods that strings, arrays and numbers have; null for what is none of them. */
export function methodCall(
  object: Value,
  name: string,
  args: readonly Value[],
  span: Span,
): Value | null {
  const shape = resultShape(object, name, args, span);
  if (shape === null) return null;
  const known = [object, ...args].map(knownOf);
  const constants = known.filter((each) => each !== null);
  const [subject, ...rest] = constants;
  const folded =
    subject === undefined || constants.length !== known.length
      ? null
      : apply(subject, name, rest);
  return valueOf(shape, folded === null ? null : [folded], span, () => {
    const [first] = args;
    if (first !== undefined) {
      if (name === "includes")
        return say.call("contains", [words(object), words(first)], span);
      if (name === "concat" && args.length === 1)
        if (
          object.shape.base.kind === "string" &&
          first.shape.base.kind === "string"
        )
          return say.binary("+", words(object), words(first), span);
    }
    if (
      object.shape.base.kind === "string" &&
      (name === "toString" || name === "valueOf")
    )
      return words(object);
    throw refuses(
      `.${name}(…)`,
      "a spec has `length` and `contains` of texts and lists; the rest has to be known before the machine runs",
      span,
    );
  });
}

/** What is asked for by `x.indexOf(y) >= 0` and the like. */
export function containment(
  object: Value,
  part: Value,
  isContained: boolean,
  span: Span,
): Value {
  return valueOf(scalar("boolean", span), null, span, () => {
    const contains = say.call("contains", [words(object), words(part)], span);
    return isContained ? contains : say.not(contains, span);
  });
}

const TEXT =
  "charAt concat replace slice substring toLowerCase toString toUpperCase trim valueOf".split(
    " ",
  );
const NUMBER = ["indexOf", "lastIndexOf", "charCodeAt"];
const BOOLEAN = ["includes", "startsWith", "endsWith"];

function resultShape(
  { shape: { base } }: Value,
  name: string,
  args: readonly Value[],
  span: Span,
): Shape | null {
  if (base.kind === "list") {
    if (name === "concat")
      return args
        .map(({ shape }): Shape =>
          shape.base.kind === "list"
            ? shape
            : shaped({ kind: "list", of: shape, span }),
        )
        .reduce((one, other) => join(one, other), shaped(base));
    if (name === "slice" || name === "reverse") return shaped(base);
    if (name === "join" || name === "toString") return scalar("string", span);
    if (name === "indexOf" || name === "lastIndexOf")
      return scalar("number", span);
    return name === "includes" ? scalar("boolean", span) : null;
  }
  if (base.kind === "number")
    return name === "toString" || name === "toFixed"
      ? scalar("string", span)
      : null;
  if (base.kind === "none" && TEXT.includes(name)) return NOTHING;
  if (base.kind !== "string") return null;
  if (NUMBER.includes(name)) return scalar("number", span);
  if (BOOLEAN.includes(name)) return scalar("boolean", span);
  return TEXT.includes(name) ? scalar("string", span) : null;
}

function apply(
  object: Constant,
  name: string,
  args: readonly Constant[],
): Constant | null {
  if (object.kind === "list") return ofList(object.items, name, args);
  const simple = primitiveOf(object);
  const values = args.flatMap((arg) => {
    const value = primitiveOf(arg);
    return value === null ? [] : [value.value];
  });
  if (simple === null || values.length !== args.length) return null;
  const { value } = simple;
  const [first, second] = values;
  if (typeof value === "number") {
    const digits = first === undefined ? undefined : Number(first);
    if (name === "toString") return primitive(value.toString(digits));
    return name === "toFixed" ? primitive(value.toFixed(digits)) : null;
  }
  if (typeof value !== "string") return null;
  const text = String(first);
  const [from, to] = [
    Number(first ?? 0),
    second === undefined ? undefined : Number(second),
  ];
  switch (name) {
    case "charAt":
      return primitive(value.charAt(from));
    case "charCodeAt":
      return primitive(value.charCodeAt(from));
    case "concat":
      return primitive(value.concat(...values.map(String)));
    case "endsWith":
      return primitive(value.endsWith(text));
    case "includes":
      return primitive(value.includes(text));
    case "indexOf":
      return primitive(value.indexOf(text));
    case "lastIndexOf":
      return primitive(value.lastIndexOf(text));
    case "replace":
      return primitive(value.replace(text, () => String(second)));
    case "slice":
      return primitive(value.slice(from, to));
    case "startsWith":
      return primitive(value.startsWith(text));
    case "substring":
      return primitive(value.substring(from, to));
    case "toLowerCase":
      return primitive(value.toLowerCase());
    case "toUpperCase":
      return primitive(value.toUpperCase());
    case "trim":
      return primitive(value.trim());
    case "toString":
    case "valueOf":
      return primitive(value);
    default:
      return null;
  }
}

function ofList(
  items: readonly Constant[],
  name: string,
  args: readonly Constant[],
): Constant | null {
  const [first, second] = args;
  switch (name) {
    case "concat":
      return list([
        ...items,
        ...args.flatMap((arg) => (arg.kind === "list" ? arg.items : [arg])),
      ]);
    case "slice": {
      const ends = [first, second].map((end) =>
        end?.kind === "primitive" && typeof end.value === "number"
          ? end.value
          : undefined,
      );
      return list(items.slice(...ends));
    }
    case "reverse":
      return list(items.toReversed());
    case "indexOf":
    case "includes": {
      if (first === undefined) return null;
      const index = items.findIndex((item) => sameConstant(item, first));
      return primitive(name === "includes" ? index >= 0 : index);
    }
    case "join":
    case "toString": {
      const separator =
        first === undefined ? { value: "," } : primitiveOf(first);
      const texts = items.flatMap((item) => {
        const value = primitiveOf(item);
        return value === null ? [] : [String(value.value ?? "")];
      });
      return separator === null || texts.length !== items.length
        ? null
        : primitive(texts.join(String(separator.value)));
    }
    default:
      return null;
  }
}
