import type { Activity, Trigger } from "../../model.ts";
import type { Field, Type } from "../../types.ts";
import type { Names } from "../names/names.ts";
import type { Report } from "../report.ts";

/** Where an expression stands, which decides what it may read. */
export interface Setting {
  readonly names: Names;
  readonly report: Report;
  /**
   * `constants`: literals, enums and functions. `params`: those and params. `machine`: also context, time, guards and
   * states.
   */
  readonly reads: "constants" | "params" | "machine";
  readonly event: EventSetting;
  /** The type of `result`; null where there is none. */
  readonly result: Type | null;
  /** Of `done` and `partial`: the activity, which may declare no result. */
  readonly activity?: Activity;
  readonly error: boolean;
  /** Arguments of the guard whose expression it is. */
  readonly args: readonly Field[];
  /** For messages: `in a timer`, `in the default of a param`. */
  readonly where: string;
}

export type EventSetting =
  | { readonly kind: "none" }
  /** Of `on`: those that may have happened. */
  | { readonly kind: "triggers"; readonly triggers: readonly Trigger[] }
  /** In a guard's own expression: whatever trigger its user has, as far as it has the field. */
  | { readonly kind: "any" }
  /** Of an `on` with a trigger that is not known, which is reported: what its fields are nobody can say. */
  | { readonly kind: "lost" };

export const NO_EVENT: EventSetting = { kind: "none" };
