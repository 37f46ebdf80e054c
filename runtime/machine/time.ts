import type { StrategyTypes } from "../vocabulary.ts";
import { MachineEvents, TIMEOUT } from "./events.ts";
import { MachineTimer, nextInstant } from "./machine-timer.ts";
import { TimeLimit } from "./time-limit.ts";
import type { Workings } from "./workings.ts";

/** Timers, and the strategy's time-out. */
export abstract class MachineTime<
  Types extends StrategyTypes,
> extends MachineEvents<Types> {
  protected armTimer(
    index: number,
    deadline: number,
    length: number | null,
  ): void {
    const timer = this.machineTimer(index);
    timer.deadline = deadline;
    timer.length = length;
    timer.stamp += 1;
    timer.isPending = true;
    this.host.clock.arm(timer.timer, deadline);
  }

  protected disarmTimer(index: number): void {
    const timer = this.working().timers[index];
    if (timer === undefined) return;
    timer.stamp += 1;
    timer.isPending = false;
    this.host.clock.disarm(timer.timer);
  }

  /** `at` keeps its instant; a timer that was spent stays so. */
  protected resumeTimer({ index, parked }: MachineTimer, at: number): void {
    if (parked === null || parked.remaining === null) return;
    const { deadline, length, remaining } = parked;
    this.armTimer(index, length === null ? deadline : at + remaining, length);
  }

  protected machineTimer(index: number): MachineTimer {
    const { timers } = this.working();
    const { kind, state } = this.description.timers[index] ?? UNDECLARED;
    const name = `${kind} of ${this.stateText(state)} in ${this.id}`;
    return (timers[index] ??= new MachineTimer(index, name, () =>
      this.fired(index),
    ));
  }

  protected fired(index: number): void {
    const timer = this.machineTimer(index);
    const { kind, fact } = this.description.timers[index] ?? UNDECLARED;
    const { length, stamp } = timer;
    timer.isPending = false;
    if (kind === "every" && length !== null) {
      timer.isPending = true;
      timer.deadline = nextInstant(timer.deadline, length, this.time());
      this.host.clock.arm(timer.timer, timer.deadline);
    }
    this.happen({
      origin: { kind: "timer", index },
      name: fact,
      payload: null,
      failure: null,
      failures: 0,
      isCurrent: () => timer.stamp === stamp,
    });
  }

  protected limit(working: Workings<Types["output"]>): TimeLimit {
    working.limit ??= new TimeLimit(this.host.clock, this.id, () =>
      this.happen({
        name: TIMEOUT,
        payload: null,
        failure: null,
        failures: 0,
        origin: { kind: "timeout" },
        isCurrent: () => this.mayTimeOut(),
      }),
    );
    return working.limit;
  }

  protected mayTimeOut(): boolean {
    const { timeoutState } = this.description;
    if (timeoutState !== null && this.isIn(timeoutState)) return false;
    return this.phase !== "error" && !this.hasEnded;
  }

  protected stopTime(): void {
    const { timers, delayed, limit, pending } = this.working();
    for (const { timer } of pending) this.host.clock.disarm(timer);
    pending.clear();
    for (const timer of timers)
      if (timer !== undefined) this.disarmTimer(timer.index);
    delayed.drop();
    limit?.drop();
  }
}

const UNDECLARED = { kind: "after", state: -1, fact: "" } as const;
