import fc from "fast-check";
import { expect, test } from "vitest";
import { dataModelOf } from "../../../src/interop/scxml/ecmascript/index.ts";
import {
  assign,
  choose,
  documentOf,
  foreach,
  on,
  raise,
  script,
  send,
  text,
  UNBOUND,
  UNKNOWN,
} from "./documents.ts";

const PARTS = (
  "a b c f _event _event.data _event.data.x typeof ( ) [ ] { } . , ; : ? => new + - * % ** | < = === != ++ += == && || " +
  "?? ! in instanceof if for return var 0 1 'x' `y${a}` /z/ null undefined this length function push concat Math In " +
  "In('s') indexOf x"
).split(" ");
const part = fc.constantFrom(...PARTS);

/** Words in any order, most of which are no ECMAScript at all, and some that are. */
const source = fc.oneof(
  fc.array(part, { maxLength: 9 }).map((parts) => parts.join(" ")),
  fc
    .tuple(part, fc.constantFrom("+", "&&", "===", "=", "."), part)
    .map((parts) => parts.join("")),
  fc.string({ unit: "grapheme", maxLength: 8 }),
);

test("nothing that a document says makes an import fall over", () => {
  fc.assert(
    fc.property(fc.array(source, { minLength: 8, maxLength: 8 }), (sources) => {
      const [a = "", b = "", c = "", d = "", e = "", f = "", g = "", h = ""] =
        sources;
      const content = [
        assign(a, b),
        choose([c, [raise("r"), script(d)]], [e, [assign("a", f)]]),
        foreach(g, "b", "c", assign(h, "b")),
        send({ event: "e", delayexpr: a, targetexpr: b }, { x: c }),
        script(h),
      ];
      const document = documentOf({
        data: { a: d, b: e, c: f, f: "function (x) { return x + a }" },
        blocks: [
          [UNBOUND, ...content],
          [on("e", "t"), ...content],
          [UNKNOWN, ...content],
        ],
        conditions: [[on("e"), a]],
        rest: { scripts: [script(g)], binding: "late" },
      });
      const model = dataModelOf(document);
      for (const block of document.blocks) model.block(block.content, block.at);
      expect(model.condition(text(b), on("e")).kind).toBeTypeOf("string");
      expect(model.fields.length).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 400 },
  );
});

test.each([
  ["parentheses", "(".repeat(20_000) + "1" + ")".repeat(20_000)],
  ["a sum", Array.from({ length: 5_000 }, () => "n").join(" + ")],
  ["objects", "{ a: ".repeat(3_000) + "1" + "}".repeat(3_000)],
])("%s of thousands are refused, not walked into", (_, expr) => {
  const at = on("t");
  const document = documentOf({
    data: { n: "0" },
    blocks: [[at, assign("n", expr)]],
  });
  const [block] = document.blocks;
  const { remarks } = dataModelOf(document).block(block?.content ?? [], at);
  expect(remarks.map(({ message }) => message)).toEqual([
    "an expression of very many parts",
  ]);
});
