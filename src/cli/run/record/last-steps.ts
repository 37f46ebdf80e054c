import type { TrailRecord } from "@fsmc/runtime";

/** A transition, as the trail has it. */
export interface LastStep {
  readonly trigger: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
}

/** Of each machine the last transition into another state: of one that has ended, what ended it. */
export class LastSteps {
  readonly #steps = new Map<string, LastStep>();

  recorded(record: TrailRecord): void {
    if (record.kind !== "transition") return;
    const { machine, time, previousState, currentState, steps } = record;
    if (previousState === currentState) return;
    this.#steps.set(machine, { trigger: steps.at(-1)?.trigger ?? "", time });
  }

  /** Null of one that was never recorded. */
  of(machine: string): LastStep | null {
    return this.#steps.get(machine) ?? null;
  }
}
