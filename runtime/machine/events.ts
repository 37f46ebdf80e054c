import {
  NotStartedError,
  PayloadError,
  UnknownTriggerError,
} from "../errors.ts";
import { UNKNOWN_TRIGGER } from "../misfit.ts";
import { Timer } from "../timers.ts";
import type { Tracked } from "../tracker.ts";
import type { Outcome, SendOptions, StrategyTypes } from "../vocabulary.ts";
import { CLOSED, IDLE, MORE, NOT_STARTED, RUNNING } from "./core.ts";
import { redeliveryDelay, type Fact, type PendingFact } from "./fact.ts";
import type { Waiting, WaitingEvent } from "./inbox.ts";
import { OutcomeError } from "./outcome-error.ts";
import { MachineRuns } from "./runs.ts";
import type { Workings } from "./workings.ts";

/** What the generated class calls the firing of the strategy's time-out. */
export const TIMEOUT = "timeout";

/** How events and facts come in, one at a time: at once, or when their turn comes. */
export abstract class MachineEvents<
  Types extends StrategyTypes,
> extends MachineRuns<Types> {
  /** An outcome that no arm takes, and everything else that is an error without being thrown. */
  protected abstract fault(
    error: unknown,
    attempt: number,
    by: string,
  ): boolean;

  /** Writes down what has changed beside any macrostep, if anything has. */
  protected abstract noteChange(
    trigger: string,
    payload: unknown,
    eventId: string | null,
  ): void;

  /** What `send` does not do itself: while at work, with a message, an emergency, a host that watches. */
  protected received(
    trigger: string,
    payload: unknown,
    options: SendOptions | null,
  ): Outcome {
    this.admit(trigger, payload);
    const message = options?.message ?? null;
    return this.accept({
      trigger,
      payload,
      message,
      outside: true,
      settle: null,
      id: null,
    });
  }

  /** The generated class would not let it in: says why. */
  protected refuse(trigger: string, payload: unknown): Outcome {
    this.admit(trigger, payload);
    return "ignored";
  }

  /** @throws NotStartedError, UnknownTriggerError, PayloadError */
  protected admit(trigger: string, payload: unknown): void {
    // What callbacks of the start itself send waits until it has started.
    if (this.active === NOT_STARTED && this.mode === IDLE)
      throw new NotStartedError(this.id, trigger);
    const found = this.door(trigger, payload);
    if (found === null) return;
    const { type, triggers } = this.description;
    if (found === UNKNOWN_TRIGGER)
      throw new UnknownTriggerError(type, trigger, triggers);
    throw new PayloadError(trigger, found.path, found.expected, found.got);
  }

  protected accept(event: WaitingEvent): Outcome {
    const isResting = this.mode === IDLE && this.workings?.isBusy !== true;
    // While at work it may seem to have ended, and the end be undone.
    if (
      this.mode === CLOSED ||
      (isResting && this.hasEnded) ||
      (event.outside && this.host.supervision?.isStopping === true)
    ) {
      this.host.trail.ignored += 1;
      event.settle?.("ignored");
      return "ignored";
    }
    if (isResting) return this.deliver(event);
    this.more().inbox.add(event, this.isEmergency(event.trigger));
    return "queued";
  }

  protected override deliverRaise(event: WaitingEvent): void {
    this.accept(event);
  }

  private deliver(event: WaitingEvent): Outcome {
    const working = this.working();
    const { macrostep } = working;
    const emergency = this.isEmergency(event.trigger);
    const wasHalted = working.halted;
    if (emergency && event.outside && !this.hasEnded) working.halted = true;
    macrostep.event = event;
    macrostep.message = event.message;
    macrostep.lifts = event.outside && !emergency;
    if (emergency && !event.outside) this.halt(true);
    const outcome =
      this.timed(() => this.macrostep(event.trigger, event.payload, false)) ??
      "ignored";
    const hasHalted = emergency && working.halted !== wasHalted;
    const isUntaken = outcome === "ignored" || outcome === "blocked";
    // Acknowledged with an id: it is not to be taken after a restart.
    const isKept = isUntaken && event.id !== null;
    if (outcome === "failed" || hasHalted || isKept)
      this.noteChange(
        event.trigger,
        event.payload,
        isUntaken ? event.id : null,
      );
    event.settle?.(outcome);
    return outcome;
  }

  /** Tells whoever watches how long it took. */
  private timed<Result>(act: () => Result): Result {
    if (!this.host.isWatched) return act();
    const begun = performance.now();
    this.working().begunAt = begun;
    const { supervision } = this.host;
    const result =
      supervision === null ? act() : supervision.confine(this.id, act);
    this.host.tracker?.macrostep(this.tracked(), begun);
    return result;
  }

  protected tracked(): Tracked {
    const ordersPlaced = () => this.ledger?.ordersPlaced ?? 0;
    return {
      id: this.id,
      type: this.type,
      get ordersPlaced() {
        return ordersPlaced();
      },
    };
  }

  // Facts.

  protected override happen(fact: Fact): void {
    if (this.mode === CLOSED) return;
    if (this.mode === IDLE && this.workings?.isBusy !== true)
      this.deliverFact(fact);
    else this.more().inbox.addFact(fact);
  }

  private deliverFact(fact: Fact): void {
    if (!fact.isCurrent() || this.mode === CLOSED) return;
    const { thrown = null } = fact;
    if (fact.failures === 0)
      this.note({
        kind: "fact",
        fact: fact.name,
        payload: fact.payload,
        ...(thrown === null ? {} : { thrown }),
      });
    const working = this.working();
    if (fact.failure !== null) working.failure = fact.failure;
    if (fact.name === TIMEOUT) working.hasTimedOut = true;
    const { isBusy } = working;
    // Whatever comes meanwhile waits until the fact has been seen to.
    working.isBusy = true;
    const outcome = this.timed(() =>
      this.macrostep(fact.name, fact.payload, true),
    );
    const { failure } = fact;
    if (outcome === "failed") {
      if (!working.wasTakenOver) this.deliverAgain(fact);
    } else if (outcome !== "taken" && failure !== null)
      this.fault(
        new OutcomeError(failure, this.ownerOf(fact)),
        failure.attempt,
        fact.name,
      );
    if (outcome !== "taken" && (outcome === "failed" || !this.isTick(fact)))
      this.noteChange(fact.name, fact.payload, null);
    working.isBusy = isBusy;
    this.drain(working);
  }

  /** Of an `every`: one that leads to nothing is no change. */
  private isTick({ origin }: Fact): boolean {
    if (origin.kind !== "timer") return false;
    return this.description.timers[origin.index]?.kind === "every";
  }

  private ownerOf({ origin }: Fact): number | null {
    if (origin.kind !== "run") return null;
    return this.description.runs[origin.index]?.state ?? null;
  }

  private deliverAgain(fact: Fact): void {
    const again = { ...fact, failures: fact.failures + 1 };
    this.deliverAt(again, this.time() + redeliveryDelay(fact));
  }

  protected deliverAt(fact: Fact, deadline: number): void {
    const { pending } = this.working();
    const timer = new Timer(() => {
      pending.delete(waiting);
      this.happen(fact);
    }, `${fact.name} of ${this.id}, once more`);
    const waiting: PendingFact = { fact, timer };
    pending.add(waiting);
    this.host.clock.arm(timer, deadline);
  }

  // The queue.

  /** Whatever waits, until nothing does. */
  protected drain(working: Workings<Types["output"]>): void {
    if (working.isBusy || working.isCatchingUp) return;
    working.isBusy = true;
    for (
      let next = working.inbox.take();
      next !== null && this.mode !== CLOSED;
      next = working.inbox.take()
    )
      this.takeTurn(next, working);
    working.isBusy = false;
  }

  private takeTurn(next: Waiting, { inbox }: Workings<Types["output"]>): void {
    if (next.kind === "fact") {
      this.deliverFact(next.fact);
      return;
    }
    if (next.kind === "deferred") inbox.takeUp(next.event);
    const outcome = this.deliver(next.event);
    if (next.kind !== "deferred") return;
    inbox.tookDeferred(next.event, outcome === "deferred");
    if (outcome !== "taken" && outcome !== "deferred")
      this.noteChange(next.event.trigger, next.event.payload, null);
  }

  /** Runs what may call the machine back: whatever it sends waits until it is over. */
  protected atWork(working: Workings<Types["output"]>, act: () => void): void {
    if (this.mode !== IDLE) {
      act();
      return;
    }
    this.mode = RUNNING;
    act();
    if (this.mode === RUNNING || this.mode === MORE) this.mode = IDLE;
    this.drain(working);
  }
}
