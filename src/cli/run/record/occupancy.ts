import { Stretches, type Stretch } from "./stretches.ts";

/** Which states were active, and for how long each, in milliseconds; 0 for one that took no time. */
export interface Stay extends Stretch {
  readonly times: ReadonlyMap<string, number>;
}

/** Which state was active when. A short stay becomes a part of a longer one, but none is forgotten. */
export class Occupancy {
  readonly #stays = new Stretches<Stay>(together);
  readonly #totals = new Map<string, number>();
  #state: string | null = null;
  #since = 0;

  /** @param state null: none, as before the start and after the end */
  enter(state: string | null, time: number): void {
    if (state === this.#state) return;
    this.#close(time);
    this.#state = state;
    this.#since = time;
  }

  /** The present stay is over. */
  end(time: number): void {
    this.enter(null, time);
  }

  get stays(): readonly Stay[] {
    return this.#stays.all;
  }

  /** In all, in milliseconds, in the order in which they were first left. */
  get totals(): ReadonlyMap<string, number> {
    return this.#totals;
  }

  #close(time: number): void {
    const state = this.#state;
    if (state === null) return;
    const spent = time - this.#since;
    this.#totals.set(state, (this.#totals.get(state) ?? 0) + spent);
    this.#stays.add({
      start: this.#since,
      end: time,
      times: new Map([[state, spent]]),
    });
  }
}

export function together(earlier: Stay, later: Stay): Stay {
  const times = new Map(earlier.times);
  for (const [state, time] of later.times)
    times.set(state, (times.get(state) ?? 0) + time);
  return { start: earlier.start, end: later.end, times };
}
