import { Stretches, type Stretch } from "./stretches.ts";

/** How many fills there were. */
export interface FillCount extends Stretch {
  readonly bought: number;
  readonly sold: number;
}

/** When it was traded. */
export class FillCounts {
  readonly #counts = new Stretches<FillCount>(summed);

  add(time: number, side: "buy" | "sell"): void {
    this.#counts.add({
      start: time,
      end: time,
      bought: side === "buy" ? 1 : 0,
      sold: side === "sell" ? 1 : 0,
    });
  }

  get all(): readonly FillCount[] {
    return this.#counts.all;
  }
}

function summed(earlier: FillCount, later: FillCount): FillCount {
  return {
    start: earlier.start,
    end: later.end,
    bought: earlier.bought + later.bought,
    sold: earlier.sold + later.sold,
  };
}
