import type { ActivityExchange } from "./exchange/activity-exchange.ts";
import { permit } from "./exchange/permitted.ts";
import { isBreathless } from "./breath.ts";
import type { ActivityCall, StopReason } from "./activity-call.ts";
import {
  endOfResult,
  endOfThrow,
  endOfTimeout,
  requireReport,
  type AttemptEnd,
} from "./attempt-end.ts";
import { admissionOf } from "./admission.ts";
import { backoffDelay } from "./backoff.ts";
import type {
  RunDeclaration,
  RunOutcome,
  RunPlan,
  RunSnapshot,
} from "./run-data.ts";
import type { RunOwner } from "./run-owner.ts";
import { Timer } from "./timers.ts";
import type { AttemptEnded, AttemptOutcome } from "./tracker.ts";

interface Attempt {
  readonly number: number;
  readonly key: string;
  readonly controller: AbortController;
  /** Whoever measures is told the end; null where nobody does. */
  readonly ended: AttemptEnded | null;
}

type RunState =
  | { readonly phase: "ready" | "over" }
  /** Not called, because the machine is halted or others have used up what there is; about to say so. */
  | { readonly phase: "refused"; readonly end: AttemptEnd }
  | { readonly phase: "trying"; readonly attempt: Attempt }
  /** Between two attempts; `last` is what the one before came to. */
  | { readonly phase: "waiting"; readonly last: AttemptEnd };

/**
 * One run of an activity: its attempts, their time-outs, the waiting in
 * between, and what it all comes to. Tells its machine once how it ended,
 * unless it was stopped before.
 */
export class Run {
  readonly declaration: RunDeclaration;
  readonly plan: RunPlan;
  readonly #owner: RunOwner;
  readonly #invoke: (call: ActivityCall) => unknown;
  readonly #timer: Timer;
  #state: RunState = { phase: "ready" };
  #attempt = 1;
  #spent = 0;
  #open = false;
  #cancelled = false;
  #snapshot: RunSnapshot | null = null;
  /** The key of the attempt before, which may have used it. */
  #usedKey: string | null = null;
  /** When this process took it over from one that ended. */
  #resumedAt: number | null = null;

