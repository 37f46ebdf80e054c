import { partsOf, type Expression } from "../../model/index.ts";

/** A typed expression as `.fsm`, with more parentheses than it needs. */
export function expressionText(expression: Expression): string {
  switch (expression.kind) {
    case "number":
      return numberText(expression.value);
    case "duration":
      return durationText(expression.value);
    case "string":
      return stringText(expression.value);
    case "boolean":
      return String(expression.value);
    case "null":
      return "null";
    case "enum-member":
      return `${expression.enum.name}.${expression.member}`;
    case "param":
      return expression.param.name;
    case "field":
      return expression.field.name;
    case "payload":
      return `event.${expression.name}`;
    case "result":
    case "now":
    case "elapsed":
    case "halted":
      return expression.kind;
    case "error":
      return `error.${expression.name}`;
    case "argument":
      return expression.argument.name;
    case "member": {
      const dot = expression.optional ? "?." : ".";
      return `${operand(expression.object)}${dot}${expression.name}`;
    }
    case "index":
      return `${operand(expression.object)}[${expressionText(expression.index)}]`;
    case "present":
      return expressionText(expression.operand);
    case "unary":
      return expression.operator === "not"
        ? `not ${operand(expression.operand)}`
        : `-${operand(expression.operand)}`;
    case "binary":
      return `${operand(expression.left)} ${expression.operator} ${operand(expression.right)}`;
    case "conditional":
      return `${operand(expression.condition)} ? ${operand(expression.then)} : ${operand(expression.otherwise)}`;
    case "function":
      return `${expression.name}(${listed(expression)})`;
    case "guard":
      return expression.args.length === 0
        ? expression.guard.name
        : `${expression.guard.name}(${listed(expression)})`;
    case "in":
      return `in(${expression.state.path})`;
    case "record": {
      const fields = expression.fields.map(
        ({ name, value }) => `${name}: ${expressionText(value)}`,
      );
      return `{ ${fields.join(", ")} }`;
    }
    case "list":
      return `[${listed(expression)}]`;
  }
}

const COMPOUND = ["binary", "conditional", "unary"];

function operand(expression: Expression): string {
  const inner = expression.kind === "present" ? expression.operand : expression;
  const text = expressionText(inner);
  return COMPOUND.includes(inner.kind) || text.startsWith("-")
    ? `(${text})`
    : text;
}

function listed(expression: Expression): string {
  return partsOf(expression).map(expressionText).join(", ");
}

const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1_000],
] as const;

/** In the largest unit that leaves no rest. */
function durationText(milliseconds: number): string {
  const unit = UNITS.find(([, size]) => milliseconds % size === 0);
  return unit === undefined || milliseconds <= 0
    ? `${numberText(milliseconds)}ms`
    : `${milliseconds / unit[1]}${unit[0]}`;
}

function numberText(value: number): string {
  return String(value).replace("e+", "e");
}

/** In double quotes, with the escapes of JSON, in ASCII: it may stand in any other text. */
function stringText(value: string): string {
  return JSON.stringify(value).replaceAll(
    /[^\x20-\x7e]/g,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
