import type { LegState } from "./scene.ts";

/** What is true of a leg afterwards: one way, or several. */
export type Row = (leg: LegState) => readonly LegState[];

/** The table of EXPOSURE.md, section 3: what each word comes to on each leg of its activity. What has no row changes nothing. */
export interface OutcomeTable {
  readonly opens: {
    readonly done: Row;
    readonly unknown: Row;
    readonly partial: Row;
  };
  readonly places: { readonly done: Row; readonly unknown: Row };
  readonly closes: { readonly done: Row };
  readonly cancels: { readonly done: Row };
  /** The state is left while an order is under way, or partly filled. */
  readonly left: { readonly live: Row; readonly part: Row };
  /** A crash can come at any time, and `on recover` with it. */
  readonly recover: boolean;
}

/** As if there were no row. Of a `partial` the run is then not known to be partly filled. */
export const NO_ROW: Row = (leg) => [leg];

export const OUTCOMES: OutcomeTable = {
  opens: {
    done: (leg) => [{ ...leg, held: true, why: "opened" }],
    unknown: (leg) => [{ ...leg, loose: true, why: "unknown" }],
    partial: (leg) => [{ ...leg, held: true, why: "partial" }],
  },
  places: {
    done: (leg) => [{ ...leg, loose: true, why: "left" }],
    unknown: (leg) => [{ ...leg, loose: true, why: "unknown" }],
  },
  closes: {
    // A loose order stays loose: nobody has taken it back.
    done: (leg) => [
      { ...leg, held: false, why: leg.loose === false ? null : leg.why },
    ],
  },
  cancels: {
    // What filled before the cancel, filled.
    done: (leg) =>
      leg.loose === false
        ? [leg]
        : [
            { ...leg, loose: false, why: leg.held === false ? null : leg.why },
            { held: true, loose: false, why: "cancelled" },
          ],
  },
  left: {
    live: (leg) => [{ ...leg, loose: true, why: "left" }],
    part: () => [{ held: true, loose: true, why: "left" }],
  },
  recover: true,
};
