import { EndlessStepError } from "../errors.ts";
import { finite } from "../finite.ts";
import { requireFlat } from "../flat.ts";
import type { Outcome, StrategyTypes } from "../vocabulary.ts";
import { IDLE, MachineCore, NOT_STARTED } from "./core.ts";
import type { WaitingEvent } from "./inbox.ts";
import type { Intent } from "./intent.ts";
import type { Raised } from "./macrostep.ts";

const MOST_STEPS = 1000;
/** How many of them are looked at for the cycle. */
const MOST_NAMED = 100;

/** What generated transitions are made of, but for the hot parts, which they do themselves. All of it can be undone. */
export abstract class MachineEffects<
  Types extends StrategyTypes,
> extends MachineCore<Types> {
  /** The time of this macrostep: the clock is read when it is first asked for. */
  protected now(): number {
    const { macrostep } = this.working();
    if (Number.isNaN(macrostep.now)) {
      const now = this.host.clock.now();
      macrostep.now = now > this.latest ? now : this.latest;
    }
    return macrostep.now;
  }

  /** Guards were asked and nothing was taken: the next event has a time of its own. */
  protected asked(): void {
    if (this.mode === IDLE && this.workings !== null)
      this.workings.macrostep.now = NaN;
  }

  /** A step that leaves and enters states. @throws EndlessStepError */
  protected moves(branch: number): void {
    this.stays(branch);
    this.working().macrostep.hasMoved = true;
  }

  /** A step that leaves nothing. Whatever is taken has a time. @throws EndlessStepError */
  protected stays(branch: number): void {
    this.counted();
    this.took(branch);
  }

  /** For the audit trail. */
  protected took(branch: number): void {
    this.working().macrostep.steps.push(branch);
  }

  /** One more microstep. @throws EndlessStepError */
  protected counted(): void {
    const { macrostep } = this.working();
    this.now();
    if (!macrostep.isSettling) return;
    if (macrostep.followed >= MOST_STEPS)
      throw new EndlessStepError(
        macrostep.steps
          .slice(-MOST_NAMED)
          .map((step) => this.stepText(step).to),
      );
    macrostep.followed += 1;
  }

  /** The event's own step is over: what follows is nobody's doing outside. */
  protected settling(): void {
    const { macrostep } = this.working();
    macrostep.isSettling = true;
    macrostep.lifts = false;
    macrostep.message = null;
  }

  protected raise(trigger: string, payload: unknown): void {
    const { raised } = this.working().macrostep;
    raised.push({ name: trigger, payload, fact: false });
  }

  /** All of a composite's regions have ended. */
  protected completes(fact: string): void {
    const { raised } = this.working().macrostep;
    raised.push({ name: fact, payload: null, fact: true });
  }

  protected nextRaised(): Raised | null {
    const { macrostep } = this.working();
    if (macrostep.hasEnded) return null;
    const raised = macrostep.raised.shift();
    if (raised === undefined) return null;
    if (this.isEmergency(raised.name)) this.halt(true);
    return raised;
  }

  protected raiseLater(trigger: string, payload: unknown, delay: number): void {
    const event: WaitingEvent = {
      trigger,
      payload,
      message: null,
      outside: false,
      settle: null,
      id: null,
    };
    const deadline = this.now() + finite(delay, `delay of ${trigger}`);
    this.intend({ kind: "raise-later", event, deadline, delay });
  }

  protected withdraw(trigger: string): void {
    this.intend({ kind: "withdraw", trigger });
  }

  protected cancelRuns(activity: string): void {
    this.intend({ kind: "cancel", activity });
  }

  protected emit(output: Types["output"]): void {
    this.intend({ kind: "emit", output });
  }

  /** @throws NotFlatError */
  protected flat(legs: readonly string[]): void {
    const { ledger } = this;
    if (ledger !== null) requireFlat(ledger, legs, true);
    this.intend({ kind: "settle", legs });
  }

  protected defer(trigger: string, payload: unknown): Outcome {
    const { event, isSettling } = this.working().macrostep;
    const raised = { trigger, payload, message: null, settle: null, id: null };
    const deferred = isSettling
      ? { ...raised, outside: false }
      : (event ?? { ...raised, outside: true });
    this.intend({ kind: "defer", event: deferred });
    return "deferred";
  }

  // Timers. @throws NotFiniteError, RangeError

  protected armAfter(timer: number, duration: number): void {
    const length = finite(duration, this.timerName(timer));
    const deadline = this.now() + length;
    this.intend({ kind: "arm", timer, deadline, length });
  }

  protected armAt(timer: number, instant: number): void {
    const deadline = finite(instant, this.timerName(timer));
    this.intend({ kind: "arm", timer, deadline, length: null });
  }

  protected armEvery(timer: number, period: number): void {
    if (finite(period, this.timerName(timer)) < 1)
      throw new RangeError(
        `${this.timerName(timer)}: expected 1 ms or more, got ${period}`,
      );
    this.armAfter(timer, period);
  }

  protected disarm(timer: number): void {
    this.intend({ kind: "disarm", timer });
  }

  /** Its state is left, and a history may lead back: what is left of it is kept. */
  protected park(timer: number): void {
    this.intend({ kind: "park", timer, at: this.now() });
  }

  /** Its state is entered by history: it goes on with what is left of it. */
  protected goOn(timer: number): void {
    this.intend({ kind: "go-on", timer, at: this.now() });
  }

  // Runs.

  protected entersRun(run: number): void {
    this.more().macrostep.due.push(run);
  }

  protected leavesRun(run: number): void {
    const { macrostep } = this.working();
    macrostep.due = macrostep.due.filter((each) => each !== run);
    this.intend({ kind: "stop", run });
  }

  /** At rest: runs of states that were entered, in document order. */
  protected startRuns(): void {
    const due = this.working().macrostep.due.toSorted((a, b) => a - b);
    for (const run of due) this.startRun(run);
  }

  // What entering and leaving certain states means.

  /** An error state is left: the count begins anew. */
  protected pardon(): void {
    if (this.workings !== null) this.intend({ kind: "pardon" });
  }

  /** The top-level initial state is left. */
  protected initialized(): void {
    const working = this.working();
    if (!working.isInitialized) this.intend({ kind: "initialize" });
  }

  /** A state is left on whose leaving by an outside event a halt is lifted. */
  protected lift(): void {
    if (this.workings?.macrostep.lifts === true) this.halt(false);
  }

  /** The run ends. */
  protected end(): void {
    this.more().macrostep.hasEnded = true;
    this.intend({ kind: "end" });
  }

  protected beginLimit(): void {
    const { timeLimit } = this;
    if (timeLimit === null) return;
    const deadline = this.now() + finite(timeLimit, "timeout");
    this.intend({ kind: "begin-limit", deadline });
  }

  protected pauseLimit(): void {
    this.intend({ kind: "pause-limit", at: this.now() });
  }

  protected resumeLimit(): void {
    this.intend({ kind: "resume-limit", at: this.now() });
  }

  protected dropLimit(): void {
    this.intend({ kind: "drop-limit" });
  }

  /** Whether this reaction to an error is still to be tried; it is tried now. */
  protected untried(reaction: number): boolean {
    const { tried } = this.working();
    if (tried === null || tried.includes(reaction)) return false;
    tried.push(reaction);
    return true;
  }

  protected intend(intent: Intent<Types["output"]>): void {
    this.more().macrostep.intents.push(intent);
  }

  protected isEmergency(trigger: string): boolean {
    return this.description.emergencies.includes(trigger);
  }

  /** Inside of a macrostep, so that it can be undone. */
  protected halt(halted: boolean): void {
    const working = this.working();
    working.macrostep.haltedBefore ??= working.halted;
    working.halted = halted;
  }

  private timerName(timer: number): string {
    const declared = this.description.timers[timer];
    const state = this.stateText(declared?.state ?? NOT_STARTED);
    return `${declared?.kind ?? "timer"} in ${state}`;
  }
}
