import type { Expression, Guard, GuardCall } from "../../model.ts";
import type { Facts } from "./facts.ts";

/** An expression with what is known worked into it. */
export interface Narrowed {
  readonly expression: Expression;
  readonly nullable: boolean;
  /** What is known besides when it is true, and when it is false. */
  readonly whenTrue: Facts;
  readonly whenFalse: Facts;
}

/**
 * Whether null can stand at a place. `preferred`: it can, but where it is known not to be there the expression shall say
 * so.
 */
export type Need = "required" | "preferred" | "none";

/** What is done at the place that needs a value, for the message: "its field `price` is read". */
export interface Use {
  readonly text: string;
  readonly member: string | null;
}

/** What a guard's expression needs to be known where it is used, and what its answer tells. */
export interface GuardFacts {
  readonly requires: readonly Requirement[];
  readonly whenTrue: Facts;
  readonly whenFalse: Facts;
}

export interface Requirement {
  readonly path: string;
  readonly expression: Expression;
  readonly use: Use;
}

/** What becomes of what is not known. */
export interface Narrowing {
  /** Something that may be null where a value is needed; what shall stand there instead. */
  readonly missing: (expression: Expression, use: Use) => Expression;
  readonly unmet: (requirement: Requirement, call: GuardCall) => void;
  /** Null for a TypeScript predicate. */
  readonly factsOf: (guard: Guard) => GuardFacts | null;
}
