/** What the names in a condition must be, where the diagram declares nothing. */
import type { Expression } from "../../../syntax/index.ts";

export type Plain = "number" | "string" | "boolean" | "duration" | "instant";

/** What is known of names already. */
export interface Known {
  readonly field: (name: string) => Plain | null;
  readonly payload: (name: string) => Plain | null;
  /** Whether an undeclared name can be called so, or is a guard already. */
  readonly isFree: (name: string) => boolean;
  readonly isGuard: (name: string) => boolean;
  /** Whether there is a payload to read. */
  readonly hasEvent: boolean;
}

/** Names that an expression asks for. */
export interface Asked {
  readonly guards: Set<string>;
  readonly fields: Map<string, Plain>;
  readonly payload: Map<string, Plain>;
}

const BUILT_IN: Readonly<Record<string, Plain>> = {
  now: "instant",
  elapsed: "duration",
  halted: "boolean",
};
const NUMERIC = ["min", "max", "abs", "floor", "ceil", "round", "clamp"];
const UNORDERED: readonly Plain[] = ["string", "boolean"];
const COMPARISONS = ["==", "!=", "<", "<=", ">", ">="];

/** Everything that the expression must have declared to be of that type; null where that cannot be told. */
export function infer(
  expression: Expression,
  type: Plain,
  known: Known,
): Asked | null {
  const asked: Asked = {
    guards: new Set(),
    fields: new Map(),
    payload: new Map(),
  };
  return expect(expression, type, known, asked) ? asked : null;
}

function expect(
  expression: Expression,
  type: Plain,
  known: Known,
  asked: Asked,
): boolean {
  const all = (parts: readonly Expression[], each: Plain): boolean =>
    parts.every((part) => expect(part, each, known, asked));
  switch (expression.kind) {
    case "number":
    case "duration":
    case "string":
    case "boolean":
      return expression.kind === type;
    case "name":
      return expectName(expression.name, type, known, asked);
    case "member":
      return expectMember(expression, type, known, asked);
    case "unary":
      return expression.operator === "not"
        ? type === "boolean" && all([expression.operand], "boolean")
        : type !== "boolean" && all([expression.operand], type);
    case "call": {
      const { callee, args } = expression;
      if (NUMERIC.includes(callee.text))
        return type === "number" && all(args, "number");
      return (
        type === "boolean" &&
        args.length === 0 &&
        expectName(callee.text, type, known, asked)
      );
    }
    case "binary": {
      const { operator, left, right } = expression;
      if (operator === "and" || operator === "or")
        return type === "boolean" && all([left, right], "boolean");
      if (COMPARISONS.includes(operator)) {
        const isOrder = /[<>]/.test(operator);
        const compared =
          guess(left, known) ??
          guess(right, known) ??
          (isOrder ? "number" : null);
        return (
          type === "boolean" &&
          compared !== null &&
          !(isOrder && UNORDERED.includes(compared)) &&
          all([left, right], compared)
        );
      }
      if (operator === "+" || operator === "-")
        return (
          ["number", "duration"].includes(type) && all([left, right], type)
        );
      return operator !== "??" && type === "number" && all([left, right], type);
    }
    default:
      return false;
  }
}

function expectName(
  name: string,
  type: Plain,
  known: Known,
  asked: Asked,
): boolean {
  const declared =
    BUILT_IN[name] ?? known.field(name) ?? asked.fields.get(name) ?? null;
  if (declared !== null) return declared === type;
  if (!known.isFree(name)) return false;
  if (type === "boolean") asked.guards.add(name);
  else if (asked.guards.has(name) || known.isGuard(name)) return false;
  else asked.fields.set(name, type);
  return true;
}

function expectMember(
  { object, name, optional }: Extract<Expression, { kind: "member" }>,
  type: Plain,
  known: Known,
  asked: Asked,
): boolean {
  const isEvent = object.kind === "name" && object.name === "event";
  if (!isEvent || optional || !known.hasEvent) return false;
  const declared = known.payload(name.text) ?? asked.payload.get(name.text);
  asked.payload.set(name.text, declared ?? type);
  return (declared ?? type) === type;
}

/** The type of an expression, as far as it can be seen. */
export function guess(expression: Expression, known: Known): Plain | null {
  switch (expression.kind) {
    case "number":
    case "duration":
    case "string":
    case "boolean":
      return expression.kind;
    case "name":
      return BUILT_IN[expression.name] ?? known.field(expression.name);
    case "member":
      return known.payload(expression.name.text);
    case "unary":
      return expression.operator === "not"
        ? "boolean"
        : guess(expression.operand, known);
    case "binary": {
      const { operator, left, right } = expression;
      if (["and", "or", ...COMPARISONS].includes(operator)) return "boolean";
      return guess(left, known) ?? guess(right, known);
    }
    case "call":
      return NUMERIC.includes(expression.callee.text) ? "number" : null;
    default:
      return null;
  }
}

/** The names that an expression reads or calls, without those of fields behind a dot. */
export function namesIn(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case "name":
      return [expression.name];
    case "member":
      return namesIn(expression.object);
    case "index":
      return [expression.object, expression.index].flatMap(namesIn);
    case "call":
      return [expression.callee.text, ...expression.args.flatMap(namesIn)];
    case "unary":
      return namesIn(expression.operand);
    case "binary":
      return [expression.left, expression.right].flatMap(namesIn);
    case "conditional":
      return [
        expression.condition,
        expression.then,
        expression.otherwise,
      ].flatMap(namesIn);
    case "record":
      return expression.fields.flatMap(({ value }) => namesIn(value));
    case "list":
      return expression.items.flatMap(namesIn);
    default:
      return [];
  }
}
