/** Values that make a finding plain: those that a reader knows, where they do. */
import type { Expression, Param } from "../../model/index.ts";
import { constantOf, type Constant } from "./constants.ts";
import { holdsFor } from "./evaluate.ts";
import { withinGuards } from "./expressions.ts";
import {
  conjunction,
  formulaOf,
  negate,
  type Formula,
  type Surroundings,
} from "./formula.ts";
import { witnessOf } from "./satisfiable.ts";
import { keyOf } from "./terms.ts";
import type { Value, Values } from "./witness.ts";

/**
 * Values for which none of these guards holds: params, and if that goes fields, as they are declared; a product with a param is then
 * one with a number. Null where none are found, which proves nothing.
 */
export function exampleAgainst(guards: readonly Expression[]): Values | null {
  const usual = usualParams(guards);
  const attempts: readonly Attempt[] = [
    { params: usualOf, fields: true },
    { params: usualOf, fields: false },
    { params: null, fields: false },
  ];
  for (const { params, fields } of attempts) {
    const read = readerWith(params);
    const none = guards.map((guard) => negate(read(guard)));
    const declared = fields ? declaredFields(guards, read) : [];
    const complete = (values: Values): Values =>
      params === null ? values : new Map([...usual, ...values]);
    const values = witnessOf(conjunction([...declared, ...none]), (values) =>
      guards.every((guard) => holdsFor(guard, complete(values)) === false),
    );
    if (values !== null) return complete(values);
  }
  return null;
}

interface Attempt {
  /** Null: as they come. */
  readonly params: Surroundings["params"] | null;
  /** Whether fields have the numbers that they are declared with. */
  readonly fields: boolean;
}

type Reader = (guard: Expression) => Formula;

function readerWith(params: Attempt["params"]): Reader {
  const surroundings: Surroundings = {
    isActive: () => null,
    arithmetic: "real",
    ...(params ? { params } : {}),
  };
  return (guard) => formulaOf(guard, surroundings);
}

/** What a param is by default; 1 where it is required. */
function usualOf(param: Param): Constant | null {
  if (param.default !== null) {
    const constant = constantOf(param.default);
    return typeof constant?.value === "number" ? constant : null;
  }
  return param.type.kind === "number" ? { value: 1 } : null;
}

function usualParams(
  guards: readonly Expression[],
): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>();
  for (const guard of guards)
    for (const part of withinGuards(guard)) {
      const value = part.kind === "param" ? usualOf(part.param)?.value : null;
      if (typeof value === "number") found.set(keyOf(part), value);
    }
  return found;
}

function declaredFields(
  guards: readonly Expression[],
  read: Reader,
): readonly Formula[] {
  return guards.flatMap((guard) =>
    [...withinGuards(guard)].flatMap((part): readonly Formula[] => {
      const declared = part.kind === "field" ? part.field.default : null;
      const isNumber =
        declared?.kind === "number" || declared?.kind === "duration";
      return isNumber ? [read(equality(part, declared))] : [];
    }),
  );
}

function equality(left: Expression, right: Expression): Expression {
  const { span } = left;
  const type = { kind: "boolean" } as const;
  return { kind: "binary", operator: "==", left, right, type, span };
}
