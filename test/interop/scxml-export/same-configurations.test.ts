import { assert, integer, property } from "fast-check";
import { expect, test } from "vitest";
import { toScxml } from "../../../src/interop/scxml/export/index.ts";
import { importScxml } from "../../../src/interop/scxml/index.ts";
import { SourceFile } from "../../../src/source/index.ts";
import { concrete, strategiesIn } from "../mermaid/read.ts";
import { configurations } from "./configurations.ts";
import { randomMachine, randomSteps, SENT } from "./random-machine.ts";

test("a machine without callbacks, exported and imported, visits the same configurations", () => {
  let compared = 0;
  assert(
    property(integer(), (seed) => {
      const [strategy] = strategiesIn(randomMachine(seed));
      if (strategy === undefined) throw new Error("no strategy");
      const { text, losses } = toScxml(strategy);
      // Timers that a history brings back go on here, and begin anew there.
      if (losses.length > 0) return;
      const source = new SourceFile("a.scxml", text, "fsm");
      const { file, names, remarks } = importScxml(source, {
        outside: SENT.map((event) => ({
          event,
          data: event === "D" ? { x: 0 } : undefined,
        })),
      });
      // A condition that the importer cannot type is its own tests' affair.
      if (remarks.some(({ kind }) => kind !== "assumed")) return;
      const [again] = file === null ? [] : concrete(file);
      if (again === undefined || names === null) throw new Error("no spec");
      const steps = randomSteps(seed);
      const expected = configurations(strategy, steps, (name) => name);
      const actual = configurations(again, steps, (name) =>
        names.trigger(name),
      );
      for (const [index, leaves] of expected.entries()) {
        const others = actual[index] ?? null;
        if (leaves === null || others === null) return;
        compared += 1;
        const ids = others.map((path) => names.ids.get(path) ?? path);
        expect({ index, ids }).toEqual({ index, ids: leaves });
      }
    }),
    { numRuns: 60, endOnFailure: true },
  );
  expect(compared).toBeGreaterThan(500);
});
