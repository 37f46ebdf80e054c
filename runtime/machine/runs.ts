import { Run } from "../activities.ts";
import type { OwnedRun, RunOwner } from "../run-owner.ts";
import type { ActivityCall } from "../activity-call.ts";
import { ResultError } from "../errors.ts";
import { failureOf, nameOf } from "../failure.ts";
import { finite } from "../finite.ts";
import type { LateResult, RunOutcome, RunSnapshot } from "../run-data.ts";
import type { TrailNote } from "../trail-record.ts";
import type { StrategyTypes } from "../vocabulary.ts";
import { MachineRegions } from "./regions.ts";
import type { Fact } from "./fact.ts";

/** What a `run` says besides the activity and its arguments; evaluated with these. */
export interface RunWords {
  readonly retry?: number;
  readonly backoff?: number;
  readonly longest?: number;
  readonly timeout?: number;
}

/** The activities of a machine: how they start, and how what they tell becomes a fact. */
export abstract class MachineRuns<
  Types extends StrategyTypes,
> extends MachineRegions<Types> {
  /** Keys of orders that nobody attends any more and that may be working or filled. */
  get unsettled(): readonly string[] {
    return this.workings?.unsettled.keys ?? [];
  }

  protected abstract happen(fact: Fact): void;
  protected abstract booksDurable(): Promise<void>;
  /** Writes the run down as it is now: the key of the attempt that is due must be known before it is used. */
  protected abstract beforeRetry(run: OwnedRun, go: () => void): void;

  /** At rest. @throws NotFiniteError */
  protected launch(
    run: number,
    args: readonly unknown[],
    words: RunWords,
    invoke: (call: ActivityCall) => unknown,
  ): void {
    const declaration = this.description.runs[run];
    if (declaration === undefined) return;
    const { activity } = declaration;
    const { retry = 0, backoff = null, longest = null, timeout = null } = words;
    const number = (value: number | null, place: string) =>
      value === null ? null : finite(value, `${place} of ${activity}`);
    const first = number(backoff, "backoff");
    const plan = {
      // The entry that this macrostep is about to make.
      key: `${this.id}-${this.entries + 1}-${run}`,
      args,
      retry: finite(retry, `retry of ${activity}`),
      backoff:
        first === null ? null : { first, longest: number(longest, "backoff") },
      timeout: number(timeout, "timeout"),
      startedAt: this.now(),
    };
    const started = new Run(this.runOwner(), declaration, plan, invoke);
    this.intend({ kind: "start", run: started });
  }

  /** After a restart: the same plan; it resumes when the machine has recovered. */
  protected relaunch(
    snapshot: RunSnapshot,
    invoke: (call: ActivityCall) => unknown,
  ): void {
    const declaration = this.description.runs[snapshot.index];
    if (declaration === undefined) return;
    const run = new Run(this.runOwner(), declaration, snapshot, invoke);
    run.restore(snapshot);
    this.enterRun(run);
  }

  protected enterRun(run: Run): void {
    const { runs, runStamps } = this.working();
    runs.set(run.index, run);
    runStamps[run.index] = this.runStamp(run.index) + 1;
  }

  /** Rises when the state of the run is entered or left: tells one entry from another. */
  protected runStamp(index: number): number {
    return this.workings?.runStamps[index] ?? 0;
  }

  /** Of a snapshot whose run does not fit this strategy. */
  protected runMisfit(
    { activity, args }: RunSnapshot,
    expected: string,
  ): ResultError {
    return new ResultError(activity, "args", expected, args);
  }

  /** The state is left: whoever may have an order out leaves it unsettled. Null if nothing is under way. */
  protected leaveRun(index: number): Run | null {
    const working = this.working();
    working.runStamps[index] = this.runStamp(index) + 1;
    const run = working.runs.get(index);
    if (run === undefined) return null;
    working.runs.delete(index);
    if (run.isOver) return null;
    const { words, legs } = run.declaration;
    if (words.some((word) => word !== "cancels"))
      working.unsettled.add(run.key, legs);
    return run;
  }

  /** Its arguments threw on the forced way: it is certain that nothing of it happened. */
  protected failToStart(index: number, error: unknown): void {
    const { runStamps } = this.working();
    const stamp = this.runStamp(index) + 1;
    runStamps[index] = stamp;
    const activity = this.description.runs[index]?.activity ?? "";
    const failure = { ...failureOf(error, 1), code: "ARGUMENTS" };
    this.happen({
      name: `${activity}#${index}.failed`,
      payload: failure,
      failure,
      thrown: nameOf(error),
      isCurrent: () => this.runStamp(index) === stamp,
      origin: { kind: "run", index },
      failures: 0,
    });
  }

  protected runsOf(activity: string): readonly Run[] {
    return [...this.working().runs.values()].filter(
      (run) => run.declaration.activity === activity && !run.isOver,
    );
  }

  private runOwner(): RunOwner {
    const machine = () => this;
    return {
      id: this.id,
      type: this.type,
      host: this.host,
      ledger: this.ledger,
      get halted() {
        return machine().halted;
      },
      time: () => this.time(),
      outcome: (run, outcome) => this.hear(run, outcome),
      retrying: (run, go) => this.beforeRetry(run, go),
      late: (_, late) => this.noteLate(late),
      written: this.host.journal === null ? null : () => this.booksDurable(),
    };
  }

  private hear(run: OwnedRun, outcome: RunOutcome): void {
    const { words, legs, activity } = run.declaration;
    const { unsettled, runs } = this.working();
    const stamp = this.runStamp(run.index);
    const works = words.includes("places") && outcome.kind === "done";
    const isOpen = outcome.kind === "unknown";
    if (works || (isOpen && words.some((word) => word !== "cancels")))
      unsettled.add(run.key, legs);
    if (outcome.kind === "done" && words.includes("cancels"))
      unsettled.settle(legs);
    // Left, and not told so yet: the record of that is not durable.
    if (runs.get(run.index) !== run) {
      const { key, attempt } = run.snapshot();
      this.noteLate({ activity, key, attempt, outcome });
      return;
    }
    const failed = outcome.kind === "failed" || outcome.kind === "unknown";
    this.happen({
      name: `${activity}#${run.index}.${outcome.kind}`,
      payload: payloadOf(outcome),
      failure: failed ? outcome.error : null,
      thrown: failed ? outcome.thrown : null,
      isCurrent: () => this.runStamp(run.index) === stamp,
      origin: { kind: "run", index: run.index },
      failures: 0,
    });
  }

  private noteLate(late: LateResult): void {
    this.note({ kind: "late", late });
  }

  protected note(note: TrailNote): void {
    this.host.trail.note(this, this.active, this.time(), note);
  }
}

function payloadOf(outcome: RunOutcome): unknown {
  switch (outcome.kind) {
    case "done":
      return outcome.result;
    case "partial":
      return outcome.partial;
    default:
      return outcome.error;
  }
}
