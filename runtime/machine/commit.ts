import type { Run } from "../activities.ts";
import { messageOf } from "../failure.ts";
import type { OutgoingEvent } from "../journal/snapshot.ts";
import type { OwnedRun } from "../run-owner.ts";
import type { Outcome, StrategyTypes } from "../vocabulary.ts";
import { jsonMisfit } from "../journal/plain-json.ts";
import { CLOSED, IDLE, RUNNING, START } from "./core.ts";
import type { DurableIntent, Intent } from "./intent.ts";
import type { Held } from "./held.ts";
import { MachineJournaling, NO_EVENT } from "./journaling.ts";
import type { OutputListener, Workings } from "./workings.ts";

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
> extends MachineJournaling<Types> {
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
      const { trigger } = this.stepText(steps[0] ?? START);
      transitions.logTransition(this.id, from, to, took, trigger);
    }
    if (journal === null) return;
    const texts = steps.map((step) => this.stepText(step));
    const trigger = texts[0]?.trigger ?? "";
    const eventId = event?.id ?? null;
    // What it was created with is part of how it began.
    const told = steps[0] === START ? plain(this.params) : payload;
    const record = { trigger, payload: told, message, eventId, steps: texts };
    this.more().macrostep.record = record;
  }

  /** After the commit: what was intended, then whatever came meanwhile. */
  protected afterwards(outcome: Outcome | null): Outcome | null {
    const working = this.working();
    const { macrostep } = working;
    const { intents, hasMoved, record, event } = macrostep;
    macrostep.clear();
    if (this.mode === CLOSED) return outcome;
    this.mode = RUNNING;
    const durable: DurableIntent<Types["output"]>[] = [];
    for (const intent of intents) this.carryOut(intent, working, durable);
    if (hasMoved) working.inbox.recallDeferred();
    const outward = this.bookRuns(durable);
    const held = outward === NOTHING ? null : this.hold(outward, working);
    if (record !== null) this.append(record, working, held);
    else {
      if (outcome === "deferred" && event !== null)
        this.noteChange(event.trigger, event.payload, event.id);
      held?.release();
    }
    for (const watcher of working.watchers) watcher();
    // Whoever was called may have ended it all.
    if (this.isOpen()) this.mode = IDLE;
    this.drain(working);
    return outcome;
  }

  protected override beforeRetry(run: OwnedRun, go: () => void): void {
    if (this.host.journal === null || this.mode === CLOSED) {
      go();
      return;
    }
    const record = { ...NO_EVENT, trigger: "retry" };
    const urgent = (): void => {
      if (endsExposure(run)) go();
    };
    this.append(record, this.working(), { urgent, release: go });
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
    this.append({ ...NO_EVENT, trigger: "delivered" }, working, null);
  }

  private isOpen(): boolean {
    return this.mode !== CLOSED;
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

  /** What goes out when the record is durable: runs are told to stop, then others start, then outputs go out. */
  private hold(
    outward: Outward<Types["output"]>,
    working: Workings<Types["output"]>,
  ): Held {
    const { stops, cancels, starts, outputs } = outward;
    const outgoing = this.address(outputs, working);
    const stop = (): void => {
      for (const run of stops) run.stop();
      for (const run of cancels) run.cancel();
    };
    return {
      urgent: () => {
        stop();
        for (const run of starts) if (endsExposure(run)) this.alert(run);
      },
      release: () => {
        stop();
        for (const run of starts) run.start();
        this.emitAll(outputs, outgoing, working);
      },
    };
  }

  /** Begins although it is not written down: to be flat matters more. */
  private alert(run: Run): void {
    const { activity } = run.declaration;
    this.host.logger?.error(
      { machine: this.id, activity, key: run.key },
      `${activity} goes ahead though the journal cannot be written: if the process ends now, nothing knows of it`,
    );
    run.start();
  }

  private emitAll(
    outputs: readonly Types["output"][],
    outgoing: readonly OutgoingEvent[],
    working: Workings<Types["output"]>,
  ): void {
    const { supervision } = this.host;
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
    listener: OutputListener<Types["output"]>,
  ): void {
    try {
      listener.hear(output);
    } catch (error) {
      this.host.logger?.error(
        { machine: this.id, output: output.name, err: error },
        `A listener of an output failed: ${messageOf(error)}`,
      );
    }
  }
}

/** What takes orders back or closes: on a full disk it does not wait. */
function endsExposure({ declaration: { words } }: OwnedRun): boolean {
  const opens = words.includes("opens") || words.includes("places");
  return !opens && (words.includes("cancels") || words.includes("closes"));
}

/** As it is, if JSON can carry it. */
function plain(value: unknown): unknown {
  return jsonMisfit(value) === null ? value : null;
}
