import { AlreadyStartedError, JournalError, StoppingError } from "./errors.ts";
import { messageOf } from "./failure.ts";
import { AppliedEvents } from "./journal/applied-events.ts";
import { CLOSED, NOT_STARTED } from "./machine/core.ts";
import type { WaitingEvent } from "./machine/inbox.ts";
import { MachineReplay } from "./machine/replay.ts";
import { NO_TRADES, strategyResult, type StrategyResult } from "./result.ts";
import { machineStats, type MachineStats } from "./stats.ts";
import type {
  Outcome,
  PostOptions,
  SendOptions,
  StrategyTypes,
} from "./vocabulary.ts";

/** The triggers of a strategy, and those of them that somebody sends to all strategies. */
export interface StrategyTriggers {
  readonly all: readonly string[];
  /** In the order of the spec, as are the others; empty where it declares none. */
  readonly suspend: readonly string[];
  readonly resume: readonly string[];
  readonly emergency: readonly string[];
}

declare const TYPES: unique symbol;

/** A machine's types as its generated file says them; `StrategyTypes` of what is no machine. */
export type TypesOf<Machine> = Machine extends {
  readonly [TYPES]: infer Types extends StrategyTypes;
}
  ? Types
  : StrategyTypes;

/**
 * A running strategy. What every generated class extends, and what is the same for all of them; what the generated
 * class adds is `send`, `post` and `can` with the strategy's own triggers and payloads.
 */
export abstract class StrategyMachine<
  Types extends StrategyTypes = StrategyTypes,
