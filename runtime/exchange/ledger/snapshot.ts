import type { Fill } from "../order.ts";
import type { Settlement } from "../settlement.ts";
import type { Claim } from "./claims.ts";
import type { OrderRecord } from "./order-register.ts";

/** What a ledger heard: all else follows from it. */
export type Heard =
  | { readonly kind: "fill"; readonly leg: string; readonly fill: Fill }
  | { readonly kind: "settlement"; readonly settlement: Settlement };

/** A ledger as plain JSON, without its marks: the market says those again. */
export interface LedgerSnapshot {
  /** The reporting currency. */
  readonly currency: string | null;
  readonly orders: readonly OrderRecord[];
  readonly claims: readonly Claim[];
  /** In the order in which it was heard. */
  readonly heard: readonly Heard[];
}
