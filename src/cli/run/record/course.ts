import { Stretches, type Stretch } from "./stretches.ts";

/** What a number was from `start` to `end`. */
export interface Span extends Stretch {
  readonly first: number;
  readonly low: number;
  readonly high: number;
  readonly last: number;
}

/** The course of a number, without its detours: of what lies close together, the ends and the extremes. */
export class Course {
  readonly #spans = new Stretches<Span>(joined);

  add(time: number, value: number): void {
    this.#spans.add({
      start: time,
      end: time,
      first: value,
      low: value,
      high: value,
      last: value,
    });
  }

  get spans(): readonly Span[] {
    return this.#spans.all;
  }
}

export function joined(earlier: Span, later: Span): Span {
  return {
    start: earlier.start,
    end: later.end,
    first: earlier.first,
    low: Math.min(earlier.low, later.low),
    high: Math.max(earlier.high, later.high),
    last: later.last,
  };
}
