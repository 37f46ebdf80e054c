import type { PathStep } from "../../../diagnostics/index.ts";
import type { Branch, Leg, Run, State, Trigger } from "../../../model/index.ts";
import type { LegChange } from "./leg-change.ts";
import type { RunPhase } from "./scene.ts";

/** An event that waits for its turn. */
export type Raised =
  | { readonly kind: "trigger"; readonly trigger: Trigger }
  | { readonly kind: "done"; readonly state: State };

/** What goes wrong on the way itself, whatever state it ends in. */
export type Slip =
  /** An order that opens is started while halted or in error. */
  | { readonly kind: "risk"; readonly run: Run; readonly leg: Leg }
  /** One is started while an earlier one may still work. */
  | { readonly kind: "double"; readonly run: Run; readonly leg: Leg }
  /** `flat` is asserted where an order of the leg is under way. */
  | { readonly kind: "flat"; readonly leg: Leg };

/** `fresh`: its state was entered in this macrostep, and it starts at the end of it. */
export type DraftPhase = RunPhase | "fresh";

/** A machine in the middle of a macrostep, and what it has done to the legs so far. */
export interface Draft {
  readonly leaves: readonly State[];
  readonly history: ReadonlyMap<State, readonly State[]>;
  readonly runs: ReadonlyMap<Run, DraftPhase>;
  /** In the order of the strategy's legs. */
  readonly changes: readonly LegChange[];
  readonly halted: boolean;
  readonly queue: readonly Raised[];
  /** For people. */
  readonly path: readonly PathStep[];
  /** The branches that were taken, in order. */
  readonly taken: readonly Branch[];
  /** Something on the way asks TypeScript or the ledger, and may throw. */
  readonly mayThrow: boolean;
  readonly ended: boolean;
  readonly slips: readonly Slip[];
}
