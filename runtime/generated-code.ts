/** What generated files are written with, and the types that their users meet. */
export { callWith, type Call, type ReportingCall } from "./calls.ts";
export type { Description } from "./description.ts";
export {
  contains,
  declared,
  finiteOrNull,
  lengthOf,
  present,
  same,
} from "./expressions.ts";
export { finite } from "./finite.ts";
export {
  StrategyMachine,
  type StrategyTriggers,
  type TypesOf,
} from "./machine.ts";
export type { MachineOptions } from "./machine-options.ts";
export {
  IDLE,
  NOWHERE,
  RUNNING,
  START,
  type ErrorLimit,
  type Recordings,
} from "./machine/core.ts";
export { EFFECTS, ENTRIES, EXITS, type Choice } from "./machine/regions.ts";
export {
  booleanMisfit,
  inside,
  isRecord,
  listMisfit,
  memberMisfit,
  misfit,
  nullMisfit,
  numberMisfit,
  opaqueMisfit,
  optionalMisfit,
  stringMisfit,
  UNKNOWN_TRIGGER,
  type Misfit,
} from "./misfit.ts";
export {
  numberField,
  patchField,
  requireCallbacks,
  requireKnownParams,
  requireParam,
  requirePatch,
  requireResult,
  verdict,
} from "./callbacks.ts";
export type {
  Draft,
  LoadedTrigger,
  MachineFault,
  Outcome,
  OutputEvent,
  OutputOf,
  Phase,
  PlainTrigger,
  PostOptions,
  SendOptions,
  SilentTrigger,
  Step,
  TriggerStep,
} from "./vocabulary.ts";
