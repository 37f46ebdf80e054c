import { failureOf, type Failure } from "../failure.ts";
import { recordedError } from "../trail-record.ts";
import type { MachineFault, Outcome, StrategyTypes } from "../vocabulary.ts";
import { CLOSED, FORCED, IDLE, NOWHERE, RUNNING } from "./core.ts";
import { MachineCommit } from "./commit.ts";
import { OutcomeError } from "./outcome-error.ts";
import type { Workings } from "./workings.ts";

/** What the machine calls an error that is being handled, and a macrostep without an event. */
const ERROR = "error";
const REST = "rest";

/** Refusals that a strategy is to live with, without an arm for them, too: no errors. */
function isNormal(code: string | null): boolean {
  return code === "HALTED" || code === "BUDGET";
}

/** What is an error, what it leads to, and the way to the error state that cannot fail. */
export abstract class MachineFailures<
  Types extends StrategyTypes,
> extends MachineCommit<Types> {
  /** Errors that count towards the limit now. */
  get errorCount(): number {
    return this.workings?.faults.count ?? 0;
  }

  get lastError(): MachineFault | null {
    return this.workings?.faults.last ?? null;
  }

  /** What `error` is in the arm or reaction that is under way. */
  protected get failure(): Failure {
    return this.working().failure;
  }

  /** The generated class has put everything of its own back. Never throws. */
  protected failed(error: unknown, by: string): Outcome {
    const working = this.working();
    const { macrostep } = working;
    if (macrostep.haltedBefore !== null)
      working.halted = macrostep.haltedBefore;
    macrostep.clear();
    if (this.mode === CLOSED) return "failed";
    this.mode = IDLE;
    working.wasTakenOver = this.fault(error, 1, by);
    this.drain(working);
    return "failed";
  }

  /** Counts, and looks for somebody to take it over: returns whether that was found. */
  protected override fault(
    error: unknown,
    attempt: number,
    by: string,
  ): boolean {
    const working = this.working();
    const { faults } = working;
    const time = this.time();
    const failure = failureOf(error, attempt);
    const isHeld = error instanceof OutcomeError && isNormal(error.code);
    const counted = this.phase !== "error" && !this.hasEnded && !isHeld;
    const state = this.active < 0 ? null : this.stateText(this.active);
    faults.last = { time, state, trigger: by, error };
    const recorded = recordedError(error);
    this.note({ kind: "failure", trigger: by, error: recorded, counted });
    const { tracker, logger } = this.host;
    tracker?.error(this.tracked());
    logger?.error({ machine: this.id, state, trigger: by }, recorded.message);
    if (!counted) return false;
    const policy = this.errorLimit;
    faults.add(time, policy?.within ?? null);
    const isBusy = working.isBusy;
    working.isBusy = true;
    let taken: boolean;
    if (policy !== null && faults.count >= policy.limit) {
      this.forceError(working);
      taken = true;
    } else
      taken =
        working.tried === null && this.tryReactions(working, error, failure);
    working.isBusy = isBusy;
    return taken;
  }

  /**
   * Where `on error` is looked for, from each outwards: the state whose activity failed, as long as it is active; for what was
   * thrown all that is.
   */
  protected failing(): readonly number[] {
    const failedIn = this.workings?.failedIn ?? null;
    return failedIn !== null && this.isIn(failedIn)
      ? [failedIn]
      : this.leaves();
  }

  /** Each `on error` once, the innermost first, until one of them succeeds. */
  private tryReactions(
    working: Workings<Types["output"]>,
    error: unknown,
    failure: Failure,
  ): boolean {
    const failedIn = error instanceof OutcomeError ? error.owner : null;
    working.tried = [];
    let outcome: Outcome | null;
    // Ends: each round fails in a reaction that was not tried before.
    do {
      working.failure = failure;
      working.failedIn = failedIn;
      working.wasTakenOver = false;
      outcome = this.macrostep(ERROR, failure, true);
    } while (outcome === "failed" && !working.wasTakenOver);
    working.tried = null;
    return outcome === "taken" || working.wasTakenOver;
  }

  private forceError(working: Workings<Types["output"]>): void {
    const { errorState } = this.description;
    const tried = working.tried;
    working.tried = [];
    const { macrostep } = working;
    const before = this.active;
    const from = this.stateText(before);
    const to = this.stateText(errorState ?? NOWHERE);
    macrostep.now = this.time();
    this.mode = RUNNING;
    this.force({
      time: macrostep.now,
      from,
      to,
      trigger: "error limit",
      payload: null,
      message: `Transition: ${from} -> ${to}`,
      id: this.id,
      params: this.params,
    });
    const unstarted: { readonly run: number; readonly error: unknown }[] = [];
    for (const run of macrostep.due.toSorted((a, b) => a - b)) {
      const error = this.attempt(() => this.startRun(run));
      if (error !== null) unstarted.push({ run, ...error });
    }
    macrostep.due = [];
    macrostep.steps.push(FORCED);
    macrostep.hasMoved = true;
    const { raised } = macrostep;
    this.committed(before, null);
    this.more();
    this.afterwards("taken");
    for (const { run, error } of unstarted) this.failToStart(run, error);
    macrostep.raised = raised;
    this.macrostep(REST, null, true);
    working.tried = tried;
  }

  /** On the forced way: what fails is undone and recorded, and the way goes on. */
  protected attempt(act: () => void): { readonly error: unknown } | null {
    const { macrostep } = this.working();
    const context = { ...this.draft };
    const intents = macrostep.intents.length;
    const raised = macrostep.raised.length;
    try {
      act();
      return null;
    } catch (error) {
      Object.assign(this.draft, context);
      macrostep.intents.length = intents;
      macrostep.raised.length = raised;
      const trigger = "error limit";
      const recorded = recordedError(error);
      this.note({ kind: "failure", trigger, error: recorded, counted: false });
      return { error };
    }
  }

  /** An error from outside of it, as if a callback had thrown it. */
  handleError(error: unknown): Outcome {
    if (this.mode !== IDLE) return "ignored";
    return this.failed(error, "handleError");
  }
}
