import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  ceilToGrid,
  floorToGrid,
  isOnGrid,
  toGrid,
} from "../../runtime/market/grid.ts";

const steps = [
  "0.00000001",
  "0.000001",
  "0.001",
  "0.01",
  "0.05",
  "0.5",
  "1",
  "5",
];

test("multiples are the doubles that their decimals are", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...steps),
      fc.integer({ min: -1_000_000, max: 1_000_000 }),
      (text, count) => {
        const step = Number(text);
        const digits = text.split(".")[1]?.length ?? 0;
        const decimal = Number((count * step).toFixed(digits)) + 0;
        for (const put of [toGrid, floorToGrid, ceilToGrid])
          expect(put(count * step, step)).toBe(decimal);
        expect(isOnGrid(decimal, step)).toBe(true);
        expect(floorToGrid(decimal + step / 2, step)).toBe(decimal);
        expect(ceilToGrid(decimal - step / 2, step)).toBe(decimal);
        expect(isOnGrid(decimal + step / 2, step)).toBe(false);
      },
    ),
  );
});
