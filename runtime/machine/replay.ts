import type { Failure } from "../failure.ts";
import type { JournaledMachine, JournalRecord } from "../journal/journal.ts";
import type { StrategyTypes } from "../vocabulary.ts";
import { MachineRecovery } from "./recovery.ts";
import { TIMEOUT } from "./events.ts";

/** What came of an event that is executed once more. */
export type Replayed =
  /** It was handed to the machine: what this made of it is in its trail. */
  | "executed"
  /** The record is no event, but a note: an order, the books, a retry, a restart. */
  | "no event"
  /** What it belongs to is not there: the activity does not run, the timer is not armed. */
  | "nothing waits";

/** An event of before, once more: to see whether this spec would have decided the same. */
export abstract class MachineReplay<
  Types extends StrategyTypes,
> extends MachineRecovery<Types> {
  /**
   * Instead of `start()`: the machine as it was then, at rest. Nothing is executed, and no run goes on.
   *
   * @throws JournalError unfit: the spec has no such state, or a field of another type
   */
  standAs({ snapshot }: JournaledMachine): void {
    this.restoreOrNot(snapshot);
  }

  /** Executes the event of a record on a machine that stands as it stood before. */
  replay(record: JournalRecord): Replayed {
    const { trigger, payload, message } = record;
    if (this.description.triggers.includes(trigger)) {
      const outside = true;
      const event = { trigger, payload, message, outside };
      this.accept({ ...event, settle: null, id: null });
      return "executed";
    }
    if (trigger === TIMEOUT) return this.replayTimeout();
    if (/^(?:after|at|every) /u.test(trigger)) return this.replayTimer(record);
    const [, activity, outcome] =
      /^(\w+)\.(done|partial|failed|unknown)$/u.exec(trigger) ?? [];
    if (activity === undefined || outcome === undefined) return "no event";
    return this.replayOutcome(activity, outcome, payload);
  }

  private replayTimeout(): Replayed {
    if (this.description.timeoutState === null) return "nothing waits";
    this.happen({
      name: TIMEOUT,
      payload: null,
      failure: null,
      failures: 0,
      origin: { kind: "timeout" },
      isCurrent: () => this.mayTimeOut(),
    });
    return "executed";
  }

  /** The first of the armed ones of its kind; one that has been changed is due at another time. */
  private replayTimer({ trigger, time }: JournalRecord): Replayed {
    const [kind] = trigger.split(" ");
    const armed = this.working()
      .timers.filter((timer) => timer !== undefined)
      .filter(({ isPending, deadline }) => isPending && deadline <= time)
      .filter(({ index }) => this.description.timers[index]?.kind === kind)
      .toSorted((a, b) => a.deadline - b.deadline);
    const [first] = armed;
    if (first === undefined) return "nothing waits";
    this.fired(first.index);
    return "executed";
  }

  private replayOutcome(
    activity: string,
    outcome: string,
    payload: unknown,
  ): Replayed {
    const run = [...this.working().runs.values()].find(
      (each) => each.declaration.activity === activity,
    );
    if (run === undefined) return "nothing waits";
    const failure = isFailure(payload) ? payload : null;
    const isGood = outcome === "done" || outcome === "partial";
    this.happen({
      name: `${activity}#${run.index}.${outcome}`,
      payload,
      failure: isGood ? null : failure,
      isCurrent: () => true,
      origin: { kind: "run", index: run.index },
      failures: 0,
    });
    return "executed";
  }
}

function isFailure(value: unknown): value is Failure {
  return (
    typeof value === "object" &&
    value !== null &&
    "message" in value &&
    "attempt" in value
  );
}
