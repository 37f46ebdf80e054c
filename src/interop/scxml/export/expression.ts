/** Expressions in ECMAScript, as the data model of that name has them. */
import type { Expression, Guard, State } from "../../../model/index.ts";
import type { Losses } from "./losses.ts";
import { dataName, enteredData, HALTED_DATA, type Names } from "./names.ts";

/** Where an expression stands. */
export interface Around {
  readonly names: Names;
  readonly losses: Losses;
  /** Whose text it is: `elapsed` counts from its entry. */
  readonly state: State | null;
  /** The arguments of the guard whose expression it is, as ECMAScript. */
  readonly args: ReadonlyMap<string, string>;
}

const CLOCK =
  "the platform's clock is read whenever it is asked for, not once in a step";

/** In parentheses wherever it could be misread. */
export function script(expression: Expression, around: Around): string {
  const inner = (part: Expression): string => script(part, around);
  switch (expression.kind) {
    case "number":
    case "duration":
      return expression.value < 0
        ? `(${expression.value})`
        : String(expression.value);
    case "string":
      return stringText(expression.value);
    case "boolean":
      return String(expression.value);
    case "null":
      return "null";
    case "enum-member":
      return stringText(expression.member);
    case "param":
      return dataName(expression.param.name);
    case "field":
      return dataName(expression.field.name);
    case "payload":
      return `_event.data.${expression.name}`;
    case "result":
      return "_event.data";
    case "error":
      return `_event.data.${expression.name}`;
    case "argument":
      return around.args.get(expression.argument.name) ?? "null";
    case "now":
      around.losses.add(expression.span, CLOCK);
      return "Date.now()";
    case "elapsed":
      around.losses.add(expression.span, CLOCK);
      return around.state === null
        ? "0"
        : `(Date.now() - ${enteredData(around.names.idOf(around.state))})`;
    case "halted":
      around.losses.add(
        expression.span,
        `nothing is halted there: \`halted\` is the data ${HALTED_DATA}, which the platform may set`,
      );
      return HALTED_DATA;
    case "member": {
      const object = inner(expression.object);
      return expression.optional
        ? `(${object} === null ? null : ${object}.${expression.name})`
        : `${object}.${expression.name}`;
    }
    case "index": {
      const item = `${inner(expression.object)}[${inner(expression.index)}]`;
      return `(${item} === undefined ? null : ${item})`;
    }
    case "present":
      return inner(expression.operand);
    case "unary":
      return `${expression.operator === "not" ? "!" : "-"}(${inner(expression.operand)})`;
    case "binary":
      return binary(expression, inner);
    case "conditional":
      return `(${inner(expression.condition)} ? ${inner(expression.then)} : ${inner(expression.otherwise)})`;
    case "function":
      return call(expression.name, expression.args.map(inner));
    case "guard":
      return guardCall(expression.guard, expression.args.map(inner), around);
    case "in":
      return `In('${around.names.idOf(expression.state)}')`;
    case "record": {
      const fields = expression.fields.map(
        ({ name, value }) => `${name}: ${inner(value)}`,
      );
      return `({ ${fields.join(", ")} })`;
    }
    case "list":
      return `[${expression.items.map(inner).join(", ")}]`;
  }
}

const OPERATORS: Readonly<Record<string, string>> = {
  or: "||",
  and: "&&",
  "==": "===",
  "!=": "!==",
  mod: "%",
};

function binary(
  { operator, left, right }: Extract<Expression, { kind: "binary" }>,
  inner: (part: Expression) => string,
): string {
  const [first, second] = [inner(left), inner(right)];
  return operator === "??"
    ? `(${first} !== null ? ${first} : ${second})`
    : `(${first} ${OPERATORS[operator] ?? operator} ${second})`;
}

function call(name: string, args: readonly string[]): string {
  const [first = "null", second = "null", third = "null"] = args;
  switch (name) {
    case "clamp":
      return `Math.min(Math.max(${first}, ${second}), ${third})`;
    case "length":
      return `${first}.length`;
    case "contains":
      return `(${first}.indexOf(${second}) >= 0)`;
    default:
      return `Math.${name}(${args.join(", ")})`;
  }
}

/** A guard's expression where it is used; one in TypeScript is a function that the platform has to bring. */
function guardCall(
  guard: Guard,
  args: readonly string[],
  around: Around,
): string {
  if (guard.expression === null) {
    around.losses.add(
      guard.span,
      `guard ${guard.name} is implemented in TypeScript: the document calls a function of that name, which the platform has to bring`,
    );
    return `${dataName(guard.name)}(${args.join(", ")})`;
  }
  const names = guard.args.map(({ name }, index) => {
    const given: readonly [string, string] = [name, args[index] ?? "null"];
    return given;
  });
  return script(guard.expression, { ...around, args: new Map(names) });
}

/** With the escapes of JSON, in ASCII, between single quotes: attributes stand between double ones. */
function stringText(value: string): string {
  const inside = JSON.stringify(value)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll("'", "\\'")
    .replaceAll(
      /[^\x20-\x7e]/g,
      (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
  return `'${inside}'`;
}
