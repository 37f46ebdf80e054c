import { assert, integer, property } from "fast-check";
import { expect, test } from "vitest";
import { toMermaid } from "../../../src/graph/index.ts";
import { importMermaid } from "../../../src/interop/mermaid/index.ts";
import { SourceFile } from "../../../src/source/index.ts";
import { randomSpec } from "../../support/random-spec.ts";
import { concrete, strategiesIn } from "./read.ts";
import { shapeOf } from "./shape.ts";

test("a strategy drawn for mermaid is read back as it was", () => {
  assert(
    property(integer(), (seed) => {
      for (const strategy of strategiesIn(randomSpec(seed))) {
        const drawn = toMermaid(strategy);
        const { file, remarks } = importMermaid(
          new SourceFile("a.mmd", drawn, "fsm"),
        );
        expect(remarks).toEqual([]);
        const [again] = file === null ? [] : concrete(file);
        expect(again && shapeOf(again)).toEqual(shapeOf(strategy));
      }
    }),
    { numRuns: 25 },
  );
});
