import type { Run } from "../activities.ts";
import type { MachineSnapshot, OutgoingEvent } from "../journal/snapshot.ts";
import type { Outcome, StrategyTypes } from "../vocabulary.ts";
import { CLOSED, IDLE, RUNNING, START } from "./core.ts";
import { MachineEvents, TIMEOUT } from "./events.ts";
import type { DurableIntent, Intent } from "./intent.ts";
import { MachineTimer, nextInstant } from "./machine-timer.ts";
import type { MacrostepRecord } from "./macrostep.ts";
import { patchBetween } from "./snapshot-patch.ts";
import { TimeLimit } from "./time-limit.ts";
import type { Workings } from "./workings.ts";

/** What reaches out of the process when the record is durable, in this order. */
interface Outward<Output> {
  readonly stops: readonly Run[];
  readonly cancels: readonly Run[];
  readonly starts: readonly Run[];
  readonly outputs: readonly Output[];
}

const NOTHING = { stops: [], cancels: [], starts: [], outputs: [] } as const;

/** The end of a macrostep in which nothing threw. From here on nothing can fail. */
export abstract class MachineCommit<
  Types extends StrategyTypes,
> extends MachineEvents<Types> {
  abstract snapshot(): MachineSnapshot;

  /** Of a macrostep of any number of steps. */
  protected committed(before: number, payload: unknown): void {
    const working = this.working();
    const { macrostep, inbox } = working;
    if (!Number.isNaN(macrostep.now)) this.latest = macrostep.now;
    if (macrostep.steps.length > 0) {
      if (macrostep.hasMoved) this.entries += 1;
      if (macrostep.hasMoved && inbox.deferred.length > 0) this.more();
      this.keep(before, payload);
    }
    if (this.mode === RUNNING && working.watchers.length === 0)
      macrostep.clear();
    else this.more();
  }

  /** Of one step, where somebody listens: instead of writing it to the trail. */
  protected recorded(
    step: number,
    before: number,
    at: number,
    payload: unknown,
  ): void {
    const { macrostep } = this.more();
    macrostep.steps.push(step);
    macrostep.now = at;
    this.keep(before, payload);
  }

  /** Writes the macrostep down. */
  private keep(before: number, payload: unknown): void {
    const { trail, tracker, transitions, journal } = this.host;
    const { steps, now, event } = this.working().macrostep;
    const message = event?.message ?? null;
    const to = this.stateText(this.active);
    trail.pushAll(this, steps, before, this.active, now, payload, message);
    if (steps[0] === START) tracker?.started(this.tracked(), to, now);
    else tracker?.transition(this.tracked(), to, now);
    if (transitions !== null) {
      const from = before < 0 ? null : this.stateText(before);
      const took = performance.now() - this.working().begunAt;
      transitions.logTransition(this.id, from, to, took);
    }
    if (journal === null) return;
    const texts = steps.map((step) => this.stepText(step));
    const trigger = texts[0]?.trigger ?? "";
    const eventId = event?.id ?? null;
    const record = { trigger, payload, message, eventId, steps: texts };
    this.more().macrostep.record = record;
  }

  /** After the commit: what was intended, then whatever came meanwhile. */
  protected afterwards(outcome: Outcome | null): Outcome | null {
    const working = this.working();
    const { macrostep } = working;
    const { intents, hasMoved, record } = macrostep;
    macrostep.clear();
    if (this.mode === CLOSED) return outcome;
    this.mode = RUNNING;
    const durable: DurableIntent<Types["output"]>[] = [];
    for (const intent of intents) this.carryOut(intent, working, durable);
    if (hasMoved) working.inbox.recallDeferred();
    const outward = this.bookRuns(durable);
    const outgoing = this.address(outward.outputs, working);
    const release = () => this.reachOut(outward, outgoing, working);
    if (this.host.journal === null) release();
    else this.append(record, working, release);
    for (const watcher of working.watchers) watcher();
    // Whoever was called may have ended it all.
    if (this.isOpen()) this.mode = IDLE;
    this.drain(working);
    return outcome;
  }

  protected override beforeRetry(go: () => void): void {
    const record = { ...NO_EVENT, trigger: "retry" };
    const working = this.working();
    if (this.host.journal === null || this.mode === CLOSED) go();
    else this.append(record, working, go);
  }

  /** What of the outputs is for other machines: in the record, so that it arrives whatever happens. */
  private address(
    outputs: readonly Types["output"][],
    working: Workings<Types["output"]>,
  ): readonly OutgoingEvent[] {
    const { supervision, journal } = this.host;
    if (supervision === null || outputs.length === 0) return [];
    working.outputs += 1;
    const seq =
      journal === null ? working.outputs : (working.journaled?.seq ?? 0) + 1;
    const outgoing = outputs.flatMap((output, index) =>
      supervision.address(output, `${this.id}#${seq}.${index}`),
    );
    working.outbox.add(outgoing);
    return outgoing;
  }

  /** Events for other machines that these may not have yet, the oldest first. */
  get outgoing(): readonly OutgoingEvent[] {
    return this.workings?.outbox.events ?? [];
  }

  /** Other machines have these events: a restart need not deliver them again. */
  delivered(ids: ReadonlySet<string>): void {
    if (this.mode === CLOSED) return;
    const working = this.working();
    working.outbox.strike(ids);
    if (this.host.journal === null) return;
    const record = { ...NO_EVENT, trigger: "delivered" };
    this.append(record, working, () => {});
  }

  private isOpen(): boolean {
    return this.mode !== CLOSED;
  }

  private append(
    record: MacrostepRecord | null,
    working: Workings<Types["output"]>,
    release: () => void,
  ): void {
    const { journal } = this.host;
    if (journal === null || record === null) {
      release();
      return;
    }
    const { type, version, hash } = this.description;
    const before = working.journaled;
    const seq = (before?.seq ?? 0) + 1;
    const after = { ...this.snapshot(), seq };
    working.journaled = after;
    journal.append(
      {
        machine: this.id,
        type,
        version,
        hash,
        seq,
        time: after.time,
        ...record,
        patch: before === null ? after : patchBetween(before, after),
      },
      () => this.atWork(working, release),
    );
  }

  private carryOut(
    intent: Intent<Types["output"]>,
    working: Workings<Types["output"]>,
    durable: DurableIntent<Types["output"]>[],
  ): void {
    switch (intent.kind) {
      case "arm":
        this.armTimer(intent.timer, intent.deadline, intent.length);
        break;
      case "disarm":
        this.disarmTimer(intent.timer);
        break;
      case "park":
        this.machineTimer(intent.timer).park(intent.at);
        this.disarmTimer(intent.timer);
        break;
      case "go-on":
        this.resumeTimer(this.machineTimer(intent.timer), intent.at);
        break;
      case "raise-later":
        working.delayed.add(intent.event, intent.deadline, intent.delay);
        break;
      case "withdraw":
        working.delayed.withdraw(intent.trigger);
        break;
      case "defer":
        working.inbox.defer(intent.event);
        break;
      case "initialize":
        working.isInitialized = true;
        break;
      case "pardon":
        working.faults.clear();
        break;
      case "begin-limit":
        this.limit(working).begin(intent.deadline);
        break;
      case "pause-limit":
        working.limit?.pause(intent.at);
        break;
      case "resume-limit":
        if (this.phase !== "suspended") working.limit?.resume(intent.at);
        break;
      case "drop-limit":
        working.limit?.drop();
        break;
      case "settle":
        working.unsettled.settle(intent.legs);
        break;
      case "end":
        this.stopTime();
        working.inbox.dropDeferred();
        this.host.tracker?.ended(this.tracked(), this.latest);
        break;
      default:
        durable.push(intent);
    }
  }

  /** Which runs there are from now on, as the record tells it; they themselves hear of it when that is durable. */
  private bookRuns(
    durable: readonly DurableIntent<Types["output"]>[],
  ): Outward<Types["output"]> {
    if (durable.length === 0) return NOTHING;
    const stops: Run[] = [];
    const cancels: Run[] = [];
    const starts: Run[] = [];
    const outputs: Types["output"][] = [];
    for (const intent of durable) {
      if (intent.kind !== "stop") continue;
      const run = this.leaveRun(intent.run);
      if (run !== null) stops.push(run);
    }
    for (const intent of durable)
      if (intent.kind === "cancel")
        cancels.push(...this.runsOf(intent.activity));
    for (const run of cancels) run.giveUp();
    for (const intent of durable) {
      if (intent.kind === "emit") outputs.push(intent.output);
      if (intent.kind !== "start") continue;
      this.enterRun(intent.run);
      starts.push(intent.run);
    }
    return { stops, cancels, starts, outputs };
  }

  /** Runs are told to stop, then others start, then outputs go out. */
  private reachOut(
    { stops, cancels, starts, outputs }: Outward<Types["output"]>,
    outgoing: readonly OutgoingEvent[],
    working: Workings<Types["output"]>,
  ): void {
    const { supervision } = this.host;
    for (const run of stops) run.stop();
    for (const run of cancels) run.cancel();
    for (const run of starts) run.start();
    for (const output of outputs)
      for (const listener of working.listeners) {
        const tell = () => this.tell(output, listener);
        if (supervision === null) tell();
        else supervision.confine(null, tell);
      }
    for (const event of outgoing) supervision?.deliver(this.id, event);
  }

  private tell(
    output: Types["output"],
    listener: (output: Types["output"]) => void,
  ): void {
    try {
      listener(output);
    } catch (error) {
      this.host.logger?.error(
        { machine: this.id, output: output.name, error },
        "A listener of an output failed",
      );
    }
  }

  // Time.

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

  private disarmTimer(index: number): void {
    const timer = this.working().timers[index];
    if (timer === undefined) return;
    timer.stamp += 1;
    timer.isPending = false;
    this.host.clock.disarm(timer.timer);
  }

  /** `at` keeps its instant; a timer that was spent stays so. */
  private resumeTimer({ index, parked }: MachineTimer, at: number): void {
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

/** A record that only says what the machine is now. */
const NO_EVENT = { payload: null, message: null, eventId: null, steps: [] };

const UNDECLARED = { kind: "after", state: -1, fact: "" } as const;
