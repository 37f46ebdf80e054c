import type { Expression, GuardCall, State, Type } from "../model/index.ts";
import {
  array,
  atom,
  binary,
  call,
  conditional,
  member,
  number,
  object,
  string,
  unary,
  word,
  type Code,
} from "./layout/expression.ts";
import { printDoc } from "./layout/print-doc.ts";
import { render } from "./layout/expression.ts";
import { memberName } from "./names.ts";
import { pathOf } from "./narrowing.ts";
import { typeText } from "./types.ts";
import type { Unit } from "./unit.ts";

/** What the names in an expression are called where it stands. */
export interface Scope {
  readonly unit: Unit;
  params(): Code;
  context(): Code;
  event(): Code;
  result(): Code;
  failure(): Code;
  now(): Code;
  elapsed(): Code;
  halted(): Code;
  isIn(state: State): Code;
  argument(name: string): Code;
  guard(call: GuardCall): Code;
  /** References about which TypeScript could conclude too much, by `pathOf`. */
  readonly loose: ReadonlySet<string>;
}

/** An expression as TypeScript, of its declared type. */
export function codeOf(expression: Expression, scope: Scope): Code {
  const code = (each: Expression) => codeOf(each, scope);
  switch (expression.kind) {
    case "number":
    case "duration":
      return number(expression.value);
    case "string":
      return string(expression.value);
    case "boolean":
      return word(expression.value ? "true" : "false");
    case "null":
      return word("null");
    case "enum-member":
      return string(expression.member);
    case "param":
      return dot(scope.params(), expression.param.name);
    case "field":
      return dot(scope.context(), expression.field.name);
    case "payload":
      return dot(scope.event(), expression.name);
    case "result":
      return scope.result();
    case "error":
      return dot(scope.failure(), expression.name);
    case "argument":
      return scope.argument(expression.argument.name);
    case "now":
      return scope.now();
    case "elapsed":
      return scope.elapsed();
    case "halted":
      return scope.halted();
    case "in":
      return scope.isIn(expression.state);
    case "member":
    case "index":
      return orNull(nullish(expression, scope), expression);
    case "present": {
      const type = typeText(expression.type, scope.unit);
      const helper = scope.unit.runtime.value("present");
      return call(`${helper}<${type}>`, [code(expression.operand)]);
    }
    case "unary":
      return expression.operator === "not"
        ? unary("!", testCode(expression.operand, scope))
        : unary("-", code(expression.operand));
    case "binary":
      return binaryCode(expression, scope);
    case "conditional":
      return conditional(
        testCode(expression.condition, scope),
        code(expression.then),
        code(expression.otherwise),
      );
    case "function":
      return functionCode(expression, scope);
    case "guard":
      return scope.guard(expression);
    case "record":
      return object(
        expression.fields.map(({ name, value }) => [
          memberName(name),
          code(value),
        ]),
      );
    case "list":
      return array(expression.items.map(code));
  }
}

/** Where it decides what is done: a constant must not make TypeScript take the rest for unreachable. */
export function testCode(expression: Expression, scope: Scope): Code {
  const code = codeOf(expression, scope);
  if (expression.kind !== "boolean") return code;
  return call(`${scope.unit.runtime.value("declared")}<boolean>`, [code]);
}

/** A value on its way out of the expression: into the context, an event, an activity. Numbers in it must be finite. */
export function carriedCode(
  expression: Expression,
  place: string,
  scope: Scope,
): Code {
  const carried = (each: Expression) => carriedCode(each, place, scope);
  const { runtime } = scope.unit;
  switch (expression.kind) {
    case "record":
      return object(
        expression.fields.map(({ name, value }) => [
          memberName(name),
          carried(value),
        ]),
      );
    case "list":
      return array(expression.items.map(carried));
    case "conditional":
      if (isNumeric(expression.type)) break;
      return conditional(
        testCode(expression.condition, scope),
        carried(expression.then),
        carried(expression.otherwise),
      );
    default:
  }
  const code = codeOf(expression, scope);
  if (!isNumeric(expression.type) || isFinite(expression)) return code;
  const check = expression.type.kind === "optional" ? "finiteOrNull" : "finite";
  return call(runtime.value(check), [code, string(place)]);
}

function isNumeric(type: Type): boolean {
  const { kind } = type.kind === "optional" ? type.of : type;
  return kind === "number" || kind === "duration" || kind === "instant";
}

/** Made of values that are finite, by operations that keep it so. */
function isFinite(expression: Expression): boolean {
  switch (expression.kind) {
    case "unary":
    case "present":
      return isFinite(expression.operand);
    case "binary":
      return (
        expression.operator === "??" &&
        isFinite(expression.left) &&
        isFinite(expression.right)
      );
    case "conditional":
      return isFinite(expression.then) && isFinite(expression.otherwise);
    case "function":
      return (
        expression.name === "length" ||
        expression.args.every((arg) => isFinite(arg))
      );
    case "record":
    case "list":
    case "guard":
      return false;
    default:
      return true;
  }
}

function dot(object: Code, name: string): Code {
  return member(object, `.${memberName(name)}`);
}

