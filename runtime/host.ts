import type { Clock } from "./clock.ts";
import { MachineIdError } from "./errors.ts";
import type { StrategyExchange } from "./exchange/exchange.ts";
import type { Journal } from "./journal/journal.ts";
import { harmlessLogger, TransitionLogger, type Logger } from "./logger.ts";
import { SystemClock } from "./system-clock.ts";
import type { Supervision } from "./supervision.ts";
import { harmlessTracker, type Tracker } from "./tracker.ts";
import { AuditTrail } from "./trail.ts";

/** What may be said about a host; each has a default. */
export interface HostOptions {
  /** Default: the system's clock. */
  readonly clock?: Clock;
  /** Null: what happened is kept in memory only, in the audit trail. */
  readonly journal?: Journal | null;
  /** Hears how machines fare; what it throws becomes a warning of the process. */
  readonly tracker?: Tracker | null;
  /** Likewise. */
  readonly logger?: Logger | null;
  /** What activities trade through; null: they bring their own. */
  readonly exchange?: StrategyExchange | null;
  /** Spreads the backoff of activities. Default 0. */
  readonly seed?: number | string;
  /** Who looks after the machines; a `Supervisor` says itself. */
  readonly supervision?: Supervision | null;
  /** Default: the last 4,096 steps of all machines. */
  readonly trail?: AuditTrail;
}

/** The surroundings that machines share. */
export class Host {
  readonly clock: Clock;
  readonly journal: Journal | null;
  readonly tracker: Tracker | null;
  readonly logger: Logger | null;
  /** Logs transitions to `logger`, and keeps how long they took; null without one. */
  readonly transitions: TransitionLogger | null;
  readonly exchange: StrategyExchange | null;
  readonly seed: number | string;
  readonly trail: AuditTrail;
  readonly supervision: Supervision | null;
  /** Whether somebody hears of every macrostep: machines then leave their shortest way. */
  readonly isWatched: boolean;
  /** Machines that run, where their ids must tell them apart. */
  readonly #running: Set<string> | null;
  /** Where ticks count from. */
  readonly #epoch: number;

  constructor(options: HostOptions = {}) {
    this.clock = options.clock ?? new SystemClock();
    this.journal = options.journal ?? null;
    const { tracker = null, logger = null } = options;
    this.tracker = tracker === null ? null : harmlessTracker(tracker);
    this.logger = logger === null ? null : harmlessLogger(logger);
    this.supervision = options.supervision ?? null;
    this.transitions =
      this.logger === null ? null : new TransitionLogger(this.logger);
    this.exchange = options.exchange ?? null;
    this.seed = options.seed ?? 0;
    this.trail = options.trail ?? new AuditTrail();
    this.#running =
      this.journal === null && this.exchange === null ? null : new Set();
    this.#epoch = timeOf(this.clock);
    this.isWatched =
      this.journal !== null ||
      this.tracker !== null ||
      this.logger !== null ||
      this.supervision !== null;
  }

  /** A machine begins. @throws MachineIdError if one with its id does run, and they share a journal or an exchange */
  enter(id: string): void {
    if (this.#running === null) return;
    if (this.#running.has(id)) throw new MachineIdError(id);
    this.#running.add(id);
  }

  /** It was cleaned up. */
  leave(id: string): void {
    this.#running?.delete(id);
  }

  /**
   * Milliseconds since the host began: what machines keep of an instant. For 24 days to both sides it is what V8 keeps in
   * a field without a box, but only if it is told so: the difference of two doubles stays a double even when it is whole.
   */
  ticksOf(instant: number): number {
    const ticks = instant - this.#epoch;
    const whole = ticks | 0;
    // In a call: as long as no clock needs it, V8 keeps the result an integer.
    return whole === ticks ? whole : asTheyAre(ticks);
  }

  instantOf(ticks: number): number {
    return this.#epoch + ticks;
  }

  /** The clock's time, but not before an instant in ticks: within a machine time does not go back. */
  nowSince(ticks: number): number {
    const now = this.clock.now();
    const before = this.#epoch + ticks;
    return now > before ? now : before;
  }
}

/** Parts of a millisecond, or more than 24 days. */
function asTheyAre(ticks: number): number {
  return ticks;
}

const hosts = new WeakMap<HostOptions, Host>();
let defaultHost: Host | null = null;

/** The host that is meant: the same options make one host, no options the process's. */
export function hostOf(options: Host | HostOptions | null): Host {
  if (options instanceof Host) return options;
  if (options === null) return (defaultHost ??= new Host());
  const host = hosts.get(options) ?? new Host(options);
  hosts.set(options, host);
  return host;
}

/** A clock that fails says so where somebody needs it. */
function timeOf(clock: Clock): number {
  try {
    return clock.now();
  } catch {
    return 0;
  }
}
