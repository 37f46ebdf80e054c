/** TypeScript expressions laid out as prettier does; what may stand around one decides about parentheses. */
import {
  breaks,
  group,
  hardline,
  ifBreak,
  indent,
  join,
  line,
  oneOf,
  softline,
  type Doc,
} from "./doc.ts";
import { numberLiteral, stringLiteral } from "./literal.ts";

export type Code =
  /** Names, literals, members: binds closest, breaks nowhere. */
  | {
      readonly kind: "atom";
      readonly doc: Doc;
      readonly short: "number" | "string" | "word" | null;
    }
  | { readonly kind: "call"; readonly doc: Doc; readonly bare: boolean }
  | {
      readonly kind: "object" | "array";
      readonly doc: Doc;
      readonly isEmpty: boolean;
    }
  | {
      readonly kind: "function";
      readonly doc: Doc;
      /** As the last argument of a call. */
      readonly hugged: Doc;
      readonly isEmpty: false;
    }
  | {
      readonly kind: "unary";
      readonly operator: string;
      readonly operand: Code;
    }
  | {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: Code;
      readonly right: Code;
    }
  | {
      readonly kind: "conditional";
      readonly test: Code;
      readonly then: Code;
      readonly otherwise: Code;
    };

/** Where a binary expression stands decides how it is indented when it breaks. */
export type Place = "test" | "return" | "assigned" | "inside";

export function atom(text: string): Code {
  return { kind: "atom", doc: text, short: null };
}

export function string(value: string): Code {
  return { kind: "atom", doc: stringLiteral(value), short: "string" };
}

export function number(value: number): Code {
  if (value < 0 || Object.is(value, -0))
    return { kind: "unary", operator: "-", operand: number(-value) };
  return { kind: "atom", doc: numberLiteral(value), short: "number" };
}

export function word(text: "true" | "false" | "null"): Code {
  const short = text === "null" ? null : "word";
  return { kind: "atom", doc: text, short };
}

export function unary(operator: string, operand: Code): Code {
  return { kind: "unary", operator, operand };
}

export function binary(left: Code, operator: string, right: Code): Code {
  return { kind: "binary", operator, left, right };
}

export function conditional(test: Code, then: Code, otherwise: Code): Code {
  return { kind: "conditional", test, then, otherwise };
}

export function member(object: Code, name: string): Code {
  return { kind: "atom", doc: [closest(object), name], short: null };
}

export function call(callee: Code | string, args: readonly Code[]): Code {
  const head = typeof callee === "string" ? callee : closest(callee);
  const [first, ...others] = args;
  const bare =
    first === undefined ||
    (others.length === 0 && first.kind === "atom" && isShort(first.doc));
  return { kind: "call", doc: [head, argumentList(args)], bare };
}

/** Short enough that nobody would put it on a line of its own. */
function isShort(doc: Doc): boolean {
  return typeof doc === "string" && doc.length <= 10;
}

export function object(
  entries: readonly (readonly [string, Code])[],
  expanded = false,
): Code {
  const isEmpty = entries.length === 0;
  if (isEmpty) return { kind: "object", doc: "{}", isEmpty };
  const members = entries.map(([key, value]) => property(key, value));
  const edge = expanded ? hardline : line;
  return {
    kind: "object",
    doc: group([
      "{",
      indent([edge, join([",", expanded ? hardline : line], members)]),
      ifBreak(","),
      edge,
      "}",
    ]),
    isEmpty,
  };
}

function property(key: string, value: Code): Doc {
  if (value.kind === "atom" && value.doc === key) return key;
  return assignment(`${key}:`, "", value);
}

export function array(items: readonly Code[], expanded = false): Code {
  const isEmpty = items.length === 0;
  if (isEmpty) return { kind: "array", doc: "[]", isEmpty };
  const edge = expanded ? hardline : softline;
  return {
    kind: "array",
    doc: group([
      "[",
      indent([
        edge,
        join(
          [",", expanded ? hardline : line],
          items.map((item) => render(item)),
        ),
      ]),
      ifBreak(","),
      edge,
      "]",
    ]),
    isEmpty,
  };
}

/** `() => body` */
export function arrow(parameters: string, body: Code): Code {
  const head = `${parameters} =>`;
  if (body.kind === "object") {
    const doc = [`${head} (`, render(body), ")"];
    return { kind: "function", doc, hugged: doc, isEmpty: false };
  }
  const inner = indent([line, render(body, "return")]);
  return {
    kind: "function",
    doc: group([head, group(inner)]),
    hugged: group([head, group([inner, ifBreak(","), softline])]),
    isEmpty: false,
  };
}

export function block(parameters: string, body: Doc): Code {
  const doc = [`${parameters} => {`, indent([hardline, body]), hardline, "}"];
  return { kind: "function", doc, hugged: doc, isEmpty: false };
}

/** Prettier lets the last argument, if it is a literal or a function, open on the line of the call. */
function argumentList(args: readonly Code[]): Doc {
  if (args.length === 0) return "()";
  const docs = args.map((arg) => render(arg));
  const broken = [
    "(",
    indent([softline, join([",", line], docs)]),
    ifBreak(","),
    softline,
    ")",
  ];
  const last = args.at(-1);
  const before = args.slice(0, -1);
  const hugs =
    last !== undefined &&
    (last.kind === "object" ||
      last.kind === "array" ||
      last.kind === "function") &&
    !last.isEmpty &&
    before.at(-1)?.kind !== last.kind;
  if (!hugs) return group(broken);
  const heads = docs.slice(0, -1).flatMap((doc) => [doc, ", "]);
  const tail = last.kind === "function" ? last.hugged : render(last);
  const ways = oneOf([
    ["(", ...heads, tail, ")"],
    ["(", ...heads, group(tail, true), ")"],
    group(broken, true),
  ]);
  return docs.some(breaks) ? [{ kind: "break-parent" }, ways] : ways;
}

