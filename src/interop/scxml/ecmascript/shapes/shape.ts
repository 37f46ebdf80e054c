import type { Span } from "../../../../source/index.ts";
import type { Constant } from "../constants/constant.ts";

/** What values an expression may have. The least says nothing: no value has been seen yet. */
export interface Shape {
  readonly undefined: boolean;
  readonly null: boolean;
  readonly base: Base;
}

export type Base =
  /** Nothing but undefined and null, or nothing at all. */
  | { readonly kind: "none" }
  | { readonly kind: "number" | "string" | "boolean"; readonly span: Span }
  | { readonly kind: "list"; readonly of: Shape; readonly span: Span }
  | {
      readonly kind: "record";
      readonly fields: ReadonlyMap<string, Shape>;
      readonly span: Span;
    }
  /** A function or an object of the platform: one thing, which a spec can hold by its name. */
  | {
      readonly kind: "opaque";
      readonly name: string;
      readonly type: "object" | "function";
      readonly span: Span;
    }
  /** Of two kinds, which no type of ours has. */
  | {
      readonly kind: "conflict";
      readonly one: ConflictSide;
      readonly other: ConflictSide;
    };

export interface ConflictSide {
  readonly what: string;
  readonly span: Span;
}

const NONE: Base = { kind: "none" };

export const NOTHING: Shape = { undefined: false, null: false, base: NONE };
export const ABSENT: Shape = { undefined: true, null: false, base: NONE };

export function shaped(base: Base): Shape {
  return { undefined: false, null: false, base };
}

export function scalar(
  kind: "number" | "string" | "boolean",
  span: Span,
): Shape {
  return shaped({ kind, span });
}

export function mayBeAbsent(shape: Shape): boolean {
  return shape.undefined || shape.null;
}

/** The shape without undefined and null. */
export function present({ base }: Shape): Shape {
  return shaped(base);
}

/** What the values are called in a remark. */
export function describe(base: Base): string {
  switch (base.kind) {
    case "none":
      return "nothing";
    case "list":
      return "an array";
    case "record":
      return "an object";
    case "opaque":
      return base.name;
    case "conflict":
      return `${base.one.what} or ${base.other.what}`;
    default:
      return `a ${base.kind}`;
  }
}

export function shapeOf(constant: Constant, span: Span): Shape {
  switch (constant.kind) {
    case "primitive": {
      const { value } = constant;
      if (value === undefined) return ABSENT;
      if (value === null) return { undefined: false, null: true, base: NONE };
      switch (typeof value) {
        case "number":
          return scalar("number", span);
        case "string":
          return scalar("string", span);
        default:
          return scalar("boolean", span);
      }
    }
    case "list": {
      const of = constant.items
        .map((item) => shapeOf(item, span))
        .reduce((one, other) => join(one, other), NOTHING);
      return shaped({ kind: "list", of, span });
    }
    case "object": {
      if (constant.platform !== null)
        return shaped({
          kind: "opaque",
          name: constant.platform,
          type: "object",
          span,
        });
      const fields = [...constant.fields].map(
        ([name, value]) => [name, shapeOf(value, span)] as const,
      );
      return shaped({ kind: "record", fields: new Map(fields), span });
    }
    case "function":
      return shaped({
        kind: "opaque",
        name: `the function at ${constant.text.at(constant.node.start, constant.node.start).start}`,
        type: "function",
        span,
      });
  }
}

/** Either. A member that a record lacks is undefined there; with `lacking` NOTHING it is only not known. */
export function join(a: Shape, b: Shape, lacking: Shape = ABSENT): Shape {
  return {
    undefined: a.undefined || b.undefined,
    null: a.null || b.null,
    base: joinBases(a.base, b.base, lacking),
  };
}

function joinBases(a: Base, b: Base, lacking: Shape): Base {
  if (a.kind === "none") return b;
  if (b.kind === "none" || a.kind === "conflict") return a;
  if (b.kind === "conflict") return b;
  if (a.kind === "list" && b.kind === "list") {
    const of = join(a.of, b.of, lacking);
    return of.base.kind === "conflict" ? of.base : { ...a, of };
  }
  if (a.kind === "record" && b.kind === "record")
    return joinRecords(a, b, lacking);
  if (a.kind === "opaque" && b.kind === "opaque" && a.name === b.name) return a;
  if (a.kind === b.kind && a.kind !== "opaque") return a;
  return {
    kind: "conflict",
    one: { what: describe(a), span: a.span },
    other: { what: describe(b), span: b.span },
  };
}

function joinRecords(
  a: Extract<Base, { kind: "record" }>,
  b: Extract<Base, { kind: "record" }>,
  lacking: Shape,
): Base {
  const fields = new Map<string, Shape>();
  for (const name of new Set([...a.fields.keys(), ...b.fields.keys()]))
    fields.set(
      name,
      join(
        a.fields.get(name) ?? lacking,
        b.fields.get(name) ?? lacking,
        lacking,
      ),
    );
  return { ...a, fields };
}

/** Whether nothing more is said by one than by the other; where it was seen does not matter. */
export function sameShape(a: Shape, b: Shape): boolean {
  return (
    a.undefined === b.undefined && a.null === b.null && sameBase(a.base, b.base)
  );
}

function sameBase(a: Base, b: Base): boolean {
  if (a.kind === "list") return b.kind === "list" && sameShape(a.of, b.of);
  if (a.kind === "opaque") return b.kind === "opaque" && a.name === b.name;
  if (a.kind !== "record" || b.kind !== "record") return a.kind === b.kind;
  return (
    a.fields.size === b.fields.size &&
    [...a.fields].every(([name, shape]) => {
      const other = b.fields.get(name);
      return other !== undefined && sameShape(shape, other);
    })
  );
}

/** How deep lists and records lie in each other. */
export function depthOf({ base }: Shape): number {
  if (base.kind === "list") return 1 + depthOf(base.of);
  if (base.kind !== "record") return 0;
  return 1 + Math.max(0, ...[...base.fields.values()].map(depthOf));
}

/** What keeps values of a shape from having a type; null where they have one. */
export function conflictIn({
  base,
}: Shape): Extract<Base, { kind: "conflict" }> | null {
  if (base.kind === "conflict") return base;
  if (base.kind === "list") return conflictIn(base.of);
  if (base.kind !== "record") return null;
  for (const shape of base.fields.values()) {
    const conflict = conflictIn(shape);
    if (conflict !== null) return conflict;
  }
  return null;
}

/** Whether there is something of one type that a spec can keep. */
export function canBeKept(shape: Shape): boolean {
  const { base } = shape;
  if (base.kind === "none" || conflictIn(shape) !== null) return false;
  return base.kind !== "opaque" || base.type === "object";
}

/** Whether a value of the one shape is, on its outside, one of the other. */
export function isLike(shape: Shape, other: Shape): boolean {
  if (mayBeAbsent(shape) && !mayBeAbsent(other)) return false;
  return shape.base.kind === "none" || shape.base.kind === other.base.kind;
}
