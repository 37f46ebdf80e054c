import type {
  JournaledMachine,
  JournalRecord,
  MachineSnapshot,
} from "@fsmc/runtime";
import type { Strategy } from "../../compile.ts";
import {
  changedFields,
  lengthsOf,
  runText,
  sameSteps,
  type Course,
} from "./course.ts";
import { nextAnswers, oracleOf, type Asked } from "./oracle.ts";
import { quietFields } from "./quiet-fields.ts";
import type { Stage } from "./stage.ts";

/** A recorded event, and what this spec makes of it. */
export type Decision =
  | { readonly kind: "same" }
  /** No event, or one that does not belong to a decision of the spec. */
  | { readonly kind: "passed over" }
  | {
      readonly kind: "otherwise";
      readonly was: Course;
      /** Of the answers of TypeScript guards that come nearest. */
      readonly now: Course;
      /** Guards in TypeScript that were asked: whatever they had answered, it would not have been the same. */
      readonly asked: readonly string[];
    }
  | { readonly kind: "impossible"; readonly why: string };

/** So many combinations of answers are tried. */
const MOST_TRIES = 256;

/** Executes the event of a record once more, where the machine stood then, for every answer that TypeScript may have given. */
export function decide(
  stage: Stage,
  strategy: Strategy,
  before: JournaledMachine,
  record: JournalRecord,
  after: MachineSnapshot,
): Decision {
  const was = recordedCourse(record, after);
  let nearest: Try | null = null;
  for (const stood of standings(strategy, before, after)) {
    let answers: readonly boolean[] | null = [];
    for (let tries = 0; answers !== null && tries < MOST_TRIES; tries += 1) {
      const oracle = oracleOf(
        strategy,
        answers,
        after.context,
        record.patch.context ?? {},
      );
      const result = stage.play(stood, record, oracle.callbacks);
      if (result.kind !== "course") return result;
      const { course: now } = result;
      if (isSame(was, now)) return { kind: "same" };
      const found = { now, asked: [...oracle.asked] };
      if (nearest === null || distance(was, now) < distance(was, nearest.now))
        nearest = found;
      answers = nextAnswers(oracle.asked);
    }
  }
  if (nearest === null) return { kind: "passed over" };
  const asked = [...new Set(nearest.asked.map(({ guard }) => guard))];
  return { kind: "otherwise", was, now: nearest.now, asked };
}

interface Try {
  readonly now: Course;
  readonly asked: readonly Asked[];
}

/** How the machine may have stood: what volatile triggers had changed before came with the record itself. */
function standings(
  strategy: Strategy,
  before: JournaledMachine,
  after: MachineSnapshot,
): readonly JournaledMachine[] {
  const { snapshot } = before;
  const quiet = quietFields(strategy);
  const changed = Object.entries(after.context).filter(
    ([field, value]) => quiet.has(field) && snapshot.context[field] !== value,
  );
  if (changed.length === 0) return [before];
  const context = { ...snapshot.context, ...Object.fromEntries(changed) };
  return [{ ...before, snapshot: { ...snapshot, context } }, before];
}

/** The way counts more than what is set on it. */
function distance(was: Course, now: Course): number {
  return (
    (sameSteps(was.steps, now.steps) ? 0 : 1_000) +
    changedFields(was, now).length
  );
}

function recordedCourse(
  { steps }: JournalRecord,
  { context, runs, timers }: MachineSnapshot,
): Course {
  return {
    steps,
    context,
    runs: runs.map(runText),
    timers: lengthsOf(timers),
  };
}

function isSame(was: Course, now: Course): boolean {
  if (!sameSteps(was.steps, now.steps)) return false;
  if (changedFields(was, now).length > 0) return false;
  if (now.timers === null) return true;
  return (
    JSON.stringify(was.runs) === JSON.stringify(now.runs) &&
    JSON.stringify(was.timers) === JSON.stringify(now.timers)
  );
}
