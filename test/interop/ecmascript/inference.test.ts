import { expect, test } from "vitest";
import {
  dataModelOf,
  type At,
  type Content,
} from "../../../src/interop/scxml/ecmascript/index.ts";
import {
  assign,
  blocks,
  body,
  choose,
  condition,
  declarations,
  documentOf,
  foreach,
  lines,
  on,
  raise,
  script,
  send,
  SPAN,
  text,
  UNBOUND,
  UNKNOWN,
} from "./documents.ts";

const at = on("t");

test("data are typed by all that is put there, and begin with what is known", () => {
  expect(
    declarations({
      data: {
        n: "1 + 2",
        s: "'a' + n",
        u: null,
        late: null,
        list: "[]",
        nested: "{ a: [{ b: 1 }, { b: 2, c: 'x' }] }",
        class: "true",
        never: null,
        plus: "function (a) { return a + 1 }",
        called: "Math.sqrt(16) + plus(1) + s.length",
      },
      blocks: [
        [at, assign("u", "n > 1 ? s : undefined"), assign("late", "list[0]")],
        [at, assign("list", "list.concat([n])"), foreach("[1, 2]", "i", null)],
        [at, assign("nested.d", "late")],
      ],
    }),
  ).toEqual([
    "type NestedAItemData = { b: number, c: string? }",
    "type NestedData = { a: NestedAItemData[], d: number? }",
    "n: number = 3",
    's: string = "a3"',
    "u: string?",
    "late: number?",
    "list: number[] = []",
    'nested: NestedData = { a: [{ b: 1 }, { b: 2, c: "x" }] }',
    "class_: boolean = true",
    "called: number = 8",
    "i: number?",
    "trigger t()",
  ]);
});

test("scripts of the document run when it is loaded", () => {
  const sketch = {
    data: { n: "2" },
    rest: {
      scripts: [
        script(
          "var total = 0; function add(a) { return total + a } for (var i = 0; i < 3; i++) total = add(i * n);",
        ),
        script("total > 5 ? 1 : 2; total = missing;"),
      ],
    },
  };
  expect(declarations(sketch)).toEqual([
    "n: number = 2",
    "total: number = 6",
    "i: number = 3",
  ]);
  const { start } = dataModelOf(documentOf(sketch));
  expect(start.steps.flatMap(lines)).toEqual(["raise error.execution()"]);
});

test("a datum that cannot be evaluated is undefined, and the start raises an error", () => {
  const sketch = {
    data: { bad: "return", worse: "bad.x", good: "typeof bad" },
    blocks: [[at, assign("bad", "1"), assign("worse", "2")]] as const,
  };
  expect(declarations(sketch)).toEqual([
    "bad: number?",
    "worse: number?",
    'good: string = "undefined"',
    "trigger t()",
  ]);
  const { start } = dataModelOf(documentOf(sketch));
  expect(start.steps.flatMap(lines)).toEqual([
    "raise error.execution()",
    "raise error.execution()",
  ]);
});

test("content is JSON, a literal, or a text; files and XML are refused", () => {
  const data = (id: string, content: string, src: string | null = null) => ({
    id: text(id),
    expr: null,
    src: src === null ? null : text(src),
    content: content === "" ? null : text(content),
    state: null,
    span: SPAN,
  });
  const sketch = {
    rest: {
      data: [
        data("json", '\n { "a": [1, 2] } '),
        data("literal", "[1, 2.5, -3]"),
        data("plain", "\n this\n is   text "),
        data("file", "", "file:data.txt"),
        data("xml", "<a><b/></a>"),
      ],
    },
  };
  expect(declarations(sketch)).toEqual([
    "type JsonData = { a: number[] }",
    "json: JsonData = { a: [1, 2] }",
    "literal: number[] = [1, 2.5, -3]",
    'plain: string = "this is text"',
  ]);
  const { start } = dataModelOf(documentOf(sketch));
  expect(start.remarks.map(({ message, why }) => `${message}: ${why}`)).toEqual(
    [
      "the value of file is in another file: an import reads one file and fetches nothing",
      "XML as a value: a spec holds what JSON can hold",
    ],
  );
});

test("what is of two types is refused where it is used, with both places", () => {
  const sketch = {
    data: { v: "1", unread: "1" },
    blocks: [
      [at, assign("v", "'text'"), assign("unread", "'text'")],
      [UNKNOWN, assign("v", "v + 1")],
    ] as const,
  };
  const told =
    "refused: v is a number (line 1) and a string (line 1) (what a spec keeps has one type, whatever happens)";
  expect(declarations(sketch)).toEqual(["trigger t()"]);
  expect(blocks(sketch)).toEqual([[told], [told]]);
});

test("what the start replaces before anything can look is no value of a datum", () => {
  const sketch = {
    data: { v: "1", w: null },
    blocks: [
      [
        UNBOUND,
        assign("w", "v + 1"),
        assign("v", "'text'"),
        send({ event: "e", targetexpr: "v" }),
      ],
      [UNBOUND, assign("v", "'other'"), assign("w", "w * 2")],
      [at, assign("w", "w + 1"), assign("v", "v + '!'")],
    ] as const,
  };
  expect(declarations(sketch)).toEqual([
    'v: string = "other"',
    "w: number = 4",
    "trigger t()",
  ]);
  expect(blocks(sketch)).toEqual([
    ["set w = 1 + 1", 'set v = "text"', "raise error.execution()"],
    ['set v = "other"', "set w = w * 2"],
    ["set w = w + 1", 'set v = v + "!"'],
  ]);
});

