export type {
  DataDeclarations,
  DataModel,
  DatumElement,
  Iterations,
  Use,
} from "./data-model.ts";
export type { Flow } from "./flow.ts";
export type {
  Alternatives,
  Assigned,
  Literal,
  Refused,
  Said,
  Throws,
} from "./result.ts";
export type { EventScope, PayloadField, Scope } from "./scope.ts";
export type { Shape } from "./shapes/shape.ts";
