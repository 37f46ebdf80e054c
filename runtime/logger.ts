import { harmless } from "./harmless.ts";

/** Writes one line: what it is about, then what to say. Members of `fields` are for machines, the message for people. */
export type LogMethod = (
  fields: Readonly<Record<string, unknown>>,
  message: string,
) => void;

/** What the runtime needs of a logger. A pino logger is one, and so is whatever has its shape. */
export interface Logger {
  readonly debug: LogMethod;
  readonly info: LogMethod;
  readonly warn: LogMethod;
  readonly error: LogMethod;
}

/** The same, and what it throws is nobody's but its own: the first time, a warning of the process. */
export function harmlessLogger(logger: Logger): Logger {
  const safely = harmless();
  const method =
    (level: keyof Logger): LogMethod =>
    (fields, message) =>
      safely(() => logger[level](fields, message));
  return {
    debug: method("debug"),
    info: method("info"),
    warn: method("warn"),
    error: method("error"),
  };
}

/** How long a strategy's transitions took. */
export interface TransitionStatistics {
  readonly totalTransitions: number;
  readonly avgTransitionTimeMs: number;
  readonly maxTransitionTimeMs: number;
  readonly minTransitionTimeMs: number;
}

/** Logs state transitions, and keeps how long they took by strategy. */
export class TransitionLogger {
  readonly #logger: Logger;
  readonly #totals = new Map<string, Totals>();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /**
   * @param transitionTimeMs how long the transition took, callbacks included
   * @param trigger what it was that led there
   */
  logTransition(
    strategyId: string,
    oldState: string | null,
    newState: string | null,
    transitionTimeMs: number,
    trigger: string,
  ): void {
    const totals = this.#totals.get(strategyId) ?? new Totals();
    this.#totals.set(strategyId, totals);
    totals.add(transitionTimeMs);
    this.#logger.info(
      {
        machine: strategyId,
        trigger,
        state: newState,
        previousState: oldState,
        transitionTimeMs,
      },
      "State transition",
    );
  }

  /** Null for a strategy that made no transition. */
  statistics(strategyId: string): TransitionStatistics | null {
    return this.#totals.get(strategyId)?.statistics() ?? null;
  }
}

class Totals {
  #count = 0;
  #sum = 0;
  #max = -Infinity;
  #min = Infinity;

  add(time: number): void {
    this.#count += 1;
    this.#sum += time;
    this.#max = Math.max(this.#max, time);
    this.#min = Math.min(this.#min, time);
  }

  statistics(): TransitionStatistics {
    return {
      totalTransitions: this.#count,
      avgTransitionTimeMs: this.#sum / this.#count,
      maxTransitionTimeMs: this.#max,
      minTransitionTimeMs: this.#min,
    };
  }
}
