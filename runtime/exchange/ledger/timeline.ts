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

  /** @param instead of this one, of the same moment, which is taken out */
  add(step: Step, instead: Step | null = null): void {
    let isOut = instead === null;
    const late: Step[] = [];
    for (
      let last = this.#steps.at(-1);
      last !== undefined && (!isOut || isBefore(step, last));
      last = this.#steps.at(-1)
    ) {
      if (last === instead) isOut = true;
      else late.push(last);
      this.#steps.pop();
      this.#states.pop();
    }
    this.#append(step);
    for (const each of late.toReversed()) this.#append(each);
  }

  /** The steps that do not count before this moment, the latest first. */
  *since(moment: Moment): Generator<Step> {
    for (let index = this.#steps.length - 1; index >= 0; index -= 1) {
      const step = this.#steps[index];
      if (step === undefined || isBefore(step, moment)) return;
      yield step;
    }
  }

  #append(step: Step): void {
    this.#states.push(this.#next(this.state, step));
    this.#steps.push(step);
  }
}
