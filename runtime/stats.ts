import type { AuditTrail } from "./trail.ts";

/** Where a machine is, and what it did so far as the audit trail remembers. */
export interface MachineStats {
  /** Null before `start()`. */
  readonly currentState: string | null;
  readonly stateDurationMs: number;
  readonly totalTransitions: number;
  readonly errorCount: number;
  /** By state; the current one up to now. */
  readonly timePerStateMs: Readonly<Record<string, number>>;
  /** False when the trail's ring has dropped records: times per state then begin with the oldest that is left. */
  readonly isComplete: boolean;
}

/** What is asked of the machine itself. */
export interface StatsSource {
  readonly id: string;
  readonly currentState: string | null;
  /** When the current state was entered, milliseconds since the epoch. */
  readonly enteredAt: number;
  readonly totalTransitions: number;
  readonly errorCount: number;
  /** Null until it has started. */
  readonly startedAt: number | null;
  /** Null while it runs. */
  readonly endedAt: number | null;
}

/** Time per state is worked out when somebody asks, so that it costs a running machine nothing. */
export function machineStats(
  source: StatsSource,
  trail: AuditTrail,
  now: number,
): MachineStats {
  const end = source.endedAt ?? now;
  return {
    currentState: source.currentState,
    stateDurationMs: source.currentState === null ? 0 : end - source.enteredAt,
    totalTransitions: source.totalTransitions,
    errorCount: source.errorCount,
    ...timesPerState(source, trail, end),
  };
}

function timesPerState(
  source: StatsSource,
  trail: AuditTrail,
  end: number,
): Pick<MachineStats, "timePerStateMs" | "isComplete"> {
  const times = new Map<string, number>();
  let since: number | null = null;
  let state: string | null = null;
  let isComplete = source.startedAt === null;
  for (const record of trail.records(source.id)) {
    if (record.kind !== "transition") continue;
    if (record.previousState === null) isComplete = true;
    if (since !== null && state !== null)
      times.set(state, (times.get(state) ?? 0) + record.time - since);
    since = record.time;
    state = record.currentState;
  }
  if (since !== null && state !== null)
    times.set(state, (times.get(state) ?? 0) + end - since);
  return { timePerStateMs: Object.fromEntries(times), isComplete };
}
