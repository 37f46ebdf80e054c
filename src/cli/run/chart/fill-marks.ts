import type { FillCount } from "../record/fill-counts.ts";
import { element, title } from "./svg.ts";
import type { TimeScale } from "./time-scale.ts";

/** Marks are as wide as this, in pixels; what falls on the same place is one mark. */
const WIDTH = 5;

/** When something was bought (up) and sold (down). */
export function fillMarks(
  counts: readonly FillCount[],
  time: TimeScale,
  middle: number,
): string {
  const bought = new Set<number>();
  const sold = new Set<number>();
  let buys = 0;
  let sells = 0;
  for (const count of counts) {
    const x = Math.round(time.at(count.start) / WIDTH) * WIDTH;
    if (count.bought > 0) bought.add(x);
    if (count.sold > 0) sold.add(x);
    buys += count.bought;
    sells += count.sold;
  }
  return element(
    "g",
    {},
    title(`${buys + sells} fills: ${buys} bought, ${sells} sold`),
    element("path", {
      class: "bought",
      d: [...bought].map((x) => `M${x - 2.5} ${middle - 2}h5l-2.5-6z`).join(""),
    }),
    element("path", {
      class: "sold",
      d: [...sold].map((x) => `M${x - 2.5} ${middle + 2}h5l-2.5 6z`).join(""),
    }),
  );
}
