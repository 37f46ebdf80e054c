import type { Expression, Field, Guard, Type } from "../model/index.ts";
import { codeOf, lastOf, type Scope } from "./expressions.ts";
import { loosePaths } from "./narrowing.ts";
import { docComment } from "./layout/comment.ts";
import { texts, type Doc } from "./layout/doc.ts";
import {
  atom,
  binary,
  call,
  number,
  string,
  type Code,
} from "./layout/expression.ts";
import { giveBack, method } from "./layout/statement.ts";
import { local, memberName, safe } from "./names.ts";
import { commented } from "./places.ts";
import { shapeText, typeText } from "./types.ts";
import type { Unit } from "./unit.ts";
import { parts } from "./walk.ts";

/** What a guard's function is handed, in this order, before its own arguments. */
const NEEDS = [
  ...(["callbacks", "params", "context", "event", "step"] as const),
  ...(["now", "elapsed", "halted", "active"] as const),
] as const;

type Need = (typeof NEEDS)[number];

/** What an expression reads, guards that it calls included. */
function needsOf(expression: Expression): ReadonlySet<Need> {
  const needs = new Set<Need>();
  for (const part of parts(expression)) {
    const need = needOf(part);
    if (need !== null) needs.add(need);
    if (part.kind !== "guard" || part.guard.expression !== null) continue;
    for (const each of ["callbacks", "context", "step"] as const)
      needs.add(each);
  }
  return needs;
}

function needOf(part: Expression): Need | null {
  switch (part.kind) {
    case "param":
      return "params";
    case "field":
      return "context";
    case "payload":
      return "event";
    case "in":
      return "active";
    case "now":
    case "elapsed":
    case "halted":
      return part.kind;
    default:
      return null;
  }
}

/** How an expression that stands in a class's method asks a guard. */
export function guardCall(
  guard: Guard,
  unit: Unit,
  args: readonly Code[],
  has: (need: Need) => Code,
): Code {
  const name = functionName(guard, unit);
  const needs: ReadonlySet<Need> =
    guard.expression === null
      ? new Set(["callbacks", "context", "step"])
      : needsOf(guard.expression);
  const handed = NEEDS.filter((need) => needs.has(need)).map(has);
  return call(name, [...handed, ...args]);
}

/** Whether something that is asked here is a TypeScript guard, which gets a step. */
export function asksStep(expression: Expression): boolean {
  return needsOf(expression).has("step");
}

/** One function for each declared guard that something asks. */
export function guardFunctions(unit: Unit, theClass: Doc): Doc[] {
  const used = new Set(texts(theClass));
  const asked = unit.strategy.guards.filter((guard) =>
    used.has(functionName(guard, unit)),
  );
  const all = new Set(asked);
  for (const guard of asked)
    if (guard.expression !== null)
      for (const part of parts(guard.expression))
        if (part.kind === "guard") all.add(part.guard);
  return unit.strategy.guards
    .filter((guard) => all.has(guard))
    .map((guard) =>
      guard.expression === null
        ? predicateFunction(guard, unit)
        : expressionFunction(guard, guard.expression, unit),
    );
}

/** `verdict("marginAvailable", callbacks.marginAvailable(context, step))` */
function predicateFunction(guard: Guard, unit: Unit): Doc {
  const { runtime, names } = unit;
  const args = guard.args.map(({ name }) => atom(argumentName(name)));
  const asked = call(`callbacks.${memberName(guard.name)}`, [
    atom("context"),
    atom("step"),
    ...args,
  ]);
  return [
    docComment(`guard ${guard.name}, in TypeScript`),
    method(
      `function ${functionName(guard, unit)}`,
      [
        `callbacks: ${names.type}Callbacks`,
        `context: ${names.type}Context`,
        `step: ${names.type}Step`,
        ...guard.args.map((arg) => parameter(arg, unit)),
      ],
      "boolean",
      [giveBack(call(runtime.value("verdict"), [string(guard.name), asked]))],
    ),
  ];
}

function expressionFunction(
  guard: Guard,
  expression: Expression,
  unit: Unit,
): Doc {
  const needs = needsOf(expression);
  const parameters = NEEDS.filter((need) => needs.has(need)).map((need) =>
    parameterFor(need, expression, unit),
  );
  return [
    docComment(`guard ${guard.name} = ${guard.text ?? ""}`),
    method(
      `function ${functionName(guard, unit)}`,
      [...parameters, ...guard.args.map((arg) => parameter(arg, unit))],
      "boolean",
      [giveBack(codeOf(expression, scopeOfGuard(expression, unit)))],
    ),
  ];
}

function parameterFor(need: Need, expression: Expression, unit: Unit): Doc {
  const { type } = unit.names;
  switch (need) {
    case "callbacks":
      return `callbacks: ${type}Callbacks`;
    case "params":
      return `params: ${type}Settings`;
    case "context":
      return `context: ${type}Context`;
    case "step":
      return `step: ${type}Step`;
    case "event":
      return ["event: ", eventType(expression, unit)];
    case "halted":
      return "halted: boolean";
    case "active":
      return unit.traits.isStatechart
        ? "active: (state: number) => boolean"
        : "active: number";
    default:
      return `${need}: number`;
  }
}

/** `{ readonly spread: number }`: what it reads of the payload. */
function eventType(expression: Expression, unit: Unit): Doc {
  const fields = new Map<string, Type>();
  for (const part of parts(expression))
    if (part.kind === "payload") fields.set(part.name, part.type);
  return shapeText(
    [...fields].map(([name, type]) => ({ name, type })),
    unit,
  );
}

function scopeOfGuard(expression: Expression, unit: Unit): Scope {
  const named = (need: Need) => atom(need);
  const scope: Scope = {
    unit,
    params: () => named("params"),
    context: () => named("context"),
    event: () => named("event"),
    result: () => atom("result"),
    failure: () => atom("failure"),
    now: () => named("now"),
    elapsed: () => named("elapsed"),
    halted: () => named("halted"),
    isIn: (state) =>
      unit.traits.isStatechart
        ? call(named("active"), [commented(state)])
        : binary(
            binary(named("active"), ">=", number(state.index)),
            "&&",
            binary(named("active"), "<=", number(lastOf(state))),
          ),
    argument: (name) => atom(argumentName(name)),
    guard: ({ guard, args }) =>
      guardCall(
        guard,
        unit,
        args.map((arg) => codeOf(arg, scope)),
        named,
      ),
    loose: loosePaths([expression]),
  };
  return scope;
}

function parameter({ name, type }: Field, unit: Unit): Doc {
  return `${argumentName(name)}: ${typeText(type, unit)}`;
}

function argumentName(name: string): string {
  return local(name, [...NEEDS]);
}

function functionName({ name }: Guard, { names }: Unit): string {
  return `guard$${names.scope}${safe(name)}`;
}
