/**
 * Something that is to happen at a time. Made once and armed as often as
 * needed; armed again while it is armed, it moves. A clock writes its fields,
 * so a timer belongs to one clock.
 */
export class Timer {
  /** Milliseconds since the epoch; what it was last armed for. */
  deadline = 0;
  /** Rises with every arming: among equal deadlines the first armed fires first. */
  order = 0;
  /** Index in the clock's heap; -1 while it is not armed. */
  place = -1;
  readonly fire: () => void;
  /** For messages: `after 5s of DETECTED in arb-1`. */
  readonly name: string;

  constructor(fire: () => void, name = "a timer") {
    this.fire = fire;
    this.name = name;
  }

  get isArmed(): boolean {
    return this.place >= 0;
  }
}

/**
 * Armed timers, the earliest deadline first, among equals the one armed first.
 * A binary heap (Williams, CACM 7(6), 1964) whose members know their place, so
 * that one can be taken out of the middle.
 */
export class TimerQueue {
  readonly #heap: Timer[] = [];
  #armings = 0;

  get first(): Timer | null {
    return this.#heap[0] ?? null;
  }

  get size(): number {
    return this.#heap.length;
  }

  /** The order that the next timer to be armed will get. */
  get nextOrder(): number {
    return this.#armings;
  }

  add(timer: Timer, deadline: number): void {
    this.remove(timer);
    timer.deadline = deadline;
    timer.order = this.#armings++;
    this.#rise(timer, this.#heap.length);
  }

  remove(timer: Timer): void {
    const { place } = timer;
    if (place < 0) return;
    timer.place = -1;
    const last = this.#heap.pop();
    if (last === undefined || last === timer) return;
    this.#sink(last, place);
    if (last.place === place) this.#rise(last, place);
  }

  /** Puts a timer at a free place or further up. */
  #rise(timer: Timer, from: number): void {
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = this.#heap[above];
      if (parent === undefined || isBefore(parent, timer)) break;
      this.#put(parent, place);
      place = above;
    }
    this.#put(timer, place);
  }

  /** Puts a timer at a free place or further down. */
  #sink(timer: Timer, from: number): void {
    let place = from;
    for (;;) {
      let below = 2 * place + 1;
      let child = this.#heap[below];
      if (child === undefined) break;
      const right = this.#heap[below + 1];
      if (right !== undefined && isBefore(right, child)) {
        child = right;
        below += 1;
      }
      if (isBefore(timer, child)) break;
      this.#put(child, place);
      place = below;
    }
    this.#put(timer, place);
  }

  #put(timer: Timer, place: number): void {
    this.#heap[place] = timer;
    timer.place = place;
  }
}

/**
 * What is left of a timer after a restart, in milliseconds: its deadline less
 * now, but never less than nothing nor more than its whole length, however the
 * wall clock moved meanwhile.
 */
export function remaining(
  deadline: number,
  now: number,
  length: number,
): number {
  return Math.min(Math.max(deadline - now, 0), length);
}

function isBefore(a: Timer, b: Timer): boolean {
  return (
    a.deadline < b.deadline || (a.deadline === b.deadline && a.order < b.order)
  );
}
