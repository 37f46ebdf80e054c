import type { Fill } from "../order.ts";

/** What was booked, and should be looked at: something is not as it was meant. */
export type LedgerIncident =
  /** More was filled than was ordered. */
  | {
      readonly kind: "overfill";
      readonly fill: Fill;
      readonly leg: string;
      readonly ordered: number;
      readonly filled: number;
    }
  /** A fill of an order that has this machine's prefix, and that it knows nothing of. */
  | {
      readonly kind: "unknown-order";
      readonly fill: Fill;
      readonly leg: string;
    }
  /** A fill with the id of one that was booked, and other terms. It is not booked. */
  | {
      readonly kind: "conflicting-fill";
      readonly fill: Fill;
      readonly booked: Fill;
    };
