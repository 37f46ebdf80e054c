import { AlreadyStartedError, JournalError } from "../errors.ts";
import {
  isWhole,
  type FactSnapshot,
  type MachineSnapshot,
} from "../journal/snapshot.ts";
import type { Run } from "../activities.ts";
import type { RunSnapshot } from "../run-data.ts";
import type { StrategyTypes } from "../vocabulary.ts";
import { isOfRun } from "../exchange/ledger/claims.ts";
import { reconcile } from "../exchange/reconciling.ts";
import { messageOf } from "../failure.ts";
import type { JournaledMachine } from "../journal/journal.ts";
import { snapshotFor, type Migrations } from "../journal/migration.ts";
import { CLOSED, NOT_STARTED } from "./core.ts";
import type { Overdue } from "./delayed-raises.ts";
import { MachineFailures } from "./failures.ts";
import { NO_EVENT } from "./journaling.ts";

/** All that a machine is as plain data, and the way back from it. */
export abstract class MachineRecovery<
  Types extends StrategyTypes,
> extends MachineFailures<Types> {
  protected restoreTimes(_times: Readonly<Record<string, number>>): void {}

  /**
   * Instead of `start()`: goes on where the snapshot was taken. Calls `on recover`, then overdue timers, deferred
   * events, and the runs that were under way, with the keys that they had.
   *
   * @throws AlreadyStartedError
   * @throws JournalError for a snapshot that does not fit this strategy; nothing has changed then
   */
  recover(snapshot: MachineSnapshot): void {
    this.goOnFrom(snapshot, false);
  }

  /**
   * As `recover`, of a machine as a journal has it: one that another version of the spec wrote needs a migration.
   *
   * @param migrations by the version that they come from
   * @throws AlreadyStartedError
   * @throws JournalError version: of another strategy, of the same version with another meaning, or of another version
   * without a migration; unfit: it does not fit this strategy. Nothing has changed then
   */
  recoverFrom(journaled: JournaledMachine, migrations: Migrations = {}): void {
    const { description } = this;
    const snapshot = snapshotFor(description, journaled, migrations);
    const isMigrated = journaled.version !== description.version;
    this.goOnFrom(snapshot, isMigrated);
  }

  private goOnFrom(snapshot: MachineSnapshot, isMigrated: boolean): void {
    if (this.active !== NOT_STARTED) throw new AlreadyStartedError(this.id);
    this.host.enter(this.id);
    this.restoreOrNot(snapshot);
    const working = this.working();
    if (isMigrated)
      this.append({ ...NO_EVENT, trigger: "migrate" }, working, null, true);
    const at = this.stateText(this.active);
    this.host.tracker?.started(this.tracked(), at, this.time());
    const restored = new Map(working.runs);
    const overdue = this.overdue();
    working.isCatchingUp = true;
    this.macrostep("recover", null, true);
    this.fireAll(overdue);
    working.isCatchingUp = false;
    this.drain(working);
    this.resumeRuns(snapshot.runs, restored);
    this.reconcileOrders();
  }

  /** All of it, or nothing. */
  protected restoreOrNot(snapshot: MachineSnapshot): void {
    const context = { ...this.draft };
    try {
      this.restore(snapshot);
    } catch (error) {
      this.stopTime();
      this.host.leave(this.id);
      Object.assign(this.draft, context);
      this.workings = null;
      this.active = NOT_STARTED;
      throw error instanceof JournalError
        ? error
        : this.misfitting(messageOf(error));
    }
  }

  private restore(snapshot: MachineSnapshot): void {
    if (!isWhole(snapshot))
      throw this.misfitting("expected every member of a MachineSnapshot");
    const leaves = snapshot.configuration.map((path) => this.numberOf(path));
    if (!this.isConfiguration(leaves))
      throw this.misfitting(
        `${snapshot.configuration.join(", ") || "nothing"} is not what can be active together`,
      );
    const recordings = Object.entries(snapshot.history).map(
      ([path, below]) =>
        [
          this.numberOf(path),
          below.map((each) => this.numberOf(each)),
        ] as const,
    );
    const found = this.contextMisfit(snapshot.context);
    if (found !== null)
      throw this.misfitting(`${found.path}: expected ${found.expected}`);
    const working = this.working();
    // Fields that the spec has no more are left behind.
    const fields = Object.entries(snapshot.context).filter(
      ([field]) => field in this.draft,
    );
    Object.assign(this.draft, Object.fromEntries(fields));
    this.placeAt(leaves);
    for (const [state, below] of recordings)
      this.restoreRecording(state, below);
    this.entries = snapshot.entries;
    this.begun = snapshot.startedAt;
    this.latest = snapshot.time;
    this.restoreTimes(snapshot.enteredAt);
    working.halted = snapshot.halted;
    working.isInitialized = snapshot.isInitialized;
    const { ledger, ...state } = snapshot;
    working.journaled = state;
    // Whoever has given it its books back already may have kept them elsewhere.
    if (ledger !== null && this.ledger?.hasHeard === false) {
      // Whoever hears of it and sends something waits until all of the machine is there.
      working.isBusy = true;
      this.ledger.restore(ledger);
      working.isBusy = false;
    }
    working.faults.restore(snapshot.errors);
    for (const { key, legs } of snapshot.unsettled)
      working.unsettled.add(key, legs);
    working.outbox.add(snapshot.outbox);
    this.restoreTime(snapshot);
    for (const event of snapshot.deferred)
      working.inbox.defer({ ...event, settle: null, id: null });
    for (const run of snapshot.runs) this.resumeRun(run);
    for (const fact of snapshot.facts) this.restoreFact(fact);
  }

  private restoreFact({ deadline, ...fact }: FactSnapshot): void {
    const { origin } = fact;
    if (origin.kind === "timeout") {
      this.deliverAt({ ...fact, isCurrent: () => this.mayTimeOut() }, deadline);
      return;
    }
    const { kind, index } = origin;
    const stampNow = () =>
      kind === "run" ? this.runStamp(index) : this.machineTimer(index).stamp;
    const stamp = stampNow();
    const isCurrent = () => stampNow() === stamp;
    this.deliverAt({ ...fact, isCurrent }, deadline);
  }

  private restoreTime(snapshot: MachineSnapshot): void {
    const working = this.working();
    const now = this.time();
    // Never more than its whole length, however the wall clock moved meanwhile; what is overdue stays in its order.
    const until = (deadline: number, length: number) =>
      Math.min(deadline, now + length);
    for (const { index, deadline, length } of snapshot.timers.toSorted(
      (a, b) => a.deadline - b.deadline,
    ))
      this.armTimer(index, until(deadline, length ?? Infinity), length);
    for (const parked of snapshot.parked)
      this.machineTimer(parked.index).parked = parked;
    for (const { deadline, delay, ...event } of snapshot.delayed)
      working.delayed.add(
        { ...event, outside: false, settle: null, id: null },
        until(deadline, delay),
        delay,
      );
    if (snapshot.timeout !== null)
      this.limit(working).restore(snapshot.timeout);
  }

  /** Of what was restored, in the order of the deadlines, what is past; not what it leads to. */
  private fireAll(overdue: readonly Overdue[]): void {
    const inOrder = overdue.toSorted((a, b) => a.deadline - b.deadline);
    for (const { fire } of inOrder) fire();
  }

  private overdue(): readonly Overdue[] {
    const now = this.time();
    const { timers, delayed, limit, pending } = this.working();
    const facts = [...pending]
      .filter(({ timer }) => timer.deadline <= now)
      .map(({ timer }) => ({
        deadline: timer.deadline,
        fire: () => {
          if (!timer.isArmed) return;
          this.host.clock.disarm(timer);
          timer.fire();
        },
      }));
    const due = timers
      .filter((timer) => timer !== undefined)
      .filter((timer) => timer.isPending && timer.deadline <= now)
      .map((timer) => {
        const { index, stamp, deadline } = timer;
        const fire = () => {
          if (timer.stamp !== stamp) return;
          this.host.clock.disarm(timer.timer);
          this.fired(index);
        };
        return { deadline, fire };
      });
    return [
      ...due,
      ...facts,
      ...delayed.overdue(now),
      ...(limit?.overdue(now) ?? []),
    ];
  }

  /** Those whose states were not left meanwhile. */
  private resumeRuns(
    snapshots: readonly RunSnapshot[],
    restored: ReadonlyMap<number, Run>,
  ): void {
    const working = this.working();
    for (const snapshot of snapshots) {
      const run = restored.get(snapshot.index);
      if (run !== undefined && working.runs.get(snapshot.index) === run)
        this.atWork(working, () => run.resume(snapshot));
    }
  }

  /** Orders of states that were left: what happened to them meanwhile nobody has heard. */
  private reconcileOrders(): void {
    const { ledger } = this;
    const { exchange, clock } = this.host;
    if (ledger === null || exchange === null) return;
    const keys = [...this.working().runs.values()].map((run) => run.plan.key);
    const isOver = () => this.mode === CLOSED;
    for (const record of ledger.unsettled()) {
      const { clientOrderId } = record;
      if (keys.some((key) => isOfRun(clientOrderId, key))) continue;
      const asking = reconcile(record, { exchange, clock, ledger, isOver });
      clock.attend(asking);
    }
  }

  private numberOf(path: string): number {
    const { states } = this.description;
    const found = states.findIndex((state) => state.path === path);
    if (found < 0) throw this.misfitting(`there is no state ${path}`);
    return found;
  }

  private misfitting(why: string): JournalError {
    return new JournalError(
      `the snapshot does not fit ${this.type}: ${why}`,
      this.id,
    );
  }
}
