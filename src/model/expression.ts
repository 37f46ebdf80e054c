/**
 * Typed expressions: names resolved, types known, null tracked. The builder has checked them, so whoever reads them
 * (checks, emission, the tests' interpreter) need not look for errors.
 */
import type { Span } from "../source/index.ts";
import type { ContextField, Guard, Param, State, Trigger } from "./model.ts";
import type { EnumType, Field, Type } from "./types.ts";

interface Node {
  /** After null tracking: not optional where a fact rules null out. */
  readonly type: Type;
  readonly span: Span;
}

export type Expression =
  | Literal
  | Reference
  | Member
  | Index
  | Present
  | Unary
  | Binary
  | Conditional
  | FunctionCall
  | GuardCall
  | In
  | RecordLiteral
  | ListLiteral;

export type Literal = Node &
  (
    | { readonly kind: "number"; readonly value: number }
    /** Milliseconds. */
    | { readonly kind: "duration"; readonly value: number }
    | { readonly kind: "string"; readonly value: string }
    | { readonly kind: "boolean"; readonly value: boolean }
    | { readonly kind: "null" }
    | {
        readonly kind: "enum-member";
        readonly enum: EnumType;
        readonly member: string;
      }
  );

export type Reference = Node &
  (
    | { readonly kind: "param"; readonly param: Param }
    | { readonly kind: "field"; readonly field: ContextField }
    /** `event.x`, by name because several triggers may share it. */
    | { readonly kind: "payload"; readonly name: string }
    /** What an activity reported, in `done` and `partial`. */
    | { readonly kind: "result" }
    /** `error`'s members, in `failed`, `unknown` and `on error`. */
    | { readonly kind: "error"; readonly name: "code" | "message" | "attempt" }
    /** An argument, inside a guard's own expression. */
    | { readonly kind: "argument"; readonly argument: Field }
    | { readonly kind: "now" | "elapsed" | "halted" }
  );

/** Of a record; with `optional` the object may be null and the whole is null then. */
export type Member = Node & {
  readonly kind: "member";
  readonly object: Expression;
  readonly name: string;
  readonly optional: boolean;
};

/** Null outside of the list. */
export type Index = Node & {
  readonly kind: "index";
  readonly object: Expression;
  readonly index: Expression;
};

/**
 * Known not to be null by a fact from outside this expression (an earlier branch, an earlier `set`, all ways into the state).
 * Facts from within (`and`, `or`, `? :`, `not`) need no such node: TypeScript's own narrowing follows them.
 */
export type Present = Node & {
  readonly kind: "present";
  readonly operand: Expression;
};

export type Unary = Node & {
  readonly kind: "unary";
  readonly operator: "not" | "-";
  readonly operand: Expression;
};

export type BinaryOperator =
  | "or"
  | "and"
  | "??"
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "+"
  | "-"
  | "*"
  | "/"
  | "mod";

export type Binary = Node & {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
};

export type Conditional = Node & {
  readonly kind: "conditional";
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
};

/** `round` and the rest are those of JavaScript's Math; `length` and `contains` take strings and lists. */
export type FunctionName =
  | "min"
  | "max"
  | "abs"
  | "floor"
  | "ceil"
  | "round"
  | "clamp"
  | "length"
  | "contains";

export type FunctionCall = Node & {
  readonly kind: "function";
  readonly name: FunctionName;
  readonly args: readonly Expression[];
};

/** A declared guard, with or without arguments. */
export type GuardCall = Node & {
  readonly kind: "guard";
  readonly guard: Guard;
  readonly args: readonly Expression[];
  /** What the triggers of this place share of their payload, for a guard whose expression reads `event`. */
  readonly triggers: readonly Trigger[];
};

export type In = Node & { readonly kind: "in"; readonly state: State };

export type RecordLiteral = Node & {
  readonly kind: "record";
  readonly fields: readonly {
    readonly name: string;
    readonly value: Expression;
  }[];
};

export type ListLiteral = Node & {
  readonly kind: "list";
  readonly items: readonly Expression[];
};
