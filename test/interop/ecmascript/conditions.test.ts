import { expect, test } from "vitest";
import { dataModelOf } from "../../../src/interop/scxml/ecmascript/index.ts";
import { assign, condition, documentOf, on, text } from "./documents.ts";

/** Data of every kind, none of which is known: what a transition on `t` does may be anything. */
const DATA = {
  n: "0",
  m: "1",
  s: "''",
  b: "false",
  u: null,
  w: "null",
  l: "[1, 2]",
  o: "({ a: 1, in: { c: 'x' } })",
  f: "function (x) { if (x > 3) return x + 1; return 0; }",
};
const CHANGES = [
  assign("n", "_event.data.n"),
  assign("m", "n + m"),
  assign("s", "s + 'x'"),
  assign("b", "!b"),
  assign("u", "n"),
  assign("w", "s + s"),
  assign("l", "_event.data.l"),
  assign("o", "{ a: n, in: { c: s } }"),
];

function translated(cond: string): string {
  const at = on("t");
  const written = text(cond);
  const document = documentOf({
    data: DATA,
    blocks: [[at, ...CHANGES]],
    rest: {
      conditions: [{ cond: written, at }],
      outside: [{ event: "t", data: { n: 1, l: [1] } }],
    },
  });
  return condition(dataModelOf(document), written, at);
}

test.each([
  // Equality, and what is undefined or null.
  ["n === 3", "n == 3"],
  ["n != 3", "n != 3"],
  ["n == '3'", "n == 3"],
  ["n === '3'", "false"],
  ["b == 1", "b == true"],
  ["b === true", "b == true"],
  ["u === undefined", "u == null"],
  ["u === null", "false"],
  ["u == null", "u == null"],
  ["w !== null", "w != null"],
  ["w !== undefined", "true"],
  ["n === undefined", "false"],
  ["u === 3", "u == 3"],
  ["o != null", "true"],
  ["undefined == null", "true"],
  // typeof.
  ["typeof u !== 'undefined'", "u != null"],
  ["typeof u === 'number'", "u != null"],
  ["typeof s === 'string'", "true"],
  ["'object' == typeof l", "true"],
  ["typeof nowhere === 'undefined'", "true"],
  // Truth.
  ["n", "n != 0"],
  ["s", 's != ""'],
  ["b", "b"],
  ["u", "u != null and u != 0"],
  ["w", 'w != null and w != ""'],
  ["l", "true"],
  ["!n", "n == 0"],
  ["!(n && b)", "not (n != 0 and b)"],
  ["!!u", "u != null and u != 0"],
  ["b && n || s", 'b and n != 0 or s != ""'],
  ["'foo'", "true"],
  ["Boolean(n)", "n != 0"],
  ["b | (n > 3)", "(b or n > 3 ? 1 : 0) != 0"],
  // Arithmetic and order.
  ["n % 2 == 0", "n mod 2 == 0"],
  ["(n + 1) * m - -n / 2 > 0", "(n + 1) * m - -n / 2 > 0"],
  ["n ** 3 < 8", "n * n * n < 8"],
  ["Math.pow(n, 2) >= Math.max(n, m, 1)", "n * n >= max(n, m, 1)"],
  ["Math.floor(n) <= Math.abs(m)", "floor(n) <= abs(m)"],
  ["Math.sign(n) == 1", "(n > 0 ? 1 : n < 0 ? -1 : 0) == 1"],
  ["n == Math.PI", "n == 3.141592653589793"],
  ["u < 3", "u != null and u < 3"],
  ["!(u < 3)", "not (u != null and u < 3)"],
  ["u + 1 == 2", "u != null and u + 1 == 2"],
  ["u + m < 2", "u != null and u + m < 2"],
  ["n > 0x10", "n > 16"],
  // Texts.
  ["s + 'b' == 'ab'", 's + "b" == "ab"'],
  ["s == 'a' + 1", 's == "a1"'],
  ["`<${s}>` == '<a>'", '"<" + s + ">" == "<a>"'],
  ["s.length > 2", "length(s) > 2"],
  ["s.indexOf('a') !== -1", 'contains(s, "a")'],
  ["s.indexOf('a') < 0", 'not contains(s, "a")'],
  ["s.includes('a')", 'contains(s, "a")'],
  ["'abc'.substring(1) == s", '"bc" == s'],
  // Lists and records.
  ["l.length === 2", "length(l) == 2"],
  ["l[0] == 1", "l[0] == 1"],
  ["l[n + 1] == 1", "l[n + 1] == 1"],
  ["l.indexOf(3) >= 0", "contains(l, 3)"],
  ["l instanceof Array && Array.isArray(l)", "true"],
  ["o.a === 1", "o.a == 1"],
  ["o['in'].c == 'x'", 'o.in_.c == "x"'],
  ["'a' in o", "true"],
  ["o.nothing === undefined", "true"],
  // Choices.
  ["(b ? n : m) > 1", "(b ? n : m) > 1"],
  ["(n || m) > 1", "(n != 0 ? n : m) > 1"],
  ["(u || 0) > 1", "(u ?? 0) > 1"],
  ["(u ?? 5) > 1", "(u ?? 5) > 1"],
  ["(b && n > 1) === true", "(b and n > 1) == true"],
  // States, functions, the platform.
  ["In('s1') && !In('nowhere')", "in(s1)"],
  ["f(n) == 2", "(n > 3 ? n + 1 : 0) == 2"],
  ["_name === 'machine'", "true"],
  ["_event.name === 't'", "true"],
  ["_event.name == 'u'", "false"],
  ["_event.type == 'external'", "true"],
  ["_event.sendid === undefined && !_event.invokeid", "true"],
  ["_event.data.n === 1", "event.n == 1"],
  ["_event.data['n'] > n", "event.n > n"],
  ["'name' in _event", "true"],
  ["typeof _event.data.other === 'undefined'", "true"],
])("%s", (cond, expected) => {
  expect(translated(cond)).toBe(expected);
});

