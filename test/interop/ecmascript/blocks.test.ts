import { expect, test } from "vitest";
import type { Content } from "../../../src/interop/scxml/ecmascript/index.ts";
import {
  assign,
  blocks,
  body,
  choose,
  done,
  foreach,
  on,
  raise,
  script,
  send,
  UNBOUND,
  SPAN,
  text,
  UNKNOWN,
} from "./documents.ts";

const at = on("t");

test("an error in a block ends it with an event, whatever stands behind it", () => {
  const data = { n: "0" };
  const block = (...content: readonly Content[]) =>
    blocks({ data, blocks: [[at, ...content, raise("behind")]] })[0];
  expect(block(assign("n", "return"))).toEqual(["raise error.execution()"]);
  expect(block(assign("nowhere", "1"))).toEqual(["raise error.execution()"]);
  expect(block(assign("_event", "1"))).toEqual(["raise error.execution()"]);
  expect(block(assign("_sessionid", "1"))).toEqual(["raise error.execution()"]);
  expect(block(assign("n.a.b", "1"))).toEqual(["raise error.execution()"]);
  expect(block(assign("a.b.c", "1"))).toEqual(["raise error.execution()"]);
  expect(block(assign("n + 1", "1"))).toEqual(["raise error.execution()"]);
  expect(block(foreach("7", "n", null))).toEqual(["raise error.execution()"]);
  expect(block(foreach("[1]", "'x'", null))).toEqual([
    "raise error.execution()",
  ]);
  expect(block(script("n = 1; missing(); n = 2"))).toEqual([
    "set n = 1",
    "raise error.execution()",
  ]);
  expect(block(send({ event: "e", target: "!bad" }))).toEqual([
    "raise error.execution()",
  ]);
  expect(block(send({ event: "e", type: "27" }))).toEqual([
    "raise error.execution()",
  ]);
  expect(block(send({ event: "e", target: "#_scxml_other" }))).toEqual([
    "raise error.communication()",
  ]);
  expect(block(send({ event: "e", namelist: "nowhere" }))).toEqual([
    "raise error.execution()",
  ]);
  expect(block(send({ event: "e", delay: "soon" }))).toEqual([
    "raise error.execution()",
  ]);
});

test("a condition that fails counts as false, and the block goes on", () => {
  const [lines] = blocks({
    data: { n: "0" },
    blocks: [
      [
        at,
        assign("n", "n + 1"),
        choose(
          ["n > 5", [raise("a")]],
          ["return", [raise("b")]],
          [null, [raise("c")]],
        ),
        raise("d"),
      ],
    ],
  });
  expect(lines).toEqual([
    "set n = n + 1",
    "if n > 5",
    "  raise a()",
    "else",
    "  raise error.execution()",
    "  raise c()",
    "raise d()",
  ]);
});

test("where one branch fails, what stands behind belongs to the others alone", () => {
  const [lines] = blocks({
    data: { n: "0" },
    blocks: [
      [
        at,
        choose(
          ["n > 2", [choose(["n > 3", [assign("n", "return")]])]],
          ["n > 1", [raise("middle")]],
        ),
        assign("n", "n + 1"),
      ],
    ],
  });
  expect(lines).toEqual([
    "if n > 2",
    "  if n > 3",
    "    raise error.execution()",
    "  else",
    "    set n = n + 1",
    "else",
    "  if n > 1",
    "    raise middle()",
    "  set n = n + 1",
  ]);
});

test("<foreach> becomes its turns, of the array as it was", () => {
  const [lines] = blocks({
    data: { list: "[1, 2]", sum: "0", item: null, index: null },
    blocks: [
      [
        UNBOUND,
        foreach(
          "list",
          "item",
          "index",
          assign("list", "list.concat([item])"),
          assign("sum", "sum + item * index"),
        ),
      ],
    ],
  });
  expect(lines).toEqual([
    "set item = 1",
    "set index = 0",
    "set list = [1, 2, 1]",
    "set sum = sum + item * index",
    "set item = 2",
    "set index = 1",
    "set list = [1, 2, 1, 2]",
    "set sum = sum + item * index",
  ]);
  expect(
    blocks({
      data: { list: "[]", item: null },
      blocks: [
        [at, assign("list", "_event.data")],
        [at, foreach("list", "item", null)],
      ],
      rest: { outside: [{ event: "t", data: [1, 2] }] },
    })[1],
  ).toEqual([
    "refused: <foreach> through list (a spec has no loops: the array has to be known before the machine runs, with no more than 200 items)",
  ]);
});

