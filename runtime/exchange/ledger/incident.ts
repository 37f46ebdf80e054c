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

/** For a log: what is not as it was meant, in one line. */
export function incidentText(incident: LedgerIncident): string {
  const { instrument, clientOrderId, quantity, tradeId } = incident.fill;
  const what = `${quantity} of ${instrument.id}`;
  switch (incident.kind) {
    case "overfill":
      return `order ${clientOrderId} was filled beyond its quantity: ${incident.filled} of ${incident.ordered}, on leg ${incident.leg}`;
    case "unknown-order":
      return `a fill of ${what} is of order ${clientOrderId}, which is not known; booked on leg ${incident.leg}`;
    case "conflicting-fill":
      return `trade ${tradeId} came again with other terms, ${what}; not booked`;
  }
}
