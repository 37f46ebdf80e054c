/** `@fsmc/runtime`: what generated strategies run on, and what their callbacks and hosts are written with. */
export { Run } from "./activities.ts";
export type { ActivityCall, StopReason } from "./activity-call.ts";
export type { Backoff } from "./backoff.ts";
export type { Clock } from "./clock.ts";
export {
  AlreadyStartedError,
  AsyncActionError,
  CallbackError,
  EndlessInstantError,
  EndlessStepError,
  GuardError,
  JournalError,
  MachineIdError,
  NotFiniteError,
  NotFlatError,
  NotStartedError,
  ParamError,
  PatchError,
  PayloadError,
  Rejected,
  ResultError,
  StoppingError,
  SurfaceError,
  UnknownStrategyError,
  UnknownTriggerError,
  type JournalReason,
} from "./errors.ts";
export * from "./exchange/index.ts";
export {
  strategies,
  StrategyFactory,
  type StrategyClass,
  type StrategyName,
  type StrategyOf,
  type StrategyOptions,
  type StrategyRegistry,
} from "./factory.ts";
export type { Failure } from "./failure.ts";
export * from "./generated-code.ts";
export { Host, type HostOptions } from "./host.ts";
export { AppliedEvents } from "./journal/applied-events.ts";
export type {
  Journal,
  JournaledMachine,
  JournalOwner,
  JournalRecord,
  JournalSource,
} from "./journal/journal.ts";
export type { Migrated, Migration, Migrations } from "./journal/migration.ts";
export { MemoryJournal, type Durability } from "./journal/memory.ts";
export type {
  IntegrityProblem,
  IntegrityReport,
} from "./journal/sqlite/integrity.ts";
export {
  JournalFile,
  type JournaledHead,
  type JournalTail,
  type RecordRange,
} from "./journal/sqlite/journal-file.ts";
export type { CompactionReport } from "./journal/sqlite/message.ts";
export type { JournalHolder } from "./journal/sqlite/owner-lock.ts";
export {
  SqliteJournal,
  type JournalState,
  type SqliteJournalOptions,
} from "./journal/sqlite/sqlite-journal.ts";
export {
  applyPatch,
  isWhole as isWholeSnapshot,
  type DelayedSnapshot,
  type DeferredSnapshot,
  type EventSnapshot,
  type MachineSnapshot,
  type MachineState,
  type SnapshotPatch,
  type TimeoutSnapshot,
  type TimerSnapshot,
} from "./journal/snapshot.ts";
export {
  TransitionLogger,
  type Logger,
  type LogMethod,
  type TransitionStatistics,
} from "./logger.ts";
export * from "./market/index.ts";
export type { OwnedRun, RunOwner } from "./run-owner.ts";
export { Random } from "./random.ts";
export { strategyResult, type StrategyResult } from "./result.ts";
export type {
  LateResult,
  RunDeclaration,
  RunOutcome,
  RunPlan,
  RunSnapshot,
} from "./run-data.ts";
export type {
  Finding,
  Market,
  MarketRequest,
  RunnableMachine,
  RunningStrategy,
  SetupParts,
  StrategySetup,
} from "./setup.ts";
export { SimulatedClock } from "./simulated-clock.ts";
export type { MachineStats } from "./stats.ts";
export * from "./supervisor/index.ts";
export { RUNTIME_SURFACE, requireSurface } from "./surface.ts";
export { SystemClock, type TimeSources } from "./system-clock.ts";
export { Timer } from "./timers.ts";
export {
  allTrackers,
  type AttemptEnded,
  type AttemptOutcome,
  type Tracked,
  type TrackedAttempt,
  type Tracker,
} from "./tracker.ts";
export { AuditTrail, type Recorded } from "./trail.ts";
export {
  trailEntry,
  type RecordedError,
  type StepText,
  type TrailEntry,
  type TrailNote,
  type TrailRecord,
  type TransitionRecord,
} from "./trail-record.ts";
export * from "./watching/index.ts";