  /** @param invoke calls the strategy's function; may throw and return whatever it likes */
  constructor(
    owner: RunOwner,
    declaration: RunDeclaration,
    plan: RunPlan,
    invoke: (call: ActivityCall) => unknown,
  ) {
    this.#owner = owner;
    this.declaration = declaration;
    this.plan = plan;
    this.#invoke = invoke;
    this.#timer = new Timer(
      () => this.#wake(),
      `${declaration.activity} of ${owner.id}`,
    );
  }

  get index(): number {
    return this.declaration.index;
  }

  /** Of the attempt under way or due next. */
  get key(): string {
    return this.#spent === 0
      ? this.plan.key
      : `${this.plan.key}.${this.#spent + 1}`;
  }

  get isOver(): boolean {
    return this.#state.phase === "over";
  }

  /** Once, when the record of the macrostep that entered the state is durable. Never throws. */
  start(): void {
    if (this.#state.phase === "ready") this.#try(false);
  }

  /** Instead of `start()`, after a restart: the attempt that was under way, again. Never throws. */
  resume(snapshot: RunSnapshot): void {
    if (this.#state.phase !== "ready") return;
    this.restore(snapshot);
    this.#usedKey = this.key;
    this.#resumedAt = this.#owner.time();
    this.#try(true);
  }

  /** Knows from here on what it was before the restart; not yet under way. */
  restore(snapshot: RunSnapshot): void {
    // Fills of its orders may be reported before it has asked about them.
    this.#owner.ledger?.claim(this.plan.key, this.declaration.legs);
    this.#attempt = snapshot.attempt;
    this.#spent = snapshot.spent;
    this.#open = snapshot.open;
    this.#cancelled ||= snapshot.cancelled;
  }

  /** The spec says `cancel`: no attempt follows. What is under way does not hear of it before {@link Run.cancel}. */
  giveUp(): void {
    this.#cancelled = true;
  }

  /** Asks the activity to end its order. The run stays, to tell what became of it. */
  cancel(): void {
    this.giveUp();
    const state = this.#state;
    if (state.phase === "trying") state.attempt.controller.abort(cancelled);
    if (state.phase === "waiting") this.#end(state.last);
  }

  /** The state is left: what is still to come is nobody's any more. */
  stop(): void {
    const state = this.#state;
    this.#owner.host.clock.disarm(this.#timer);
    this.#state = { phase: "over" };
    if (state.phase !== "trying") return;
    this.#measure(state.attempt, "stopped");
    state.attempt.controller.abort(left);
  }

  /** The same object as long as nothing has changed. */
  snapshot(): RunSnapshot {
    const { attempt, spent, open, cancelled } = this.#snapshot ?? {};
    if (
      this.#snapshot === null ||
      attempt !== this.#attempt ||
      spent !== this.#spent ||
      open !== this.#open ||
      cancelled !== this.#cancelled
    )
      this.#snapshot = this.#asNow();
    return this.#snapshot;
  }

  #asNow(): RunSnapshot {
    return {
      ...this.plan,
      index: this.index,
      activity: this.declaration.activity,
      attempt: this.#attempt,
      spent: this.#spent,
      open: this.#open,
      cancelled: this.#cancelled,
    };
  }

  #try(resumed: boolean): void {
    if (this.#addsRisk && !this.#mayBegin(resumed)) return;
    const attempt = this.#begin(resumed);
    this.#state = { phase: "trying", attempt };
    if (this.#cancelled) attempt.controller.abort(cancelled);
    const { clock } = this.#owner.host;
    if (this.plan.timeout !== null)
      clock.arm(this.#timer, this.#owner.time() + this.plan.timeout);
    const call = this.#callOf(attempt, resumed);
    this.#usedKey = attempt.key;
    const { supervision } = this.#owner.host;
    const invoke = () => this.#invoke(call);
    const work = new Promise((resolve) =>
      resolve(
        supervision === null
          ? invoke()
          : supervision.confine(this.#owner.id, invoke),
      ),
    );
    clock.attend(work);
    const { declaration } = this;
    const { ledger } = this.#owner;
    const { number } = attempt;
    work.then(
      (result) =>
        this.#answered(
          attempt,
          endOfResult(declaration, ledger, this.plan.key, number, result),
        ),
      (error: unknown) =>
        this.#answered(attempt, endOfThrow(declaration, number, error)),
    );
  }

  #begin(resumed: boolean): Attempt {
    const { id: machine, type, host } = this.#owner;
    const { activity, words } = this.declaration;
    const { key } = this;
    const about = { machine, type, activity, words, key, resumed };
    const begun = { ...about, attempt: this.#attempt };
    return {
      number: this.#attempt,
      key,
      controller: new AbortController(),
      ended: host.tracker?.attempt(begun, this.#owner.time()) ?? null,
    };
  }

  #measure({ ended }: Attempt, outcome: AttemptOutcome): void {
    ended?.(outcome, this.#owner.time());
  }

  /** If not, it is told by the clock and not at once: an arm that leads back here would go round for ever. */
  #mayBegin(resumed: boolean): boolean {
    const { key } = this;
    // Whoever may have an order out must be able to ask about it.
    const asks = resumed || this.#usedKey === key;
    const attempt = { key, number: this.#attempt, asks };
    const answer = admissionOf(this.#owner, this.declaration, attempt);
    if (answer === "granted") return true;
    if (answer === "kept back") return false;
    this.#state = { phase: "refused", end: answer };
    this.#owner.host.clock.arm(this.#timer, this.#owner.time());
    return false;
  }

  /** At once, as long as that is not all that the machine does: then by the clock, which others have their turns of, too. */
  #answered(attempt: Attempt, end: AttemptEnd): void {
    const now = this.#owner.time();
    if (!isBreathless(this.#owner, now)) {
      this.#settled(attempt, end);
      return;
    }
    const { activity } = this.declaration;
    const tell = (): void => this.#settled(attempt, end);
    const timer = new Timer(tell, `the answer of ${activity}`);
    this.#owner.host.clock.arm(timer, now);
  }

  #callOf(attempt: Attempt, resumed: boolean): ActivityCall {
    const { id } = this.#owner;
    const { number, key, controller } = attempt;
    return {
      signal: controller.signal,
      key,
      attempt: number,
      resumed,
      startedAt: this.plan.startedAt,
      report: (partial) => this.#report(attempt, partial),
      exchange: this.#exchangeFor(attempt),
      id,
    };
  }

  #exchangeFor({ key, controller }: Attempt): ActivityExchange | null {
    const { ledger, host, id, type, written } = this.#owner;
    const { clock, supervision } = host;
    const { activity, words, legs } = this.declaration;
    if (host.exchange === null || ledger === null) return null;
    const exchange =
      supervision !== null && this.#addsRisk
        ? supervision.exchangeFor(
            { id, type, ledger, activity, key },
            host.exchange,
          )
        : host.exchange;
    const { signal } = controller;
    const asksFirst = this.#usedKey === key;
    return permit({
      exchange,
      clock,
      ledger,
      activity,
      words,
      legs,
      key,
      asksFirst,
      written,
      resumedAt: this.#resumedAt,
      signal,
    });
  }

  #report(attempt: Attempt, partial: unknown): void {
    requireReport(this.declaration, partial);
    const outcome: RunOutcome = { kind: "partial", partial };
    if (!this.#isCurrent(attempt)) {
      this.#late(attempt, outcome);
      return;
    }
    this.#open = true;
    this.#owner.outcome(this, outcome);
  }

  #settled(attempt: Attempt, end: AttemptEnd): void {
    if (!this.#isCurrent(attempt)) {
      this.#late(attempt, end);
      return;
    }
    this.#owner.host.clock.disarm(this.#timer);
    this.#measure(attempt, end.kind);
    this.#attemptEnded(end);
  }

  /** The timer: an attempt has taken too long, the next one is due, or a halt kept it from being made. */
  #wake(): void {
    const state = this.#state;
    if (state.phase === "waiting") this.#retry(state.last);
    if (state.phase === "refused") this.#refused(state.end);
    if (state.phase !== "trying") return;
    const { controller, number } = state.attempt;
    const end = endOfTimeout(this.declaration, number, this.plan.timeout);
    const given: RunState = { phase: "waiting", last: end };
    this.#state = given;
    this.#measure(state.attempt, "timeout");
    controller.abort(timeout);
    // Whoever listens to the signal may have led the machine elsewhere.
    if (this.#state === given) this.#attemptEnded(end);
  }

  /** A halt lasts; what others have used up may be there again for the next attempt. */
  #refused(end: AttemptEnd): void {
    if (this.#owner.halted) this.#end(end);
    else this.#attemptEnded(end);
  }

  #attemptEnded(end: AttemptEnd): void {
    const isLast = this.#cancelled || this.#attempt > this.plan.retry;
    if (end.kind === "done" || isLast) {
      this.#end(end);
      return;
    }
    if (end.kind === "unknown") this.#open = true;
    else if (!this.#open) this.#spent += 1;
    const delay = this.#delay();
    this.#attempt += 1;
    this.#state = { phase: "waiting", last: end };
    if (delay === 0) this.#retry(end);
    else this.#owner.host.clock.arm(this.#timer, this.#owner.time() + delay);
  }

  #delay(): number {
    const { backoff, key } = this.plan;
    const { seed } = this.#owner.host;
    return backoff === null
      ? 0
      : backoffDelay(backoff, this.#attempt, seed, key);
  }

  #retry(last: AttemptEnd): void {
    const waiting: RunState = { phase: "waiting", last };
    this.#state = waiting;
    this.#owner.retrying(this, () => {
      if (this.#state === waiting) this.#try(false);
    });
  }

  /** Sticky: if any attempt left it open what happened, `failed` would be a lie. */
  #end(end: AttemptEnd): void {
    this.#owner.host.clock.disarm(this.#timer);
    this.#state = { phase: "over" };
    this.#owner.outcome(
      this,
      end.kind === "failed" && this.#open ? { ...end, kind: "unknown" } : end,
    );
  }

  #late({ key, number }: Attempt, outcome: RunOutcome): void {
    const { activity } = this.declaration;
    this.#owner.late(this, { activity, key, attempt: number, outcome });
  }

  #isCurrent(attempt: Attempt): boolean {
    return this.#state.phase === "trying" && this.#state.attempt === attempt;
  }

  get #addsRisk(): boolean {
    const { words } = this.declaration;
    return words.includes("opens") || words.includes("places");
  }
}

const left: StopReason = "left";
const cancelled: StopReason = "cancelled";
const timeout: StopReason = "timeout";
