import { describe, expect, test } from "vitest";
import {
  EndlessStepError,
  GuardError,
  kindOf,
  NotStartedError,
  PatchError,
  PayloadError,
  ResultError,
  UnknownTriggerError,
} from "../../runtime/errors.ts";
import { recordedError } from "../../runtime/trail-record.ts";
import { requireSurface, RUNTIME_SURFACE } from "../../runtime/surface.ts";
import { Host, hostOf } from "../../runtime/host.ts";

test("messages say where, what was expected and what came, but never a text or an object's members", () => {
  const secret = "sk-live-123";
  const messages = [
    new PatchError("note", "fill.price", "a finite number", Number.NaN),
    new PayloadError("FILLED", "", "an object", secret),
    new ResultError("buy", "fills[2].id", "a string", { apiKey: secret }),
    new GuardError("rich", Promise.resolve(true)),
    new GuardError("rich", undefined),
    new NotStartedError("arb-1", "QUOTE"),
    new UnknownTriggerError("Arbitrage", "QOUTE", ["QUOTE", "RESET"]),
  ].map(({ message }) => message);
  expect(messages).toEqual([
    "patch of action note: fill.price: expected a finite number, got NaN",
    "payload of FILLED: expected an object, got a string of 11 characters",
    "result of activity buy: fills[2].id: expected a string, got an object",
    "guard rich: expected true or false, got a promise; guards are synchronous: ask in an activity, and keep the answer in the context",
    "guard rich: expected true or false, got undefined",
    "arb-1 was sent QUOTE before start()",
    'Arbitrage has no trigger "QOUTE"; it has QUOTE, RESET',
  ]);
  expect(messages.join()).not.toContain(secret);
  expect([null, [1, 2], () => 1, 7n].map(kindOf)).toEqual([
    "null",
    "a list of 2",
    "a function",
    "a bigint",
  ]);
});

describe("a macrostep without end", () => {
  test.each([
    [
      ["A", "B", "C", "B", "C"],
      ["C", "B", "C"],
    ],
    [
      ["A", "A", "A"],
      ["A", "A"],
    ],
    [["A"], ["A"]],
  ])("visited %j, it goes round in %j", (visited, cycle) => {
    expect(new EndlessStepError(visited).cycle).toEqual(cycle);
  });

  test("says so", () => {
    expect(new EndlessStepError(["A", "B", "A"]).message).toBe(
      "the machine does not come to rest: A -> B -> A",
    );
  });
});

test("an error is kept without its stack, whatever was thrown", () => {
  expect(recordedError(new TypeError("x"))).toEqual({
    name: "TypeError",
    message: "x",
    code: null,
  });
  expect(recordedError({ token: "secret" })).toEqual({
    name: "Error",
    message: "thrown: an object",
    code: null,
  });
});

test("a file that was generated for another surface is told what to do", () => {
  requireSurface("Arbitrage", RUNTIME_SURFACE);
  expect(() => requireSurface("Arbitrage", RUNTIME_SURFACE - 1)).toThrow(
    "Arbitrage was generated for runtime surface 0, this runtime has 1: regenerate it (npx fsmc build)",
  );
  expect(() => requireSurface("Arbitrage", RUNTIME_SURFACE + 1)).toThrow(
    "install the @fsmc/runtime that belongs to the fsmc which made it",
  );
});

test("machines that are given the same options share one host, and its trail", () => {
  const options = { seed: 7 };
  const host = hostOf(options);
  expect(hostOf(options)).toBe(host);
  expect(hostOf(host)).toBe(host);
  expect(hostOf({ seed: 7 })).not.toBe(host);
  expect(hostOf(null)).toBe(hostOf(null));
  expect(hostOf(null)).toBeInstanceOf(Host);
});
