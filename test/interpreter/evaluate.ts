/** What an expression is worth, read off the model node by node. */
import type { Expression, Guard, State, Type } from "../../src/model/index.ts";

export type Value =
  | null
  | boolean
  | number
  | string
  | readonly Value[]
  | { readonly [name: string]: Value };

export interface Scope {
  readonly params: Readonly<Record<string, Value>>;
  readonly context: Readonly<Record<string, Value>>;
  readonly payload: Value;
  readonly result: Value;
  readonly error: Value;
  readonly args: Readonly<Record<string, Value>>;
  readonly halted: boolean;
  now(): number;
  elapsed(): number;
  active(state: State): boolean;
  /** Asks the TypeScript predicate. */
  ask(guard: Guard, args: readonly Value[]): boolean;
}

export class NotFinite extends Error {
  constructor() {
    super("not a finite number");
    this.name = "NotFinite";
  }
}

/** Throws where a value cannot be carried by JSON, at any depth. */
export function carried(value: Value): Value {
  if (typeof value === "number" && !Number.isFinite(value))
    throw new NotFinite();
  if (isList(value)) for (const each of value) carried(each);
  else if (typeof value === "object" && value !== null)
    for (const each of Object.values(value)) carried(each);
  return value;
}

/** Whether a value from outside has its declared type. */
export function fits(value: Value | undefined, type: Type): boolean {
  switch (type.kind) {
    case "number":
    case "duration":
    case "instant":
      return typeof value === "number" && Number.isFinite(value);
    case "string":
    case "boolean":
      return typeof value === type.kind;
    case "null":
      return value === null;
    case "enum":
      return typeof value === "string" && type.enum.members.includes(value);
    case "optional":
      return value === null || fits(value, type.of);
    case "list":
      return isList(value) && value.every((each) => fits(each, type.of));
    case "record":
      return (
        typeof value === "object" &&
        value !== null &&
        type.record.fields.every((field) =>
          fits(memberOf(value, field.name), field.type),
        )
      );
    case "imported":
      return value !== undefined;
  }
}

export function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case "number":
    case "duration":
    case "string":
    case "boolean":
      return expression.value;
    case "null":
      return null;
    case "enum-member":
      return expression.member;
    case "param":
      return scope.params[expression.param.name] ?? null;
    case "field":
      return scope.context[expression.field.name] ?? null;
    case "payload":
      return memberOf(scope.payload, expression.name);
    case "result":
      return scope.result;
    case "error":
      return memberOf(scope.error, expression.name);
    case "argument":
      return scope.args[expression.argument.name] ?? null;
    case "now":
      return scope.now();
    case "elapsed":
      return scope.elapsed();
    case "halted":
      return scope.halted;
    case "in":
      return scope.active(expression.state);
    case "member": {
      const object = evaluate(expression.object, scope);
      return object === null ? null : memberOf(object, expression.name);
    }
    case "index": {
      const list = evaluate(expression.object, scope);
      const index = evaluate(expression.index, scope);
      return isList(list) && typeof index === "number"
        ? (list[index] ?? null)
        : null;
    }
    case "present": {
      const value = evaluate(expression.operand, scope);
      if (value === null) throw new Error("null where none can be");
      return value;
    }
    case "unary": {
      const value = evaluate(expression.operand, scope);
      return expression.operator === "not" ? value !== true : -numberOf(value);
    }
    case "binary":
      return binary(expression, scope);
    case "conditional":
      return evaluate(expression.condition, scope) === true
        ? evaluate(expression.then, scope)
        : evaluate(expression.otherwise, scope);
    case "function":
      return call(
        expression.name,
        expression.args.map((each) => evaluate(each, scope)),
      );
    case "guard": {
      const { guard } = expression;
      const args = expression.args.map((each) => evaluate(each, scope));
      if (guard.expression === null) return scope.ask(guard, args);
      const named: Record<string, Value> = {};
      guard.args.forEach((arg, index) => {
        named[arg.name] = args[index] ?? null;
      });
      return evaluate(guard.expression, { ...scope, args: named });
    }
    case "record": {
      const record: Record<string, Value> = {};
      for (const field of expression.fields)
        record[field.name] = evaluate(field.value, scope);
      return record;
    }
    case "list":
      return expression.items.map((each) => evaluate(each, scope));
  }
}

function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

function memberOf(value: Value, name: string): Value {
  if (typeof value !== "object" || value === null || isList(value)) return null;
  return value[name] ?? null;
}

function numberOf(value: Value | undefined): number {
  if (typeof value !== "number") throw new Error("not a number");
  return value;
}

function binary(
  expression: Expression & { readonly kind: "binary" },
  scope: Scope,
): Value {
  const left = evaluate(expression.left, scope);
  const right = (): Value => evaluate(expression.right, scope);
  switch (expression.operator) {
    case "or":
      return left === true || right() === true;
    case "and":
      return left === true && right() === true;
    case "??":
      return left ?? right();
    case "==":
      return left === right();
    case "!=":
      return left !== right();
    case "<":
      return numberOf(left) < numberOf(right());
    case "<=":
      return numberOf(left) <= numberOf(right());
    case ">":
      return numberOf(left) > numberOf(right());
    case ">=":
      return numberOf(left) >= numberOf(right());
    case "+": {
      const other = right();
      if (typeof left === "string" && typeof other === "string")
        return left + other;
      return numberOf(left) + numberOf(other);
    }
    case "-":
      return numberOf(left) - numberOf(right());
    case "*":
      return numberOf(left) * numberOf(right());
    case "/":
      return numberOf(left) / numberOf(right());
    case "mod":
      return numberOf(left) % numberOf(right());
  }
}

function call(name: string, args: readonly Value[]): Value {
  const [first, second, third] = args;
  switch (name) {
    case "min":
      return Math.min(...args.map(numberOf));
    case "max":
      return Math.max(...args.map(numberOf));
    case "abs":
      return Math.abs(numberOf(first));
    case "floor":
      return Math.floor(numberOf(first));
    case "ceil":
      return Math.ceil(numberOf(first));
    case "round":
      return Math.round(numberOf(first));
    case "clamp":
      return Math.min(
        Math.max(numberOf(first), numberOf(second)),
        numberOf(third),
      );
    case "length":
      return typeof first === "string" || Array.isArray(first)
        ? first.length
        : 0;
    case "contains":
      if (typeof first === "string")
        return typeof second === "string" && first.includes(second);
      return Array.isArray(first) && first.includes(second ?? null);
    default:
      throw new Error(`no function ${name}`);
  }
}
