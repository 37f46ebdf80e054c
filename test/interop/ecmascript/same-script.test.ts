import fc from "fast-check";
import { Script } from "node:vm";
import { expect, test } from "vitest";
import {
  dataModelOf,
  type Step,
} from "../../../src/interop/scxml/ecmascript/index.ts";
import { printExpression, printType } from "../../../src/syntax/index.ts";
import type { Strategy } from "../../../src/model/index.ts";
import {
  evaluate,
  type Scope,
  type Value,
} from "../../interpreter/evaluate.ts";
import { modelOf } from "../../model/model-of.ts";
import { assign, documentOf, on, script } from "./documents.ts";

const number = fc.letrec<{ number: string }>((tie) => ({
  number: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom("n", "m", "o.a", "o.b", "1", "2", "-3", "twice(n)"),
    fc
      .tuple(tie("number"), fc.constantFrom("+", "-", "*"), tie("number"))
      .map((parts) => `(${parts.join(" ")})`),
  ),
})).number;

const condition = fc
  .tuple(number, fc.constantFrom("<", ">=", "==", "!="), number)
  .map((parts) => parts.join(" "));

const { statements } = fc.letrec<{ statement: string; statements: string }>(
  (tie) => ({
    statement: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc
        .tuple(
          fc.constantFrom("n", "m", "o.a", "o.b"),
          fc.constantFrom("=", "+=", "-="),
          number,
        )
        .map(([place, operator, value]) => `${place} ${operator} ${value};`),
      fc.constantFrom(
        "n++;",
        "--m;",
        "o = { a: n, b: m };",
        "step(2);",
        "halve();",
      ),
      fc.constantFrom("{ var k = 2; n = k * m; }", "{ missing(); n = 100; }"),
      fc
        .tuple(condition, tie("statements"), tie("statements"))
        .map(
          ([test, one, other]) => `if (${test}) { ${one} } else { ${other} }`,
        ),
      fc
        .tuple(condition, tie("statement"))
        .map(([test, one]) => `if (${test}) ${one}`),
      tie("statement").map((each) => `for (var i = 0; i < 3; i++) { ${each} }`),
    ),
    statements: fc
      .array(tie("statement"), { minLength: 1, maxLength: 3 })
      .map((all) => all.join(" ")),
  }),
);

const FUNCTIONS =
  "function twice(x) { if (x > 3) return x * 2; return x + x; } " +
  "function step(by) { n = n + by; if (n > 5) { n = 0; return; } m = m + by; } " +
  "function halve() { if (m > 2) m = m - 2; else missing(); }";

interface Data {
  n: number;
  m: number;
  o: { a: number; b: number };
}

/** What ECMAScript leaves in the data, and whether it has thrown. */
function run(source: string, data: Data): { data: Data; failed: boolean } {
  const sandbox = structuredClone(data);
  let failed = false;
  try {
    new Script(`${FUNCTIONS}\n${source}`).runInNewContext(sandbox);
  } catch {
    failed = true;
  }
  const { n, m, o } = sandbox;
  return { data: { n, m, o: { ...o } }, failed };
}

/** What the steps leave in the data, each expression checked and evaluated as our language has it; null: it was refused. */
function step(
  source: string,
  data: Data,
): { data: Data; failed: boolean } | null {
  const at = on("t");
  const document = documentOf({
    data: { n: "0", m: "0", o: "({ a: 1, b: 2 })" },
    blocks: [
      [at, ...["n", "m", "o.a", "o.b"].map((id) => assign(id, "_event.data"))],
      [at, script(source)],
    ],
    rest: {
      scripts: [script(FUNCTIONS)],
      outside: [{ event: "t", data: 1 }],
    },
  });
  const model = dataModelOf(document);
  const [, block] = document.blocks;
  const { steps, remarks } = model.block(block?.content ?? [], at);
  if (remarks.length > 0) return null;
  const items = itemsOf(steps);
  const fields = model.fields.map(
    ({ name, type, default: first }) =>
      `${name.text}: ${printType(type)}${first === null ? "" : ` = ${printExpression(first)}`}`,
  );
  const strategy = modelOf(`strategy S {
    ${model.types.map(({ name, fields: all }) => `type ${name.text} = { ${all.map((each) => `${each.name.text}: ${printType(each.type)}`).join(", ")} }`).join("\n")}
    context { ${fields.join("\n")} }
    ${items.map((_, index) => `trigger T${index}`).join("\n")}
    initial state A {
      ${items.map((item, index) => `on T${index} ${item}`).join("\n")}
    }
    final state B
  }`);
  const context: Record<string, Value> = { ...data, k: null, i: null };
  const failed = !perform(steps, strategy, { next: 0 }, context);
  const { n, m, o } = context;
  if (typeof n !== "number" || typeof m !== "number")
    throw new Error("no number");
  if (typeof o !== "object" || o === null || !("a" in o))
    throw new Error("no object");
  return { data: { n, m, o: { a: Number(o.a), b: Number(o["b"]) } }, failed };
}

/** Each assignment and condition on its own, in the order of the steps. */
function itemsOf(steps: readonly Step[]): readonly string[] {
  return steps.flatMap((each): readonly string[] => {
    switch (each.kind) {
      case "set":
        return each.assignments.map(
          ({ field, value }) =>
            `set ${field.text} = ${printExpression(value)} stay`,
        );
      case "if":
        return each.branches.flatMap(({ condition: holds, steps: inner }) => [
          ...(holds === null ? [] : [`when ${printExpression(holds)} -> B`]),
          ...itemsOf(inner),
        ]);
      default:
        return [];
    }
  });
}

/** False where an error is raised, behind which nothing may stand. */
function perform(
  steps: readonly Step[],
  strategy: Strategy,
  place: { next: number },
  context: Record<string, Value>,
): boolean {
  const item = () => {
    const reaction = strategy.states[0]?.reactions[place.next++];
    const branch = reaction?.branches[0];
    if (branch === undefined) throw new Error("no branch");
    return branch;
  };
  for (const each of steps) {
    if (each.kind === "raise") {
      expect(each).toBe(steps.at(-1));
      return false;
    }
    if (each.kind === "set")
      for (const { field } of each.assignments) {
        const [effect] = item().effects;
        if (effect?.kind !== "set") throw new Error("no set");
        context[field.text] = evaluate(effect.value, scopeOf(context));
      }
    if (each.kind === "if") {
      let chosen: boolean | null = null;
      for (const { condition: holds, steps: inner } of each.branches) {
        const guard = holds === null ? null : item().guard;
        const isTaken =
          chosen === null &&
          (guard === null || evaluate(guard, scopeOf(context)) === true);
        if (isTaken) chosen = perform(inner, strategy, place, context);
        else place.next += itemsOf(inner).length;
      }
      if (chosen === false) return false;
    }
  }
  return true;
}

function scopeOf(context: Readonly<Record<string, Value>>): Scope {
  return {
    params: {},
    context,
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
}

test("a script leaves what ECMAScript leaves, and fails where it fails", () => {
  let said = 0;
  const whole = fc.integer({ min: -4, max: 6 });
  fc.assert(
    fc.property(
      statements,
      fc.record({ n: whole, m: whole, o: fc.record({ a: whole, b: whole }) }),
      (source, data) => {
        const outcome = step(source, data);
        if (outcome === null) return;
        said += 1;
        expect(outcome).toEqual(run(source, data));
      },
    ),
    { numRuns: 120 },
  );
  expect(said).toBeGreaterThan(90);
});
