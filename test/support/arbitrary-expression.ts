import * as fc from "fast-check";
import type { Arbitrary } from "fast-check";
import { isReserved, WORDS } from "../../grammar/words.ts";
import { SourceFile, type Span } from "../../src/source/index.ts";
import type {
  BinaryOperator,
  Expression,
  Name,
  StatePath,
  TypeNode,
  UnaryOperator,
} from "../../src/syntax/ast.ts";

/** Nodes that stand in no text. */
export const NOWHERE: Span = {
  file: new SourceFile("", "", "fsm"),
  start: 0,
  end: 0,
};
const span = NOWHERE;

const identifier = fc
  .stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,6}$/)
  .filter((text) => !WORDS.some((word) => word === text));

const named = (text: string): Name => ({ text, span });

/** Of what is declared: no word of the language. */
export const arbitraryName: Arbitrary<Name> = identifier.map(named);

const LITERALS = ["true", "false", "null", "and", "or", "not", "mod"];
const fieldWords = WORDS.filter(
  (word) => isReserved(word) && !LITERALS.includes(word) && word !== "in",
);

/** Of a field, a param or an argument, which words of the language may be. */
export const arbitraryFieldName: Arbitrary<Name> = fc
  .oneof(
    { weight: 4, arbitrary: identifier },
    { weight: 1, arbitrary: fc.constantFrom(...fieldWords) },
  )
  .map(named);

export const arbitraryStatePath: Arbitrary<StatePath> = fc
  .array(arbitraryName, { minLength: 1, maxLength: 3 })
  .map((names) => ({ names, span }));

export const arbitraryType: Arbitrary<TypeNode> = fc
  .tuple(
    arbitraryName,
    fc.array(fc.constantFrom("optional" as const, "list" as const), {
      maxLength: 2,
    }),
  )
  .filter(([, kinds]) => kinds.join() !== "optional,optional")
  .map(([name, kinds]) =>
    kinds.reduce<TypeNode>((of, kind) => ({ kind, of, span }), {
      kind: "named",
      name,
      span,
    }),
  );

const positive = fc
  .double({ min: 0, noNaN: true, noDefaultInfinity: true })
  .map((value) => Math.abs(value));
const whole = fc.nat({ max: 200_000_000 });

const leaf: Arbitrary<Expression> = fc.oneof(
  fc
    .oneof(positive, whole)
    .map((value): Expression => ({ kind: "number", value, span })),
  fc.oneof(positive, whole).map((milliseconds): Expression => ({
    kind: "duration",
    milliseconds,
    span,
  })),
  fc
    .string({ unit: "binary", maxLength: 5 })
    .map((value): Expression => ({ kind: "string", value, span })),
  fc.boolean().map((value): Expression => ({ kind: "boolean", value, span })),
  fc.constant<Expression>({ kind: "null", span }),
  arbitraryFieldName.map(({ text }): Expression => ({
    kind: "name",
    name: text,
    span,
  })),
  arbitraryStatePath.map((state): Expression => ({ kind: "in", state, span })),
);

const UNARY: readonly UnaryOperator[] = ["not", "-"];
const BINARY: readonly BinaryOperator[] = [
  "or",
  "??",
  "and",
  "==",
  "!=",
  "<",
  "<=",
  ">",
  ">=",
  "+",
  "-",
  "*",
  "/",
  "mod",
];

const few = { maxLength: 2 } as const;

/** Any expression that the grammar has, up to a few levels deep. */
export const arbitraryExpression: Arbitrary<Expression> = fc.letrec<{
  expression: Expression;
}>((tie) => ({
  expression: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc
      .tuple(fc.constantFrom(...BINARY), tie("expression"), tie("expression"))
      .map(([operator, left, right]): Expression => ({
        kind: "binary",
        operator,
        left,
        right,
        span,
      })),
    fc
      .tuple(fc.constantFrom(...UNARY), tie("expression"))
      .map(([operator, operand]): Expression => ({
        kind: "unary",
        operator,
        operand,
        span,
      })),
    fc
      .tuple(tie("expression"), tie("expression"), tie("expression"))
      .map(([condition, then, otherwise]): Expression => ({
        kind: "conditional",
        condition,
        then,
        otherwise,
        span,
      })),
    fc
      .tuple(tie("expression"), arbitraryFieldName, fc.boolean())
      .map(([object, name, optional]): Expression => ({
        kind: "member",
        object,
        name,
        optional,
        span,
      })),
    fc
      .tuple(tie("expression"), tie("expression"))
      .map(([object, index]): Expression => ({
        kind: "index",
        object,
        index,
        span,
      })),
    fc
      .tuple(arbitraryFieldName, fc.array(tie("expression"), few))
      .map(([callee, args]): Expression => ({
        kind: "call",
        callee,
        args,
        span,
      })),
    fc
      .array(
        fc.record({ name: arbitraryFieldName, value: tie("expression") }),
        few,
      )
      .map((fields): Expression => ({ kind: "record", fields, span })),
    fc
      .array(tie("expression"), few)
      .map((items): Expression => ({ kind: "list", items, span })),
  ),
})).expression;
