/** When something counts. */
export interface Moment {
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** What comes first at one time: fills have {@link AFTER_SETTLEMENTS}. */
  readonly order: number;
}

/** A settlement counts for what was held before its time, so it comes before all that is traded then. */
export const AFTER_SETTLEMENTS = Number.POSITIVE_INFINITY;

export function isBefore(one: Moment, another: Moment): boolean {
  return one.time === another.time
    ? one.order < another.order
    : one.time < another.time;
}

/**
 * What steps lead to, in the order in which they count, whatever the order in
 * which they are heard of: one that comes late is put in its place, and all
 * after it is worked out again. Steps of one moment stay as they are heard.
 */
export class Timeline<Step extends Moment, State> {
  readonly #initial: State;
  readonly #next: (state: State, step: Step) => State;
  readonly #steps: Step[] = [];
  /** After each step. */
  readonly #states: State[] = [];

  constructor(initial: State, next: (state: State, step: Step) => State) {
    this.#initial = initial;
    this.#next = next;
  }

  /** After the last step. */
  get state(): State {
    return this.#states.at(-1) ?? this.#initial;
  }

  add(step: Step): void {
    const late: Step[] = [];
    for (
      let last = this.#steps.at(-1);
      last !== undefined && isBefore(step, last);
      last = this.#steps.at(-1)
    ) {
      late.push(last);
      this.#steps.pop();
      this.#states.pop();
    }
    this.#append(step);
    for (const each of late.toReversed()) this.#append(each);
  }

  /** The steps that do not count before this moment, the latest first. */
  *since(moment: Moment): Generator<Step> {
    for (const step of this.#steps.toReversed()) {
      if (isBefore(step, moment)) return;
      yield step;
    }
  }

  #append(step: Step): void {
    this.#states.push(this.#next(this.state, step));
    this.#steps.push(step);
  }
}
