export type {
  Body,
  Content,
  DoneContent,
  Param,
  SendContent,
} from "./content.ts";
export type {
  At,
  Block,
  Condition,
  Data,
  DataDocument,
  OutsideEvent,
} from "./document.ts";
export type {
  DataModel,
  Outcome,
  PayloadField,
  PlatformError,
  RaisesError,
  Refusal,
  Step,
  StepBranch,
  Steps,
} from "./result.ts";
export { dataModelOf } from "./data-model.ts";
export { textBetween, type Text } from "./text.ts";
