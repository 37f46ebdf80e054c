import { assert, integer, property } from "fast-check";
import { expect, test } from "vitest";
import { toScxml } from "../../../src/interop/scxml/export/index.ts";
import { importScxml } from "../../../src/interop/scxml/index.ts";
import { SourceFile } from "../../../src/source/index.ts";
import { randomSpec } from "../../support/random-spec.ts";
import { strategiesIn } from "../mermaid/read.ts";

test("whatever a strategy does, its document has its states, and every loss a place", () => {
  assert(
    property(integer(), (seed) => {
      const text = randomSpec(seed);
      for (const strategy of strategiesIn(text)) {
        const exported = toScxml(strategy);
        for (const { span } of exported.losses)
          expect(span.start).toBeLessThan(text.length);
        const source = new SourceFile("a.scxml", exported.text, "fsm");
        const { names, remarks } = importScxml(source);
        expect(remarks.filter(({ kind }) => kind === "error")).toEqual([]);
        const ids = strategy.states.map(({ path }) =>
          path.replaceAll(".", "_"),
        );
        expect([...(names?.ids.values() ?? [])]).toEqual(
          expect.arrayContaining(ids),
        );
      }
    }),
    { numRuns: 25 },
  );
});
