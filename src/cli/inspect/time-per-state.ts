import type { JournalRecord } from "@fsmc/runtime";

/** How long each configuration was active, in milliseconds, between the first record that is kept and the last. */
export function timePerState(
  records: readonly JournalRecord[],
): Readonly<Record<string, number>> {
  const times = new Map<string, number>();
  let state: string | null = null;
  let since = 0;
  for (const { time, patch, steps } of records) {
    const entered = patch.configuration?.join(", ") ?? steps.at(-1)?.to ?? null;
    if (state !== null)
      times.set(state, (times.get(state) ?? 0) + time - since);
    since = time;
    state = entered ?? state;
  }
  return Object.fromEntries(times);
}
