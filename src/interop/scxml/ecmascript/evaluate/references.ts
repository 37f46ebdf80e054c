import type { Identifier } from "acorn";
import { refusal, refuses, throws } from "../abrupt.ts";
import { systemVariable } from "../platform.ts";
import { spanOf, type Scope } from "../scope.ts";
import { refuseConflict } from "../values/coerce.ts";
import { isLike, mayBeAbsent, shaped, type Base } from "../shapes/shape.ts";
import { primitive, type Constant } from "../constants/constant.ts";
import { literal } from "../words/literal.ts";
import * as say from "../words/say.ts";
import {
  knownOf,
  valueOf,
  valueOfConstant,
  type Value,
} from "../values/value.ts";

/** A name. Throws `error.execution` where nothing has it. */
export function reference(node: Identifier, scope: Scope): Value {
  const span = spanOf(node, scope);
  const local = scope.locals.get(node.name);
  if (local !== undefined) return { ...local, span };
  const datum = scope.knowledge.datum(node.name);
  if (datum !== null) {
    datum.isRead = true;
    const holding = scope.flow.get(node.name) ?? datum;
    const { base } = datum.shape;
    const value = valueOf(
      { ...holding.shape, base: baseOf(holding.shape.base, base) },
      holding.possible,
      span,
      () => {
        refuseConflict(datum.shape, span, node.name);
        if (base.kind === "opaque" && base.type === "function")
          throw refuses(
            `${node.name} is a function`,
            "a function is no value of a spec; it can be called",
            span,
          );
        const known = knownOf(holding);
        // The field may hold something else, or may be null as far as the checker sees.
        const isOther = scope.isStart && !isLike(holding.shape, datum.shape);
        const isSure = mayBeAbsent(datum.shape) && !mayBeAbsent(holding.shape);
        if (known !== null && (isOther || isSure)) return literal(known, span);
        return base.kind === "none"
          ? say.nothing(span)
          : say.name(datum.name, span);
      },
    );
    return { ...value, origin: node.name };
  }
  const constant = globalConstant(node.name, scope);
  if (constant !== null) return valueOfConstant(constant, span);
  if (node.name === "_event") return event(node, scope);
  if (!BUILT_IN.has(node.name))
    throw throws(`${node.name} is not declared`, span);
  return {
    shape: shaped({ kind: "opaque", name: node.name, type: "function", span }),
    possible: null,
    said: refusal(
      `${node.name} is no value of a spec`,
      "only what JSON can hold is kept in the context",
      span,
    ),
    span,
    hint: null,
    origin: null,
  };
}

/** Of a datum it is that of its field, of which what it holds just here may be a part. */
function baseOf(held: Base, kept: Base): Base {
  const isPart = held.kind === "none" || held.kind === kept.kind;
  return isPart && kept.kind !== "none" ? kept : held;
}

/** Whether `typeof` finds it: all else is undefined without being an error. */
export function isDeclared(name: string, scope: Scope): boolean {
  return (
    scope.locals.has(name) ||
    scope.knowledge.datum(name) !== null ||
    globalConstant(name, scope) !== null ||
    (name === "_event" && scope.event.kind !== "unbound") ||
    BUILT_IN.has(name)
  );
}

function event(node: Identifier, scope: Scope): Value {
  const span = spanOf(node, scope);
  if (scope.event.kind === "unbound")
    throw throws("_event is not bound before the first event", span);
  return {
    shape: shaped({ kind: "opaque", name: "_event", type: "object", span }),
    possible: null,
    said: refusal(
      "an event as a whole is no value",
      "a spec reads the fields of its payload: `event.x`",
      span,
    ),
    span,
    hint: null,
    origin: null,
  };
}

function globalConstant(name: string, { document }: Scope): Constant | null {
  switch (name) {
    case "undefined":
      return primitive(undefined);
    case "NaN":
      return primitive(Number.NaN);
    case "Infinity":
      return primitive(Number.POSITIVE_INFINITY);
    default:
      return systemVariable(name, document.name?.value ?? null);
  }
}

const BUILT_IN = new Set(
  (
    "Math Array Object String Number Boolean Date JSON RegExp Error Function parseInt parseFloat isNaN isFinite In " +
    "console Map Set Symbol"
  ).split(" "),
);
