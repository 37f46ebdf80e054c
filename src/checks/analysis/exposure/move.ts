import type { Outcome, Run, Trigger } from "../../../model/index.ts";
import type { Rest } from "./macrostep.ts";
import type { Legs } from "./scene.ts";

/** What brings a step about. */
export type MoveCause =
  | { readonly kind: "trigger"; readonly trigger: Trigger }
  | { readonly kind: "timer" }
  | { readonly kind: "outcome"; readonly run: Run; readonly outcome: Outcome }
  | { readonly kind: "error" }
  | { readonly kind: "recover" }
  | { readonly kind: "limit" };

/** One step of the machine, or of the venue, from rest to rest, whatever is true at the venue. */
export interface Move {
  readonly cause: MoveCause;
  readonly label: string;
  /** What the venue comes to before the machine moves. */
  readonly venue: (legs: Legs) => readonly Legs[];
  readonly rest: Rest;
  /** The machine took it: otherwise only the venue moved on. */
  readonly isTaken: boolean;
}

/** What brings a step about, and what the venue has done with it. */
export type Occasion = Pick<Move, "cause" | "label" | "venue">;
