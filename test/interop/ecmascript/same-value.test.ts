import fc from "fast-check";
import { Script } from "node:vm";
import { expect, test } from "vitest";
import {
  dataModelOf,
  type DataModel,
} from "../../../src/interop/scxml/ecmascript/index.ts";
import {
  printExpression,
  printType,
  type Expression,
} from "../../../src/syntax/index.ts";
import {
  evaluate,
  type Scope,
  type Value,
} from "../../interpreter/evaluate.ts";
import { modelOf } from "../../model/model-of.ts";
import { assign, documentOf, on, send, text } from "./documents.ts";

/** What the data may hold when an expression is evaluated; `u` may be undefined, `w` null. */
interface Data {
  readonly n: number;
  readonly m: number;
  readonly s: string;
  readonly b: boolean;
  readonly u: number | undefined;
  readonly w: string | null;
  readonly l: readonly number[];
  readonly o: { readonly a: number; readonly t: string };
}

const whole = fc.integer({ min: -4, max: 4 });
const word = fc.constantFrom("", "a", "ab", "7");

const arbitraryData: fc.Arbitrary<Data> = fc.record({
  n: whole,
  m: whole,
  s: word,
  b: fc.boolean(),
  u: fc.option(whole, { nil: undefined }),
  w: fc.option(word, { nil: null }),
  l: fc.array(whole, { maxLength: 3 }),
  o: fc.record({ a: whole, t: word }),
});

/** ECMAScript that our language can say, of each type. */
const { number, condition } = fc.letrec<{
  number: string;
  string: string;
  condition: string;
}>((tie) => {
  const numbers = tie("number");
  const strings = tie("string");
  const conditions = tie("condition");
  const operation = (
    left: fc.Arbitrary<string>,
    operators: readonly string[],
    right: fc.Arbitrary<string>,
  ) =>
    fc
      .tuple(left, fc.constantFrom(...operators), right)
      .map(([one, operator, other]) => `(${one} ${operator} ${other})`);
  const choice = (of: fc.Arbitrary<string>) =>
    fc
      .tuple(conditions, of, of)
      .map(([test, one, other]) => `(${test} ? ${one} : ${other})`);
  const anything = fc.oneof(
    numbers,
    strings,
    conditions,
    fc.constantFrom("u", "w", "l", "o", "undefined", "null"),
  );
  return {
    number: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom("n", "m", "o.a", "o['a']", "0", "1", "2.5", "-3"),
      operation(numbers, ["+", "-", "*"], numbers),
      operation(numbers, ["/", "%"], fc.constantFrom("2", "3")),
      choice(numbers),
      fc.constantFrom("s.length", "l.length", "(u || 0)", "(u ?? 4)"),
      numbers.map((each) => `Math.abs(${each})`),
      numbers.map((each) => `Math.floor(${each})`),
      operation(numbers, ["||", "&&"], numbers),
    ),
    string: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.constantFrom("s", "o.t", "'a'", "''", "('a' + 1)", "typeof n"),
      operation(strings, ["+"], strings),
      fc.constantFrom("('x' + w)", "(w || 'b')", "(w ?? 'c')"),
      choice(strings),
    ),
    condition: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom("b", "true", "false"),
      operation(
        numbers,
        ["<", "<=", ">", ">=", "===", "!==", "==", "!="],
        numbers,
      ),
      operation(strings, ["===", "!==", "==", "!="], strings),
      operation(
        fc.constantFrom("u", "(u + 1)", "(u * n)", "-u"),
        ["<", ">=", "===", "!=="],
        numbers,
      ),
      fc
        .tuple(
          fc.constantFrom("u", "w", "n", "l", "o"),
          fc.constantFrom("=== undefined", "!== null", "== null"),
        )
        .map(([name, rest]) => `(${name} ${rest})`),
      fc
        .tuple(
          fc.constantFrom("u", "n", "s", "l", "o.nothing"),
          fc.constantFrom("undefined", "number", "string", "object"),
        )
        .map(([name, type]) => `(typeof ${name} === '${type}')`),
      operation(conditions, ["&&", "||"], conditions),
      anything.map((each) => `!${each}`),
      choice(conditions),
      numbers.map((each) => `(l.indexOf(${each}) !== -1)`),
      strings.map((each) => `s.includes(${each})`),
    ),
  };
});

/** A document in which nothing of the data is known but their types. */
const EVENT = on("t");
const SKETCH = {
  data: {
    n: "0",
    m: "0",
    s: "''",
    b: "false",
    u: null,
    w: "null",
    l: "[]",
    o: "({ a: 1, t: '' })",
  },
  blocks: [
    [
      EVENT,
      ...["n", "m", "u"].map((id) => assign(id, "_event.data.number")),
      ...["s", "w"].map((id) => assign(id, "_event.data.string")),
      assign("b", "_event.data.number > 0"),
      assign("l", "_event.data.list"),
      assign("o", "{ a: _event.data.number, t: _event.data.string }"),
      send({ event: "x" }),
    ],
  ],
  rest: {
    outside: [{ event: "t", data: { number: 1, string: "", list: [1] } }],
  },
} as const;

function translate(source: string): {
  readonly model: DataModel;
  readonly expression: Expression;
} {
  const model = dataModelOf(documentOf(SKETCH));
  const outcome = model.condition(text(source), EVENT);
  if (outcome.kind !== "value")
    throw new Error(
      `${source}: ${outcome.kind === "refused" ? outcome.remark.message : outcome.message}`,
    );
  return { model, expression: outcome.value };
}

/** Through the language itself: parsed, checked with its types and with its facts about null. */
function valueInSpec(source: string, data: Data): Value {
  const { model, expression } = translate(source);
  const types = model.types.map(
    ({ name, fields }) =>
      `type ${name.text} = { ${fields.map((each) => `${each.name.text}: ${printType(each.type)}`).join(", ")} }`,
  );
  const fields = model.fields.map(({ name, type, default: first }) =>
    first === null
      ? `${name.text}: ${printType(type)}`
      : `${name.text}: ${printType(type)} = ${printExpression(first)}`,
  );
  const strategy = modelOf(`strategy S {
    ${types.join("\n")}
    context { ${fields.join("\n")} }
    guard g = ${printExpression(expression)}
    trigger T
    initial state A { on T when g -> B }
    final state B
  }`);
  const guard = strategy.guards.find(({ name }) => name === "g")?.expression;
  if (guard === null || guard === undefined) throw new Error("no guard");
  const scope: Scope = {
    params: {},
    context: { ...data, u: data.u ?? null },
    payload: null,
    result: null,
    error: null,
    args: {},
    halted: false,
    now: () => 0,
    elapsed: () => 0,
    active: () => false,
    ask: () => false,
  };
  return evaluate(guard, scope);
}

test("a condition says what ECMAScript says of it", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        condition,
        number.map((each) => `${each} > 1`),
      ),
      arbitraryData,
      (source, data) => {
        const expected: unknown = new Script(
          `Boolean(${source})`,
        ).runInNewContext({ ...data });
        expect(valueInSpec(source, data)).toBe(expected);
      },
    ),
    { numRuns: 300 },
  );
});