/** As an operand of what binds closest: a member access, a call. */
function closest(code: Code): Doc {
  if (code.kind === "atom" || code.kind === "call") return code.doc;
  return ["(", render(code, "inside"), ")"];
}

export function render(code: Code, place: Place = "inside"): Doc {
  switch (code.kind) {
    case "unary":
      return [code.operator, operand(code)];
    case "binary":
      return binaryDoc(code, place);
    case "conditional":
      return conditionalDoc(code);
    default:
      return code.doc;
  }
}

function operand({ operator, operand }: Code & { kind: "unary" }): Doc {
  const same = operand.kind === "unary" && operand.operator === operator;
  if (operand.kind === "binary" || operand.kind === "conditional")
    return ["(", group([indent([softline, parts(operand)]), softline]), ")"];
  return same && operator === "-"
    ? ["(", render(operand), ")"]
    : render(operand);
}

function parts(code: Code): Doc {
  return code.kind === "binary" ? chain(code) : render(code);
}

function binaryDoc(code: Code & { kind: "binary" }, place: Place): Doc {
  const [first = "", ...rest] = chain(code);
  if (place === "test") return [first, ...rest];
  if (place === "inside") return group([first, indent(rest)]);
  return group([first, ...rest]);
}

/** Operators of one level stand beside each other, without parentheses and at the same indentation. */
function chain(code: Code & { kind: "binary" }): Doc[] {
  const { left, operator, right } = code;
  const head =
    left.kind === "binary" && flattens(operator, left.operator)
      ? chain(left)
      : [group(side(left, operator, "left"))];
  if (
    right.kind === "binary" &&
    right.operator === operator &&
    isLogical(operator)
  ) {
    // Associative: `a && (b && c)` is written without parentheses.
    const [first = "", ...rest] = chain(right);
    return [...head, [` ${operator}`, line, first], ...rest];
  }
  const tail: Doc = [` ${operator}`, line, side(right, operator, "right")];
  const alone = left.kind !== "binary" && right.kind !== "binary";
  return [...head, alone && !isLogical(operator) ? group(tail) : tail];
}

function side(code: Code, parent: string, where: "left" | "right"): Doc {
  const doc = render(code);
  return needsParentheses(code, parent, where) ? ["(", doc, ")"] : doc;
}

function needsParentheses(
  code: Code,
  parent: string,
  where: "left" | "right",
): boolean {
  if (code.kind === "conditional" || code.kind === "function") return true;
  if (code.kind !== "binary") return false;
  const inner = level(code.operator);
  const outer = level(parent);
  if (isLogical(parent) && isLogical(code.operator))
    return parent !== code.operator;
  if (outer > inner) return true;
  if (outer === inner && where === "right") return true;
  if (outer === inner) return !flattens(parent, code.operator);
  return code.operator === "%" && (parent === "+" || parent === "-");
}

const LEVELS: readonly (readonly string[])[] = [
  ["??"],
  ["||"],
  ["&&"],
  ["===", "!=="],
  ["<", "<=", ">", ">="],
  ["+", "-"],
  ["*", "/", "%"],
];

function level(operator: string): number {
  return LEVELS.findIndex((level) => level.includes(operator));
}

function isLogical(operator: string): boolean {
  return operator === "&&" || operator === "||" || operator === "??";
}

/** Prettier's `shouldFlatten`: `a % b * c` and `a * b / c` are harder to read than they look. */
function flattens(parent: string, child: string): boolean {
  if (level(parent) !== level(child)) return false;
  if (level(parent) === level("===")) return false;
  if (level(parent) === level("*")) return parent === child && parent !== "%";
  return true;
}

/** A conditional in a conditional breaks where the outer one does, and is indented by its place alone. */
function conditionalDoc(code: Code & { kind: "conditional" }): Doc {
  const [test, ...ways] = conditionalParts(code);
  return group([test ?? "", indent(ways)]);
}

function conditionalParts(code: Code & { kind: "conditional" }): Doc[] {
  const { test, then, otherwise } = code;
  const testDoc =
    test.kind === "conditional"
      ? ["(", render(test), ")"]
      : render(test, "return");
  const nested = (each: Code) =>
    each.kind === "conditional"
      ? conditionalParts(each)
      : each.kind === "binary" && each.operator === "??"
        ? ["(", render(each), ")"]
        : render(each);
  const thenDoc =
    then.kind === "conditional"
      ? [ifBreak("", "("), indent(nested(then)), ifBreak("", ")")]
      : indent(nested(then));
  return [testDoc, line, "? ", thenDoc, line, ": ", indent(nested(otherwise))];
}

/** `left = right`, `left: right`: where it breaks depends on what is to the right. */
export function assignment(left: Doc, operator: string, right: Code): Doc {
  const head = operator === "" ? left : [left, ` ${operator}`];
  const doc = render(right, "assigned");
  if (breaksAfterOperator(right))
    return group([head, group(indent([line, doc]))]);
  const never =
    right.kind === "atom" && right.short !== null && right.short !== "string";
  if (
    never ||
    right.kind === "object" ||
    right.kind === "array" ||
    right.kind === "function"
  )
    return group([head, " ", doc]);
  const gap = group(indent(line));
  return group([
    head,
    gap,
    { kind: "indent-if-break", contents: doc, group: gap },
  ]);
}

function breaksAfterOperator(code: Code): boolean {
  if (code.kind === "binary") return true;
  if (code.kind === "conditional") return code.test.kind === "binary";
  if (code.kind === "call") return code.bare;
  return (
    code.kind === "atom" && code.short !== "number" && code.short !== "word"
  );
}
