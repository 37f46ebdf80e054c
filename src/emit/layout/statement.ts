/** TypeScript statements and declarations, laid out as prettier does. */
import {
  group,
  hardline,
  ifBreak,
  indent,
  join,
  line,
  lines,
  softline,
  type Doc,
} from "./doc.ts";
import { assignment, render, type Code } from "./expression.ts";

export function declareConst(name: Doc, value: Code): Doc {
  return [assignment(["const ", name], "=", value), ";"];
}

export function assign(target: Doc, value: Code): Doc {
  return [assignment(target, "=", value), ";"];
}

export function statement(value: Code): Doc {
  return [render(value), ";"];
}

export function giveBack(value: Code): Doc {
  const doc = render(value, "return");
  return value.kind === "binary"
    ? [
        "return ",
        group([ifBreak("("), indent([softline, doc]), softline, ifBreak(")")]),
        ";",
      ]
    : ["return ", doc, ";"];
}

/** `if (test) statement` */
export function when(test: Code, then: Doc): Doc {
  return group([testHead("if", test), indent([line, then])]);
}

/** `if (test) { … }` */
export function whenBlock(test: Code, body: readonly Doc[]): Doc {
  return [testHead("if", test), " ", braces(body)];
}

/** `if (test) a else b`, on lines of their own. */
export function whenElse(test: Code, then: Doc, otherwise: Doc): Doc {
  return [
    when(test, then),
    hardline,
    group(["else", indent([line, otherwise])]),
  ];
}

/** `if (test)`, for a block that follows. */
export function testOf(test: Code): readonly Doc[] {
  return [testHead("if", test)];
}

function testHead(word: string, test: Code): Doc {
  const isNegation = test.kind === "unary" && test.operand.kind === "binary";
  if (isNegation) return [`${word} (`, render(test, "test"), ")"];
  return [
    `${word} (`,
    group([indent([softline, render(test, "test")]), softline]),
    ")",
  ];
}

export function braces(body: readonly Doc[]): Doc {
  return body.length === 0
    ? "{}"
    : ["{", indent([hardline, lines(body)]), hardline, "}"];
}

/** `(a: A, b: B): R`; each parameter on its line where they do not fit on one. */
export function signature(
  head: string,
  parameters: readonly Doc[],
  result: Doc,
): Doc {
  const list: Doc =
    parameters.length === 0
      ? "()"
      : [
          "(",
          indent([softline, join([",", line], parameters)]),
          ifBreak(","),
          softline,
          ")",
        ];
  return group([head, group(list), ...(result === "" ? [] : [": ", result])]);
}

export function method(
  head: string,
  parameters: readonly Doc[],
  result: Doc,
  body: readonly Doc[],
): Doc {
  return [signature(head, parameters, result), " ", braces(body)];
}

export function switchOn(value: string, cases: readonly Doc[]): Doc {
  return [`switch (${value}) `, braces(cases)];
}

/** Labels that share a body; without braces. */
export function caseOf(labels: readonly string[], body: readonly Doc[]): Doc {
  return [lines(labels), indent([hardline, lines(body)])];
}

export function caseBlock(
  labels: readonly string[],
  body: readonly Doc[],
): Doc {
  return [lines(labels), " ", braces(body)];
}

/** A union after `=`: on the line, on the next one, or a member a line. */
export function union(head: string, members: readonly Doc[]): Doc {
  const [only] = members;
  if (members.length === 1 && only !== undefined)
    return [group([head, " =", group(indent([line, only]))]), ";"];
  const all = group([ifBreak("| "), join([line, "| "], members.map(indent))]);
  return [group([head, " =", indent([line, all])]), ";"];
}

export function interfaceOf(head: string, members: readonly Doc[]): Doc {
  return [`${head} `, braces(members)];
}
