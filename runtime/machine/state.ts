import type {
  DeferredSnapshot,
  FactSnapshot,
  MachineSnapshot,
  MachineState,
  TimerSnapshot,
} from "../journal/snapshot.ts";
import type { Run } from "../activities.ts";
import type { RunSnapshot } from "../run-data.ts";
import type { StrategyTypes } from "../vocabulary.ts";
import type { PendingFact } from "./fact.ts";
import type { WaitingEvent } from "./inbox.ts";
import { kept, keptList } from "./same.ts";
import { MachineTime } from "./time.ts";

/** All that a machine is, as plain data. */
export abstract class MachinePlainState<
  Types extends StrategyTypes,
> extends MachineTime<Types> {
  /** When each active state was entered, as far as the strategy asks for it with `elapsed`. */
  protected enteredTimes(): Readonly<Record<string, number>> {
    return NO_TIMES;
  }

  /** Plain JSON: what a restart begins with. */
  snapshot(): MachineSnapshot {
    const ledger = this.workings?.ledger?.snapshot() ?? null;
    return { ...this.stateSince(null), ledger };
  }

  /**
   * Made for every record of a journal: members that are what they were before
   * are the same objects, so that what has changed is found without a look inside.
   *
   * @param seq of the record; default: of the last one
   */
  protected stateSince(
    before: MachineState | null,
    seq = this.workings?.journaled?.seq ?? 0,
  ): MachineState {
    const { workings, hasEnded } = this;
    return {
      seq,
      time: this.latest,
      configuration: this.configurationSince(before),
      phase: this.phase,
      exposed: this.isExposed,
      enteredAt: kept(before?.enteredAt ?? null, this.enteredTimes()),
      history: this.historySince(before),
      context: this.contextSince(before),
      startedAt: this.begun,
      endedAt: hasEnded ? this.latest : null,
      isInitialized: this.isInitialized,
      entries: this.entries,
      transitions: Math.max(0, this.entries - 1),
      timers: this.timersSince(before),
      parked: keptList(
        before?.parked ?? null,
        workings?.timers.flatMap((timer) => timer?.parked ?? []) ?? [],
      ),
      deferred: keptList(
        before?.deferred ?? null,
        workings?.inbox.deferred.map(deferredSnapshot) ?? [],
      ),
      delayed: keptList(
        before?.delayed ?? null,
        workings?.delayed.snapshot() ?? [],
      ),
      runs: this.runsSince(before),
      facts: this.factsSince(before),
      errors: keptList(before?.errors ?? null, workings?.faults.times ?? []),
      halted: this.halted,
      unsettled: keptList(
        before?.unsettled ?? null,
        workings?.unsettled.snapshot() ?? [],
      ),
      outbox: keptList(before?.outbox ?? null, workings?.outbox.events ?? []),
      timeout: workings?.limit?.snapshot() ?? null,
    };
  }

  private configurationSince(before: MachineState | null): readonly string[] {
    const known = before?.configuration ?? [];
    const [only, another] = known;
    const isSimple = this.description.regions.length === 0;
    if (
      isSimple &&
      another === undefined &&
      only === this.stateText(this.active)
    )
      return known;
    const paths = this.leaves().map((leaf) => this.stateText(leaf));
    return paths.length === known.length &&
      paths.every((path, index) => path === known[index])
      ? known
      : paths;
  }

  private historySince(before: MachineState | null): MachineState["history"] {
    const recordings = this.recordings();
    if (recordings.size === 0) return before?.history ?? {};
    const paths = Object.fromEntries(
      [...recordings].flatMap(([state, leaves]) =>
        leaves === null
          ? []
          : [
              [
                this.stateText(state),
                leaves.map((leaf) => this.stateText(leaf)),
              ],
            ],
      ),
    );
    return kept(before?.history ?? null, paths);
  }

  /** Values in it are never changed in place: what is the same object has not changed. */
  private contextSince(before: MachineState | null): MachineState["context"] {
    const now: Readonly<Record<string, unknown>> = { ...this.draft };
    if (before === null) return now;
    for (const field in now)
      if (now[field] !== before.context[field]) return now;
    return before.context;
  }

  private timersSince(before: MachineState | null): readonly TimerSnapshot[] {
    const timers = this.workings?.timers ?? [];
    const known = before?.timers ?? [];
    let count = 0;
    let isSame = true;
    for (const timer of timers) {
      if (timer?.isPending !== true) continue;
      const { index, deadline, length } = known[count] ?? NO_TIMER;
      isSame &&=
        timer.index === index &&
        timer.deadline === deadline &&
        timer.length === length;
      count += 1;
    }
    if (isSame && count === known.length) return known;
    return timers.flatMap((timer) =>
      timer?.isPending === true ? [timer.snapshot()] : [],
    );
  }

  private runsSince(before: MachineState | null): readonly RunSnapshot[] {
    const runs = this.workings?.runs ?? NO_RUNS;
    const known = before?.runs ?? [];
    let count = 0;
    let isSame = true;
    for (const run of runs.values()) {
      if (run.isOver) continue;
      isSame &&= run.snapshot() === known[count];
      count += 1;
    }
    if (isSame && count === known.length) return known;
    return [...runs.values()].flatMap((run) =>
      run.isOver ? [] : [run.snapshot()],
    );
  }

  private factsSince(before: MachineState | null): readonly FactSnapshot[] {
    const pending = this.workings?.pending ?? null;
    const facts =
      pending === null || pending.size === 0
        ? []
        : [...pending].flatMap(pendingSnapshot);
    return keptList(before?.facts ?? null, facts);
  }
}

const NO_TIMES: Readonly<Record<string, number>> = {};
const NO_TIMER: TimerSnapshot = { index: -1, deadline: 0, length: null };
const NO_RUNS: ReadonlyMap<number, Run> = new Map();

function deferredSnapshot({
  trigger,
  payload,
  message,
  outside,
}: WaitingEvent): DeferredSnapshot {
  return { trigger, payload, message, outside };
}

/** Nothing of a fact whose state was left meanwhile. Whether a time-out may still fire is seen when it is due. */
function pendingSnapshot({
  fact,
  timer,
}: PendingFact): readonly FactSnapshot[] {
  const { name, payload, failure, failures, origin, isCurrent } = fact;
  const { deadline } = timer;
  return origin.kind === "timeout" || isCurrent()
    ? [{ name, payload, failure, failures, origin, deadline }]
    : [];
}
