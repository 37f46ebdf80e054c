import * as fc from "fast-check";
import { expect, test } from "vitest";
import { mergeByTime } from "../../runtime/market/merge.ts";
import { allOf } from "./streams.ts";

test("merging is sorting, stable in the order of the streams", async () => {
  const stream = fc
    .array(fc.nat(20))
    .map((times) => times.toSorted((a, b) => a - b));
  await fc.assert(
    fc.asyncProperty(fc.array(stream, { maxLength: 4 }), async (streams) => {
      const tagged = streams.map((times, source) =>
        times.map((time, index) => ({ time, source, index })),
      );
      const merged = await allOf(mergeByTime(...tagged));
      expect(merged).toEqual(tagged.flat().toSorted((a, b) => a.time - b.time));
    }),
  );
});

test("ending the merged stream ends its sources", async () => {
  const ended: string[] = [];
  async function* source(name: string) {
    try {
      for (let time = 0; ; time += 1) yield { time };
    } finally {
      ended.push(name);
    }
  }
  for await (const { time } of mergeByTime(source("a"), source("b")))
    if (time === 3) break;
  expect(ended).toEqual(["a", "b"]);
});
