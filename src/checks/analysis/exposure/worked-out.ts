/** What is worked out once for a configuration, and then used for all scenes of it. */
import type { Branch, Leg, Run, State } from "../../../model/index.ts";
import type { Raised } from "./draft.ts";
import type { History } from "./known.ts";

/** One way in which an event may be taken: a branch of each region that takes it, without those that lose a conflict. */
export interface Choice {
  readonly branches: readonly Branch[];
  readonly isDeferred: boolean;
}

/** What is done on the way, in turn. */
export type Act =
  | { readonly kind: "enter" | "leave"; readonly run: Run }
  | { readonly kind: "flat"; readonly legs: readonly Leg[] }
  | { readonly kind: "raise"; readonly raised: Raised }
  | { readonly kind: "end" };

export interface Plan {
  readonly leaves: readonly State[];
  readonly history: History;
  readonly acts: readonly Act[];
  /** Something on the way asks TypeScript or the ledger, and may throw. */
  readonly mayThrow: boolean;
  /** For people: what the transition leaves, and what it enters. */
  readonly from: string;
  readonly to: string;
}