test("scripts are their assignments", () => {
  const [lines] = blocks({
    data: { n: "0", o: "({ a: 1, b: 's' })", l: "[]" },
    blocks: [
      [
        at,
        script(
          "n++; var m = n * 2, k; o.a = m; if (m > 3) { n = 0 } else n -= 1; console.log(n)",
        ),
      ],
      [at, script("for (var i = 0; i < 2; i++) { n += i }")],
      [at, script("while (n < 3) n++"), raise("next")],
    ],
  });
  expect(lines).toEqual([
    "set n = n + 1",
    "set m = n * 2",
    "set o = { a: m, b: o.b }",
    "if m > 3",
    "  set n = 0",
    "else",
    "  set n = n - 1",
  ]);
});

test("a function that is called for what it does is its statements", () => {
  const sketch = {
    data: {
      n: "0",
      f: "function (k) { var n2 = k * 2; if (n > k) return; n = n + n2 }",
    },
    blocks: [[at, script("f(2); n = 7")]],
    rest: { scripts: [script("function g() { g() }")] },
  } as const;
  expect(blocks(sketch)).toEqual([
    ["if n > 2", "  set n = 7", "else", "  set n = n + 4", "  set n = 7"],
  ]);
  expect(blocks({ ...sketch, blocks: [[at, script("g()")]] })).toEqual([
    [
      "refused: a function that calls itself (a call is replaced by what the function returns, which would have no end)",
    ],
  ]);
});

test("an object that two variables hold is not changed in one of them", () => {
  const told = (one: string, other: string) =>
    `refused: ${one} and ${other} may be one object (records and lists of a spec are values: to change one changes no other)`;
  expect(
    blocks({
      data: { a: "({ x: 1 })", b: "({ x: 2 })", c: "({ x: 3 })", l: "[1]" },
      blocks: [
        [at, assign("a", "b"), assign("l", "[].concat(l)")],
        [UNKNOWN, assign("b.x", "3")],
        [UNKNOWN, assign("c.x", "a.x"), script("l.push(2)")],
      ],
    }),
  ).toEqual([
    [
      "set a = b",
      "refused: .concat(…) (a spec has `length` and `contains` of texts and lists; the rest has to be known before the machine runs)",
    ],
    [told("b", "a")],
    [
      "set c = { x: a.x }",
      "refused: l.push(2) (a spec has no way to make a list longer: it has to be known before the machine runs)",
    ],
  ]);
});

test("what is logged is what can be said of it", () => {
  const log = (expr: string, label: string | null = null): Content => ({
    kind: "log",
    label: label === null ? null : text(label),
    expr: text(expr),
    span: SPAN,
  });
  expect(
    blocks({
      data: { n: "0" },
      blocks: [
        [
          at,
          assign("n", "n + 1"),
          log("n", "n"),
          log("'n is ' + n", "now:"),
          log("JSON.stringify(_event)"),
          log("missing"),
          raise("behind"),
        ],
      ],
    }),
  ).toEqual([
    [
      "set n = n + 1",
      "log n: n",
      "log now: n is : n",
      "log : ?",
      "raise error.execution()",
    ],
  ]);
});