test("what the start leaves open may be what it began with", () => {
  const sketch = {
    data: { v: "1", w: null },
    blocks: [
      [
        UNBOUND,
        choose(["In('s')", [assign("v", "v + 1"), assign("w", "v")]]),
        assign("v", "v + 1"),
      ],
    ] as const,
  };
  expect(declarations(sketch)).toEqual(["v: number = 1", "w: number?"]);
  expect(blocks(sketch)).toEqual([
    ["if in(s)", "  set v = v + 1", "  set w = v", "set v = v + 1"],
  ]);
});

test("late binding gives a state's data their values when it is entered first", () => {
  const late = (id: string, expr: string, state: string) => ({
    id: text(id),
    expr: text(expr),
    src: null,
    content: null,
    state,
    span: SPAN,
  });
  const blocksOf: readonly Content[] = [assign("changed", "changed + 1")];
  const document = documentOf({
    data: { top: "1" },
    blocks: [[at, ...blocksOf]],
    rest: {
      binding: "late",
      data: [
        late("constant", "5", "a"),
        late("changed", "0", "b"),
        late("broken", "return", "b"),
      ],
    },
  });
  const model = dataModelOf(document);
  expect(model.bind("a").steps.flatMap(lines)).toEqual(["set constant = 5"]);
  expect(model.bind("b").steps.flatMap(lines)).toEqual([
    "if not b_bound",
    "  set changed = 0",
    "  raise error.execution()",
    "  set b_bound = true",
  ]);
  expect(model.fields.map(({ name }) => name.text)).toEqual([
    "constant",
    "changed",
    "b_bound",
  ]);
});

test("an event's payload is what is sent, as far as it is read", () => {
  const record = (name: string) => send({ event: name }, { a: "1", b: "'x'" });
  const sketch = {
    data: { v: null, w: null, o: "({ x: 1, y: 's' })" },
    blocks: [
      [UNKNOWN, record("both"), record("unread"), raise("both")],
      [UNKNOWN, send({ event: "text" }, {}, body({ text: "hello" }))],
      [on("both"), assign("v", "_event.data.b")],
      [on("unread"), assign("w", "1")],
      [on("text"), assign("v", "_event.data")],
      [on("outside"), assign("w", "_event.data.amount * 2")],
      [on("given"), assign("w", "_event.data.x")],
      [on("whole"), assign("o", "_event.data")],
      [on("part"), assign("o.y", "_event.data.z")],
      [
        on("asked"),
        choose(["_event.data && _event.data.name", [assign("v", "'x'")]]),
        choose(["_event.data.is && _event.data.name == v", []]),
      ],
    ] as const,
    rest: { outside: [{ event: "given", data: { x: 3, y: [true] } }] },
  };
  expect(declarations(sketch)).toEqual([
    "type OData = { x: number, y: string }",
    "v: string?",
    "w: number?",
    'o: OData = { x: 1, y: "s" }',
    "trigger both(a: number?, b: string?)",
    "trigger unread()",
    "trigger text(data: string)",
    "trigger outside(amount: number)",
    "trigger given(x: number, y: boolean[])",
    "trigger whole(x: number, y: string)",
    "trigger part(z: string)",
    "trigger asked(name: string, is: boolean)",
  ]);
  expect(blocks(sketch).slice(0, 1)).toEqual([
    ['send both(1, "x")', "send unread()", "raise both(null, null)"],
  ]);
});

test("what an event carried is kept for those who read it when it is gone", () => {
  const entered = (...names: readonly string[]): At => ({
    event: { kind: "bound", names, readable: false, kept: true },
  });
  const sketch = {
    data: { v: null, w: null },
    blocks: [
      [UNKNOWN, send({ event: "a" }, { x: "1", y: "'t'" })],
      [UNKNOWN, send({ event: "b" }, { x: "2" })],
      [entered("a", "b"), assign("v", "_event.data.x")],
      [entered("a"), assign("w", "_event.name + _event.data.y")],
      [entered("a", "b"), assign("w", "_event.name")],
    ] as const,
  };
  expect(blocks(sketch)).toEqual([
    ['send a(1, "t")'],
    ["send b(2)"],
    ["set v = event_x"],
    ['set w = "a" + event_y'],
    ["set w = event_name"],
  ]);
  expect(declarations(sketch)).toEqual([
    "v: number?",
    "w: string?",
    "event_x: number = 0",
    'event_y: string = ""',
    'event_name: string = ""',
    "trigger a(x: number, y: string)",
    "trigger b(x: number)",
  ]);
  const model = dataModelOf(documentOf(sketch));
  expect(model.kept("b").flatMap(lines)).toEqual([
    "set event_x = event.x",
    'set event_name = "b"',
  ]);
  expect(model.kept("c")).toEqual([]);
});

test("a condition on several events says what holds of all of them", () => {
  const same = text("_event.name != 'c'");
  const differs = text("_event.name == 'a'");
  const several = on("a", "b");
  const model = dataModelOf(documentOf({}));
  expect(condition(model, same, several)).toBe("true");
  expect(condition(model, differs, several)).toBe(
    "refused: a condition that differs from event to event (which event it is has to be known)",
  );
  expect(model.readsEvent(same)).toBe(true);
});

test("places are those of the document, though references are longer there", () => {
  const written = text("1 < 2 && nowhere");
  const model = dataModelOf(documentOf({}));
  const outcome = model.condition(written, UNKNOWN);
  if (outcome.kind !== "raises-error") throw new Error("it does not fail");
  const { file, start, end } = outcome.span;
  expect(file.text).toBe('<x a="1 &lt; 2 &amp;&amp; nowhere"/>');
  expect(file.text.slice(start, end)).toBe("nowhere");
});
