export type { Answer } from "./addressing.ts";
export type { BroadcastReport } from "./broadcast.ts";
export type {
  BudgetLimit,
  BudgetOptions,
  BudgetShare,
  BudgetState,
  OrderRate,
} from "./budget/options.ts";
export type { Command, CommandReport, NotObeyed, Obeyed } from "./command.ts";
export {
  DuplicateMachineError,
  DuplicateRouteError,
  OverBudgetError,
  SupervisorStoppedError,
} from "./errors.ts";
export type { Handover } from "./handover.ts";
export type { OpenSupervisorOptions, SupervisorOptions } from "./options.ts";
export type {
  MigrationsByName,
  NotRecovered,
  Recovered,
  RecoveryReport,
  Revivals,
} from "./recovery.ts";
export type { RouteOptions } from "./routes.ts";
export type { SignalOptions, StopSignal } from "./signals.ts";
export type { StopOptions, StopReport } from "./stopping.ts";
export type { Headcount, SupervisorSummary } from "./summary.ts";
export { Supervisor } from "./supervisor.ts";
export type {
  AnyPayload,
  AnyTrigger,
  OutputOfStrategy,
  PayloadOf,
  SupervisedOptions,
  TriggerOf,
} from "./typed-names.ts";
