import type { StepText } from "@fsmc/runtime";

/** What an event led to. */
export interface Course {
  readonly steps: readonly StepText[];
  readonly context: Readonly<Record<string, unknown>>;
  /** Activities that run then, with their arguments. */
  readonly runs: readonly string[];
  /** Lengths of the timers that are armed then, in milliseconds; null where more followed at once. */
  readonly timers: readonly number[] | null;
}

export function runText({
  activity,
  args,
}: {
  readonly activity: string;
  readonly args: readonly unknown[];
}): string {
  return `${activity}(${args.map((arg) => JSON.stringify(arg)).join(", ")})`;
}

export function lengthsOf(
  timers: readonly { readonly length: number | null }[],
): readonly number[] {
  return timers.flatMap(({ length }) => length ?? []).toSorted((a, b) => a - b);
}

/** By the states, whatever their triggers are called. */
export function sameSteps(
  was: readonly StepText[],
  now: readonly StepText[],
): boolean {
  const way = (steps: readonly StepText[]) =>
    JSON.stringify(steps.map(({ from, to }) => [from, to]));
  return way(was) === way(now);
}

/** Fields of both that have another value now. */
export function changedFields(was: Course, now: Course): readonly string[] {
  return Object.keys(now.context).filter(
    (field) =>
      field in was.context &&
      JSON.stringify(was.context[field]) !== JSON.stringify(now.context[field]),
  );
}
