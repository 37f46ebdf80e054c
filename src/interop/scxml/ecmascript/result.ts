import type { Span } from "../../../source/index.ts";
import type { Assignment, Expression } from "../../../syntax/index.ts";
import type { Shape } from "./shapes/shape.ts";

/** It fails whenever it is evaluated: `error.execution`. */
export interface Throws {
  readonly kind: "throws";
  /** What is wrong: `x is not declared`. */
  readonly message: string;
  readonly span: Span;
}

/** ECMAScript allows it; our language cannot say it, or what it does cannot be known before it runs. */
export interface Refused {
  readonly kind: "refused";
  readonly message: string;
  readonly why: string;
  readonly span: Span;
}

export type Said =
  | {
      readonly kind: "said";
      readonly expression: Expression;
      readonly type: Shape;
    }
  | Throws
  | Refused;

/** Assignments in order, each of which sees those before it. Where several are made and a later one throws, `then` says so. */
export type Assigned =
  | {
      readonly kind: "said";
      readonly assignments: readonly Assignment[];
      /** What ends the block behind the assignments; null where nothing is wrong. */
      readonly then: Throws | null;
    }
  | Throws
  | Refused;

/** A value that is known before the machine runs. */
export type Literal = undefined | null | boolean | number | string;

/** The values that an expression may have: the first whose condition holds; the last has none. */
export type Alternatives =
  | {
      readonly kind: "said";
      readonly alternatives: readonly {
        readonly condition: Expression | null;
        readonly value: Literal;
      }[];
    }
  | Throws
  | Refused;
