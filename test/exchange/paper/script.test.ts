import { describe, expect, test } from "vitest";
import type { PaperRequest } from "../../../runtime/exchange/paper/faults/fault.ts";
import {
  faultScript,
  parseFaultScript,
} from "../../../runtime/exchange/paper/faults/script.ts";
import { FaultScriptError } from "../../../runtime/exchange/paper/faults/script-reading.ts";
import { spot } from "../../market/instruments.ts";

const request: PaperRequest = {
  operation: "place",
  venue: "bybit",
  instrument: spot,
  clientOrderId: "arb-1-1",
  side: "buy",
  time: Date.UTC(2022, 11, 13, 10),
};

function mistakeIn(read: () => unknown): FaultScriptError {
  try {
    read();
  } catch (error) {
    if (error instanceof FaultScriptError) return error;
    throw error;
  }
  throw new Error("it was read without a mistake");
}

test("a script befalls what its conditions say", () => {
  const plan = parseFaultScript(
    JSON.stringify({
      faults: [
        {
          fault: "partial",
          share: 0.25,
          order: "arb-*",
          from: "2022-12-13T10:00:00Z",
          until: "2022-12-13T12:00:00+01:00",
          count: 1,
        },
        { fault: "refused", code: "BUSY", nth: 2 },
      ],
      random: { seed: "a", silent: 1 },
    }),
    "faults.json",
  );
  const hour = 3_600_000;
  const late = { ...request, time: request.time + hour };
  const report = { ...request, operation: "report", side: null } as const;
  expect(plan(late)).toBeNull();
  expect(plan(request)).toEqual({ kind: "partial", share: 0.25 });
  expect(plan(request)).toBeNull();
  expect(plan(report)).toMatchObject({ kind: "silent" });
});

test("the nth counts also what something else befell", () => {
  const plan = faultScript({
    faults: [
      { fault: "duplicate" },
      { fault: "request-lost", nth: 1 },
      { fault: "refused", code: "BUSY", nth: 2 },
    ],
  });
  expect(plan(request)).toEqual({ kind: "request-lost" });
  expect(plan(request)).toEqual({ kind: "refused", code: "BUSY" });
});

describe("a mistake names its place, what was expected, and what is there", () => {
  test.each<[unknown, readonly (string | number)[], string]>([
    [[], [], "the fault script: expected an object, found a list"],
    [
      { falts: [] },
      ["falts"],
      "falts: expected one of faults, random, found falts",
    ],
    [{ faults: {} }, ["faults"], "faults: expected a list, found an object"],
    [
      { faults: [{ share: 1 }] },
      ["faults", 0],
      "faults[0]: expected a fault, found only share",
    ],
    [
      { faults: [{ fault: "lost" }] },
      ["faults", 0, "fault"],
      'faults[0].fault: expected one of refused, halted, request-lost, answer-lost, delayed, partial, race, silent, duplicate, late, found "lost"',
    ],
    [
      { faults: [{ fault: "race", share: 2 }] },
      ["faults", 0, "share"],
      "faults[0].share: expected a number from 0 to 1, found 2",
    ],
    [
      { faults: [{ fault: "race", share: 1, operation: "place" }] },
      ["faults", 0, "operation"],
      'faults[0].operation: expected one of cancel, found "place"',
    ],
    [
      { faults: [{ fault: "duplicate", delay: 3 }] },
      ["faults", 0, "delay"],
      "faults[0].delay: expected one of fault, operation, from, until, instrument, order, side, nth, count, found delay",
    ],
    [
      { faults: [{ fault: "duplicate", from: "10:00" }] },
      ["faults", 0, "from"],
      'faults[0].from: expected a time like 2022-12-13T10:00:00Z, or milliseconds since the epoch, found "10:00"',
    ],
    [
      { random: { refused: 0.6, delayed: 0.6 } },
      ["random"],
      "random: the rates of what can befall place must add up to at most 1, and come to 1.2",
    ],
  ])("%j", (value, path, message) => {
    const mistake = mistakeIn(() => faultScript(value));
    expect(mistake.path).toEqual(path);
    expect(mistake.message).toBe(message);
  });

  test("in a file, its name too", () => {
    expect(
      mistakeIn(() => parseFaultScript('{ "faults": 3 }', "f.json")).message,
    ).toBe("f.json: faults: expected a list, found 3");
    expect(
      mistakeIn(() => parseFaultScript('{ "faults": ', "f.json")).message,
    ).toMatch(/^f\.json: not JSON: /);
  });
});