/** As JavaScript has it: undefined where the object is not there, or the index is outside. */
function nullish(expression: Expression, scope: Scope): Code {
  if (expression.kind === "member") {
    const { object, name, optional } = expression;
    if (!optional) return dot(codeOf(object, scope), name);
    return member(loosened(object, scope), `?.${memberName(name)}`);
  }
  if (expression.kind === "index") {
    const list = codeOf(expression.object, scope);
    const index = render(codeOf(expression.index, scope));
    return member(list, `[${printDoc(index, Infinity)}]`);
  }
  return codeOf(expression, scope);
}

function orNull(code: Code, expression: Expression): Code {
  const mayLack =
    expression.kind === "index" ||
    (expression.kind === "member" && expression.optional);
  return mayLack ? binary(code, "??", word("null")) : code;
}

/** TypeScript must not conclude from an earlier comparison that it is always null. */
function loosened(expression: Expression, scope: Scope): Code {
  const code =
    expression.kind === "member" && expression.optional
      ? nullish(expression, scope)
      : codeOf(expression, scope);
  const path = pathOf(expression);
  if (path === null || !scope.loose.has(path)) return code;
  const { runtime } = scope.unit;
  const type = typeText(declaredType(expression), scope.unit);
  return call(`${runtime.value("declared")}<${type}>`, [code]);
}

function declaredType(expression: Expression): Type {
  switch (expression.kind) {
    case "field":
      return expression.field.type;
    case "param":
      return expression.param.type;
    case "argument":
      return expression.argument.type;
    default:
      return expression.type.kind === "optional"
        ? expression.type
        : { kind: "optional", of: expression.type };
  }
}

type Binary = Expression & { readonly kind: "binary" };

const OPERATORS: Readonly<Record<string, string>> = {
  or: "||",
  and: "&&",
  "==": "===",
  "!=": "!==",
  mod: "%",
};

function binaryCode(expression: Binary, scope: Scope): Code {
  const { operator, left, right } = expression;
  if (operator === "??")
    return binary(nullish(left, scope), "??", codeOf(right, scope));
  if (operator === "==" || operator === "!=")
    return equality(expression, scope);
  const side = operator === "and" || operator === "or" ? testCode : codeOf;
  return binary(
    side(left, scope),
    OPERATORS[operator] ?? operator,
    side(right, scope),
  );
}

/** TypeScript concludes from `===`, and then refuses comparisons that can only be false: legal in a spec. */
function equality({ operator, left, right }: Binary, scope: Scope): Code {
  const [a, b] = [codeOf(left, scope), codeOf(right, scope)];
  const isNull = left.kind === "null" || right.kind === "null";
  const isPlain =
    isWide(left, scope) || isWide(right, scope)
      ? [left, right].every((each) => isWide(each, scope) || isConstant(each))
      : false;
  if (isNull ? !(isConstant(left) && isConstant(right)) : isPlain)
    return binary(a, operator === "==" ? "===" : "!==", b);
  const type = typeText(wider(left.type, right.type), scope.unit);
  const test = call(`${scope.unit.runtime.value("same")}<${type}>`, [a, b]);
  return operator === "==" ? test : unary("!", test);
}

function isConstant({ kind }: Expression): boolean {
  return CONSTANTS.has(kind);
}

const CONSTANTS: ReadonlySet<string> = new Set([
  "number",
  "duration",
  "string",
  "boolean",
  "null",
  "enum-member",
]);

/** Of its declared type for TypeScript too: a reference about which nothing was concluded, a result of arithmetic. */
function isWide(expression: Expression, scope: Scope): boolean {
  const path = pathOf(expression);
  if (path !== null) return !scope.loose.has(path);
  const { kind } = expression;
  return kind === "now" || kind === "elapsed" || kind === "function";
}

function wider(left: Type, right: Type): Type {
  if (left.kind === "null" && right.kind === "null") return left;
  if (left.kind === "null") return optional(right);
  if (right.kind === "null") return optional(left);
  return left.kind === "optional" ? left : right;
}

function optional(type: Type): Type {
  return type.kind === "optional" ? type : { kind: "optional", of: type };
}

const MATH: ReadonlySet<string> = new Set([
  "min",
  "max",
  "abs",
  "floor",
  "ceil",
  "round",
]);

function functionCode(
  { name, args }: Expression & { readonly kind: "function" },
  scope: Scope,
): Code {
  const { runtime } = scope.unit;
  const codes = args.map((arg) => codeOf(arg, scope));
  const [first = atom("null"), second = atom("0"), third = atom("0")] = codes;
  if (MATH.has(name)) return call(`Math.${name}`, codes);
  switch (name) {
    case "clamp":
      return call("Math.min", [call("Math.max", [first, second]), third]);
    case "length":
      return first.kind === "atom"
        ? member(first, ".length")
        : call(runtime.value("lengthOf"), [first]);
    default:
      return first.kind === "atom"
        ? call(member(first, ".includes"), [second])
        : call(runtime.value("contains"), [first, second]);
  }
}

/** Number of the last descendant: descendants follow their state in document order. */
export function lastOf(state: {
  readonly index: number;
  readonly children?: readonly { readonly index: number }[];
}): number {
  const last = state.children?.at(-1);
  return last === undefined ? state.index : lastOf(last);
}
