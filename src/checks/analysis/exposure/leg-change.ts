import type { OutcomeTable } from "./outcome-table.ts";
import { FLAT, type LegState } from "./scene.ts";

/** What a macrostep does to one leg, whatever was true of it before. */
export interface LegChange {
  /** `flat` was asserted. */
  readonly isFlat: boolean;
  /** Since then an order was left: untouched, or partly filled. */
  readonly left: "live" | "part" | null;
}

export const UNCHANGED: LegChange = { isFlat: false, left: null };
export const MADE_FLAT: LegChange = { isFlat: true, left: null };

/** An order is left behind. */
export function leaving(change: LegChange, phase: "live" | "part"): LegChange {
  return { ...change, left: change.left === "part" ? "part" : phase };
}

export function changedBy(
  { isFlat, left }: LegChange,
  before: LegState,
  table: OutcomeTable,
): readonly LegState[] {
  const leg = isFlat ? FLAT : before;
  if (left !== null) return table.left[left](leg);
  // What is not exposed has no cause.
  return [
    leg.held !== false || leg.loose !== false || leg.why === null ? leg : FLAT,
  ];
}
