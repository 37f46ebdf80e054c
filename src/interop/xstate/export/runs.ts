import type { Outcome, Run } from "../../../model/index.ts";
import {
  compact,
  marked,
  oneOrMore,
  type JsonRecord,
  type JsonValue,
} from "./marks.ts";
import { transitionsOf, type Around } from "./transitions.ts";

/** `run` as `invoke`. An actor of XState ends well or in an error, and that is all that it tells. */
export function invokeOf(run: Run, around: Around): JsonRecord {
  const { activity, keyword } = run;
  const head = run.text.replace(/^run /, "");
  const isPlain = head === `${activity.name}()`;
  if (!isPlain)
    around.losses.add(
      keyword,
      `\`run ${head}\`: XState invokes \`${activity.name}\` with no arguments, once and without end`,
    );
  const done = armOf(run, "done", around);
  const failed = armOf(run, "failed", around);
  const unknown = armOf(run, "unknown", around);
  const partial = armOf(run, "partial", around);
  const isShared = failed !== null && sameText(failed, unknown);
  if (!isShared && (failed !== null || unknown !== null))
    around.losses.add(
      keyword,
      `the arms of \`run ${activity.name}\`: XState knows one kind of error, and takes it for \`${failed === null ? "unknown" : "failed"}\``,
    );
  if (partial !== null)
    around.losses.add(
      keyword,
      `\`partial\` of \`run ${activity.name}\`: an actor reports nothing before its end`,
    );
  return {
    src: activity.name,
    ...compact({
      onDone: done === null ? null : oneOrMore(done),
      onError:
        failed === null && unknown === null
          ? null
          : oneOrMore(failed ?? unknown ?? []),
    }),
    ...marked(
      compact({
        run: isPlain ? null : head,
        error:
          isShared || (failed === null && unknown === null)
            ? null
            : failed === null
              ? "unknown"
              : "failed",
        unknown: isShared || failed === null ? null : unknown,
        partial,
      }),
    ),
  };
}

function armOf(
  run: Run,
  outcome: Outcome,
  around: Around,
): readonly JsonValue[] | null {
  const arm = run.arms.find((each) => each.outcome === outcome);
  return arm === undefined ? null : transitionsOf(arm.branches, around);
}

function sameText(
  one: readonly JsonValue[],
  other: readonly JsonValue[] | null,
): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
