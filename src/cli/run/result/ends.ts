import { grouped } from "../../terminal.ts";
import type { RunSummary } from "./run-summary.ts";

/** Why it was over: `in STOPPED_OUT, by bid.unknown, at 00:03:12`; of several runs, how many ended in which state. */
export function endsOf(summary: RunSummary): string {
  const { machines, ends, interrupted, marketTimeMs } = summary;
  const [only] = machines;
  const last = interrupted
    ? "when it was interrupted"
    : "when the market ended";
  if (machines.length === 1 && only !== undefined) {
    const { state, end } = only;
    if (end === null) return `not yet: in ${state} ${last}`;
    const time = marketTimeMs < DAY ? end.time.slice(11, 19) : end.time;
    const by = end.trigger === null ? "" : `by ${end.trigger}, `;
    return `in ${state}, ${by}at ${time}`;
  }
  return [
    ...Object.entries(ends).map(
      ([state, count]) => `${grouped(count)} in ${state}`,
    ),
    ...machines
      .filter(({ end }) => end === null)
      .map(({ state }) => `one still in ${state} ${last}`),
  ].join(", ");
}

const DAY = 86_400_000;
