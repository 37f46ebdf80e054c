/** Of an order, or of who took what was there. */
export type Side = "buy" | "sell";
