import { changedFields, type Course } from "./course.ts";
import type { Difference, ReplayedMachineResult } from "./replayed.ts";

/** So many differences of a machine are shown; the rest is counted. */
const MOST = 20;

/** What came of a machine, for people. */
export function replayText(result: ReplayedMachineResult): string {
  const { machine, type, recordedBy, spec, events, same } = result;
  const { differences, paramsKnown } = result;
  const isOther = recordedBy.hash !== spec.hash;
  const by = isOther
    ? ` (recorded by version ${recordedBy.version}, ${recordedBy.hash}; now version ${spec.version}, ${spec.hash})`
    : "";
  const lines = [
    `${machine}, ${type}${by}: ${events} events, ${same} as before, ${differences.length} otherwise`,
    ...(paramsKnown
      ? []
      : [
          "  its params are not in the journal: those of the spec and of --param count",
        ]),
    ...differences.slice(0, MOST).flatMap(differenceText),
  ];
  const rest = differences.length - MOST;
  return [...lines, ...(rest > 0 ? [`  and ${rest} more`] : [])].join("\n");
}

function differenceText({ record, decision }: Difference): readonly string[] {
  const { seq, time, trigger, payload } = record;
  const said =
    payload === null || trigger === "start"
      ? ""
      : ` ${JSON.stringify(payload)}`;
  const at = new Date(time).toISOString().slice(0, 23).replace("T", " ");
  const head = `  #${seq}  ${at}  ${trigger}${said}`;
  if (decision.kind === "impossible")
    return [head, `      cannot be executed: ${decision.why}`];
  const { was, now, asked } = decision;
  return [
    head,
    `      was ${courseText(was)}`,
    `      now ${courseText(now)}`,
    ...changedFields(was, now).map(
      (field) =>
        `      ${field} was ${JSON.stringify(was.context[field])}, now ${JSON.stringify(now.context[field])}`,
    ),
    ...(asked.length === 0
      ? []
      : [`      whatever ${asked.join(", ")} answered`]),
  ];
}

function courseText({ steps, runs, timers }: Course): string {
  const way = steps.flatMap(({ from, to }, index) =>
    index === 0 ? [from, to] : [to],
  );
  const shown = way.filter((state) => state !== "");
  const path = shown.length === 0 ? "not taken" : shown.join(" -> ");
  const active = runs.length === 0 ? "" : `, running ${runs.join(", ")}`;
  const armed =
    timers === null || timers.length === 0
      ? ""
      : `, timers of ${timers.join(", ")} ms`;
  return `${path}${active}${armed}`;
}