> extends MachineReplay<Types> {
  /** For the compiler alone, which reads a machine's types off it. Never there at run time. */
  declare readonly [TYPES]: Types;

  /** The innermost state that contains all active ones; null before `start()`. */
  abstract get state(): Types["state"] | null;

  /**
   * Takes an event to completion. Never throws for what the strategy's own callbacks throw: then it is undone, and
   * the outcome is `failed`.
   *
   * @throws NotStartedError, UnknownTriggerError, PayloadError; nothing has changed then
   */
  abstract send(
    trigger: Types["trigger"],
    payload?: unknown,
    options?: SendOptions,
  ): Outcome;

  /** As `send`, and resolves when the record is durable; `duplicate` for an id that was applied before. */
  abstract post(
    trigger: Types["trigger"],
    payload?: unknown,
    options?: PostOptions,
  ): Promise<Outcome | "duplicate">;

  /** Whether it would be taken now. Asks guards, changes nothing; a guard that throws says no. */
  abstract can(trigger: Types["trigger"], payload?: unknown): boolean;

  /**
   * Enters the initial state.
   *
   * @throws AlreadyStartedError, MachineIdError
   * @throws JournalError if the journal knows a machine of this id
   */
  start(): Outcome {
    if (this.active !== NOT_STARTED || this.mode === CLOSED)
      throw new AlreadyStartedError(this.id);
    if (this.host.journal?.has(this.id) === true)
      throw new JournalError(
        `the journal has records of ${this.id} already: recover it, or give this one another id`,
        this.id,
      );
    this.host.enter(this.id);
    if (this.host.exchange !== null) void this.ledger;
    // A plain machine has none before it needs them; who watches hears of all.
    if (this.host.isWatched) this.working();
    return this.macrostep("start", null, true) ?? "ignored";
  }

  /** Read-only, and always the present one: a macrostep that is undone was never to be seen in it. */
  get context(): Readonly<Types["context"]> {
    return this.draft;
  }

  /** The spec's. */
  get version(): number {
    return this.description.version;
  }

  get triggers(): StrategyTriggers {
    const { triggers, emergencies, suspends, resumes } = this.description;
    return {
      all: triggers,
      suspend: suspends ?? [],
      resume: resumes ?? [],
      emergency: emergencies,
    };
  }

  /** The active states that have no active child, in document order. */
  get configuration(): readonly Types["state"][] {
    const { state } = this;
    return state === null ? [] : [state];
  }

  /** Whether the state is active, itself or through one of its descendants. */
  matches(state: Types["state"]): boolean {
    const { states } = this.description;
    return this.isIn(states.findIndex((each) => each.path === state));
  }

  get isCompleted(): boolean {
    return this.hasEnded;
  }

  get isError(): boolean {
    return this.phase === "error";
  }

  /** Macrosteps that changed the state, the start not counted. */
  get transitionCount(): number {
    return Math.max(0, this.entries - 1);
  }

  /** Milliseconds since the epoch; null before `start()`. */
  get startedAt(): number | null {
    return this.active === NOT_STARTED ? null : this.begun;
  }

  /** When it entered a final state; null while it has not. */
  get endedAt(): number | null {
    return this.hasEnded ? this.latest : null;
  }

  /** From the start to the end, or to now. */
  get executionTimeMs(): number {
    const { startedAt, endedAt } = this;
    return startedAt === null ? 0 : (endedAt ?? this.time()) - startedAt;
  }

  /** Where it is and how long it has been where, as far as the audit trail remembers. */
  stats(): MachineStats {
    const { id, errorCount, startedAt, endedAt } = this;
    return machineStats(
      {
        id,
        errorCount,
        startedAt,
        endedAt,
        currentState: this.state,
        enteredAt: this.enteredAt(),
        totalTransitions: this.transitionCount,
      },
      this.host.trail,
      this.time(),
    );
  }

  /** Hears of every output when its record is durable, until the returned function is called. */
  onOutput(listener: (output: Types["output"]) => void): () => void {
    const { listeners } = this.working();
    const heard = { hear: listener };
    listeners.add(heard);
    return () => void listeners.delete(heard);
  }

  /** Resolves when all that happened so far is durable. @throws JournalError (rejects) */
  async flushed(): Promise<void> {
    await this.host.journal?.flushed(this.id);
  }

  /** What came of it so far. */
  result(): StrategyResult {
    const { ledger, state, context, phase, lastError } = this;
    const error = lastError?.error ?? null;
    return strategyResult({
      success: phase === "completed",
      strategyId: this.id,
      strategyType: this.type,
      executionTimeMs: this.executionTimeMs,
      stateTransitionCount: this.transitionCount,
      error:
        error === null || error instanceof Error
          ? error
          : new Error(messageOf(error)),
      additionalData: { state, phase, context: { ...context } },
      financial: ledger?.summary() ?? NO_TRADES,
    });
  }

  /** Starts it if need be; resolves at a final state, an error state or its time-out. */
  async runCycle(): Promise<StrategyResult> {
    if (this.active === NOT_STARTED) this.start();
    const working = this.working();
    const isOver = () =>
      this.hasEnded ||
      this.isError ||
      working.hasTimedOut ||
      this.mode === CLOSED;
    if (!isOver())
      await new Promise<void>((resolve) => {
        const watcher = () => {
          if (!isOver()) return;
          working.watchers = working.watchers.filter(
            (each) => each !== watcher,
          );
          resolve();
        };
        working.watchers.push(watcher);
      });
    return this.result();
  }

  /** Stops all runs and timers. Every event is ignored from here on. */
  cleanup(): void {
    if (this.mode === CLOSED) return;
    this.mode = CLOSED;
    if (this.active !== NOT_STARTED) this.host.leave(this.id);
    const { workings } = this;
    if (workings === null) return;
    this.stopTime();
    for (const index of workings.runs.keys()) this.leaveRun(index)?.stop();
    workings.inbox.dropDeferred();
    for (const watcher of workings.watchers) watcher();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cleanup();
    await this.flushed();
  }

  /**
   * As `post`, of an event that another machine's output became: known again by its id, however long it was on its way.
   *
   * @throws (rejects) StoppingError, NotStartedError, UnknownTriggerError, PayloadError, JournalError
   */
  postRouted(
    trigger: string,
    payload: unknown,
    words: RoutedWords,
  ): Promise<Outcome | "duplicate"> {
    return this.posted(trigger, payload, words);
  }

  /** What the generated `post` does. */
  protected async posted(
    trigger: string,
    payload: unknown,
    { id = null, message = null, time = null }: PostWords,
  ): Promise<Outcome | "duplicate"> {
    this.admit(trigger, payload);
    if (this.host.supervision?.isStopping === true)
      throw new StoppingError(this.id, trigger);
    const isKnown = id !== null && this.wasApplied(id, time ?? this.time());
    const outcome = isKnown
      ? "duplicate"
      : await this.applied(
          { trigger, payload, message, outside: true, id },
          id,
        );
    // A duplicate too: what it is a duplicate of may not be durable yet.
    await this.flushed();
    return outcome;
  }

  /** Its id counts from the moment on in which it is accepted, unless it fails: then it was not applied. */
  private applied(
    event: Omit<WaitingEvent, "settle">,
    id: string | null,
  ): Promise<Outcome> {
    const working = this.working();
    const applied = (working.applied ??= new AppliedEvents());
    if (id !== null) applied.add(id, this.time());
    return new Promise((resolve) => {
      const settle = (outcome: Outcome): void => {
        // At once: whoever sends it again meanwhile is not told that it was applied.
        if (id !== null && outcome === "failed") applied.delete(id);
        resolve(outcome);
      };
      this.accept({ ...event, settle });
    });
  }

  /** @param time when it was sent, at the latest: it is remembered for so long */
  private wasApplied(id: string, time: number): boolean {
    return (
      this.workings?.applied?.has(id, time) === true ||
      this.host.journal?.hasApplied(this.id, id, time) === true
    );
  }
}

interface PostWords {
  readonly id?: string | null;
  readonly message?: string | null;
  readonly time?: number | null;
}

interface RoutedWords {
  readonly id: string;
  readonly message: string;
  /** When it was sent, milliseconds since the epoch. */
  readonly time: number;
}
