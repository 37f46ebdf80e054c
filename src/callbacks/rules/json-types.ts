import type { Code } from "../code/code.ts";
import { ts } from "../code/code.ts";

/** A part of a type that JSON cannot carry. */
export interface JsonLoss {
  /** The nearest declaration that the user wrote; null where all is a package's. */
  readonly at: ts.Node | null;
  /** From the type to the part: `opened`, `legs[].since`; empty for the type itself. */
  readonly path: string;
  /** `a Date`, `a function` */
  readonly what: string;
  /** What to write in its place. */
  readonly instead: string;
}

/** Deeper than this nobody nests what a machine remembers. */
const DEEPEST = 12;

/** Each once, however often a type comes back to itself. `any` and `unknown` may be anything, and are let pass. */
export function lossesIn(type: ts.Type, code: Code): readonly JsonLoss[] {
  const losses: JsonLoss[] = [];
  const seen = new Set<ts.Type>();
  const visit = (
    part: ts.Type,
    path: string,
    at: ts.Node | null,
    depth: number,
  ): void => {
    const loss = lossOf(part, code);
    if (loss !== null) {
      losses.push({ at: at ?? declaredBy(part, code), path, ...loss });
      return;
    }
    if (part.isUnion()) {
      for (const each of part.types) visit(each, path, at, depth);
      return;
    }
    if (!isObject(part) || seen.has(part) || depth > DEEPEST) return;
    seen.add(part);
    for (const { type: item } of listItems(part, code))
      visit(item, `${path}[]`, at, depth + 1);
    if (isList(part, code)) return;
    for (const property of code.checker.getPropertiesOfType(part)) {
      const node = property.valueDeclaration;
      const own = node !== undefined && code.isOwn(node) ? node : at;
      const inner = path === "" ? property.name : `${path}.${property.name}`;
      // What may be left out is not there then, which JSON can say; what may be `undefined` is not the same.
      const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0;
      const of = code.checker.getTypeOfSymbol(property);
      for (const each of of.isUnion() ? of.types : [of])
        if (!isOptional || !(each.flags & ts.TypeFlags.Undefined))
          visit(each, inner, own, depth + 1);
    }
  };
  visit(type, "", null, 0);
  return losses;
}

type Loss = Pick<JsonLoss, "what" | "instead">;

const CLASSES: Readonly<Record<string, Loss>> = {
  Date: {
    what: "a Date",
    instead:
      "keep the time as a number, in milliseconds since the epoch: an `instant` of the spec",
  },
  Map: { what: "a Map", instead: "keep an object or a list of entries" },
  ReadonlyMap: {
    what: "a Map",
    instead: "keep an object or a list of entries",
  },
  Set: { what: "a Set", instead: "keep a list" },
  ReadonlySet: { what: "a Set", instead: "keep a list" },
  WeakMap: { what: "a WeakMap", instead: "keep it outside of the machine" },
  WeakSet: { what: "a WeakSet", instead: "keep it outside of the machine" },
  Promise: { what: "a promise", instead: "await it in an activity" },
  RegExp: { what: "a RegExp", instead: "keep its source as a string" },
  Error: { what: "an Error", instead: "keep its message as a string" },
  URL: { what: "a URL", instead: "keep it as a string" },
  ArrayBuffer: { what: "an ArrayBuffer", instead: "keep a list of numbers" },
  Uint8Array: { what: "a Uint8Array", instead: "keep a list of numbers" },
  Float64Array: { what: "a Float64Array", instead: "keep a list of numbers" },
};

function lossOf(type: ts.Type, code: Code): Loss | null {
  const { flags } = type;
  if (flags & ts.TypeFlags.BigIntLike)
    return { what: "a bigint", instead: "keep it as a string or a number" };
  if (flags & ts.TypeFlags.ESSymbolLike)
    return { what: "a symbol", instead: "keep a string" };
  if (flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void))
    return { what: "undefined", instead: "say `null`, which JSON has" };
  if (!isObject(type)) return null;
  if (
    type.getCallSignatures().length + type.getConstructSignatures().length >
    0
  )
    return {
      what: "a function",
      instead: "keep what it is made of; functions stay outside of the machine",
    };
  const { symbol } = type;
  const declared = symbol?.declarations ?? [];
  const known = symbol === undefined ? undefined : CLASSES[symbol.name];
  const isBuiltIn = declared.some(
    (each) => each.getSourceFile().isDeclarationFile,
  );
  if (known !== undefined && isBuiltIn) return known;
  return isInstance(type, code)
    ? {
        what: "an instance of a class",
        instead:
          "keep its data as a plain object: after a restart its methods would be gone",
      }
    : null;
}

/** Of a class that has more than public fields. */
function isInstance(type: ts.Type, { checker }: Code): boolean {
  const isClass = type.symbol?.declarations?.some((each) =>
    ts.isClassLike(each),
  );
  if (isClass !== true) return false;
  return checker
    .getPropertiesOfType(type)
    .some(
      ({ flags, valueDeclaration, name }) =>
        (flags & (ts.SymbolFlags.Method | ts.SymbolFlags.Accessor)) !== 0 ||
        name.startsWith("__#") ||
        (valueDeclaration !== undefined &&
          ts.isPropertyDeclaration(valueDeclaration) &&
          (valueDeclaration.modifiers ?? []).some(
            ({ kind }) => kind === ts.SyntaxKind.PrivateKeyword,
          )),
    );
}

function isList(type: ts.Type, { checker }: Code): boolean {
  return checker.isArrayType(type) || checker.isTupleType(type);
}

function listItems(
  type: ts.Type,
  { checker }: Code,
): readonly { readonly type: ts.Type }[] {
  return checker.getIndexInfosOfType(type);
}

function isObject(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
}

function declaredBy(type: ts.Type, code: Code): ts.Node | null {
  const symbol = type.aliasSymbol ?? type.symbol;
  const own = symbol?.declarations?.find((each) => code.isOwn(each));
  if (own === undefined) return null;
  return ts.getNameOfDeclaration(own) ?? own;
}
