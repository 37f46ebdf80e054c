/** What generated files are written with, and the types that their users meet. */
export type { Description } from "./description.ts";
export { finite } from "./finite.ts";
export { StrategyMachine } from "./machine.ts";
export type { MachineOptions } from "./machine-options.ts";
export { IDLE, NOWHERE, RUNNING, START } from "./machine/core.ts";
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
  requireKnownParams,
  requireParam,
  requirePatch,
  requirePatchField,
  requireResult,
  verdict,
} from "./callbacks.ts";
export type {
  Draft,
  Fault,
  Outcome,
  OutputEvent,
  Phase,
  PostOptions,
  SendOptions,
  Step,
} from "./vocabulary.ts";