test("what is sent carries what is read of it", () => {
  const lines = blocks({
    data: { n: "1", got: null, id: null },
    blocks: [
      [
        at,
        send({ event: "a", namelist: "n" }, { twice: "n * 2", bad: "return" }),
        send({ event: "b", delay: "1.5s", id: "x" }),
        send(
          { event: "c", target: "#_internal" },
          {},
          body({ text: "\n some\n  text " }),
        ),
        send({ event: "d", idlocation: "id" }, {}, body({ expr: "n + 1" })),
        done("s", { last: "n" }),
        done("r", {}, body({ expr: "return" })),
      ],
      [on("a"), assign("got", "_event.data.n + _event.data.twice")],
      [on("b"), assign("got", "_event.data")],
      [on("c"), assign("got", "_event.data.length")],
      [on("d"), assign("got", "_event.data")],
      [on("done.state.s"), assign("got", "_event.data['last']")],
      [on("done.state.r"), assign("got", "_event.data")],
    ],
  });
  expect(lines).toEqual([
    [
      "raise error.execution()",
      "send a(n, n * 2)",
      "send b() delay 1.5s",
      'raise c("some text")',
      'set id = "send_6"',
      "send d(n + 1)",
      "raise done.state.s(n)",
      "raise error.execution()",
      "raise done.state.r()",
    ],
    ["set got = event.n + event.twice"],
    ["set got = null"],
    ["set got = length(event.data)"],
    ["set got = event.data"],
    ["set got = event.last"],
    ["set got = null"],
  ]);
});

test("names and targets are known from what the block has just assigned, or are told apart", () => {
  const data = { v: "'a'", d: "'1s'", n: "1" };
  expect(
    blocks({
      data,
      blocks: [
        [at, assign("v", "'b'"), send({ eventexpr: "v" })],
        [at, send({ eventexpr: "v", targetexpr: "_event.origin" })],
        [
          UNKNOWN,
          send({
            event: "e",
            targetexpr: "'#_scxml_' + _sessionid",
            typeexpr: "''",
            delayexpr: "d",
          }),
        ],
        [UNKNOWN, send({ event: "e", delayexpr: "n * 2 + 'ms'" })],
        [UNKNOWN, assign("n", "n + 1")],
      ],
    }),
  ).toEqual([
    ['set v = "b"', "send b()"],
    ["raise error.execution()"],
    ["send e() delay 1s"],
    ["send e() delay n * 2 * 1ms"],
    ["set n = n + 1"],
  ]);
  expect(
    blocks({
      data,
      blocks: [
        [at, assign("v", "'b'")],
        [at, send({ eventexpr: "v" })],
      ],
    })[1],
  ).toEqual(['if v == "a"', "  send a()", "else", "  send b()"]);
});

test("who sent an event is carried where its senders differ", () => {
  expect(
    blocks({
      data: { v: null },
      blocks: [
        [UNKNOWN, raise("e"), send({ event: "e", id: "i" })],
        [on("e"), assign("v", "_event.type"), assign("v", "_event.name")],
        [on("e"), assign("v", "_event.sendid")],
        [on("error.execution"), assign("v", "_event.type")],
        [UNKNOWN, assign("v", "return")],
      ],
    }),
  ).toEqual([
    ['raise e("internal", null)', 'send e("external", "i")'],
    ["set v = event.type_", 'set v = "e"'],
    ["set v = event.sendid"],
    ['set v = "platform"'],
    ["raise error.execution()"],
  ]);
});

test("_event is what it is: unbound, unknown, or not to be read", () => {
  const entry = {
    event: { kind: "bound", names: ["e"], readable: false },
  } as const;
  expect(
    blocks({
      data: { v: null, w: null },
      blocks: [
        [
          UNBOUND,
          choose(["typeof _event === 'undefined'", [raise("unbound")]]),
          assign("v", "_event.name"),
        ],
        [UNKNOWN, assign("v", "_event.name")],
        [entry, assign("v", "_event.name"), assign("w", "_event.data.x")],
        [UNKNOWN, send({ event: "e" }, { x: "1" })],
        [on("e"), assign("w", "_event")],
        [on("f"), assign("w", "w + 1")],
      ],
    }),
  ).toEqual([
    ["raise unbound()", "raise error.execution()"],
    [
      "refused: which event _event is here is not known (a spec reads an event's payload in the transitions that it triggers)",
    ],
    [
      'set v = "e"',
      "refused: what e carries cannot be read here (a spec reads an event's payload in the guards and effects of the transitions that it triggers)",
    ],
    ["send e(1)"],
    [
      "refused: an event as a whole is no value (a spec reads the fields of its payload: `event.x`)",
    ],
    ["set w = w == null ? null : w + 1"],
  ]);
});