test.each([
  ["return", "this is no ECMAScript: unexpected token"],
  ["", "this is no ECMAScript: unexpected token"],
  ["n n", "something stands behind the expression"],
  ["nowhere > 1", "nowhere is not declared"],
  ["undefined.x", "undefined is undefined, which has no members"],
  ["n()", "n is no function"],
  ["missing(1)", "missing is not declared"],
])("%s raises error.execution", (cond, message) => {
  expect(translated(cond)).toBe(`error.execution: ${message}`);
});

test.each([
  [
    "n + 'x' == s",
    "refused: a number + a string (a spec adds numbers or joins strings, and makes no text of anything else)",
  ],
  [
    "l == o",
    "refused: an array == an object (a spec compares within one type)",
  ],
  ["s < 'x'", "refused: a string < a string (a spec orders numbers only)"],
  ["/x/.test(s)", "refused: /x/ (a spec has no regular expressions)"],
  [
    "++n == 2",
    "refused: ++n (an expression of a spec changes nothing: `set` does)",
  ],
  [
    "Math.random() < 0.5",
    "refused: Math.random (of Math a spec has min, max, abs, floor, ceil, round, trunc, sign, and pow with a small whole exponent)",
  ],
  [
    "new Date() > n",
    "refused: new Date() (a spec holds what JSON can hold; the time is `now`)",
  ],
  [
    "s.match('x')",
    "refused: s.match('x') (which function it calls is not known before the machine runs)",
  ],
  ["n & 1", "refused: the operator & (a spec has no operations on bits)"],
  [
    "b && nowhere",
    "refused: nowhere: nowhere is not declared (whether that error comes up is not known before the machine runs)",
  ],
])("%s is refused", (cond, expected) => {
  expect(translated(cond)).toBe(expected);
});
