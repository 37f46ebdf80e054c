import type { Instrument, OptionContract } from "../market/instrument.ts";

/**
 * What happens to a position without an order. It is told for the instrument,
 * not for an account: each ledger works out what it means for what it held at
 * that time, and an exchange does the same for the account.
 */
export type Settlement =
  | FundingSettlement
  | ExpirySettlement
  | AssignmentSettlement
  | LiquidationSettlement;

interface SettlementEvent {
  /** Unique for the instrument; the same one heard twice is booked once. */
  readonly id: string;
  /** Milliseconds since the epoch. Counts for what was held before it. */
  readonly time: number;
}

/** Longs pay shorts (below 0: the other way) `rate` of the value at `price`. */
export interface FundingSettlement extends SettlementEvent {
  readonly kind: "funding";
  readonly instrument: Instrument;
  readonly rate: number;
  /** At which the position is valued. */
  readonly price: number;
}

/** The option is no more: what is in the money is exercised, delivered or paid as the contract says; the rest is worth nothing. */
export interface ExpirySettlement extends SettlementEvent {
  readonly kind: "expiry";
  readonly instrument: OptionContract;
  /** The underlying's. */
  readonly price: number;
}

/** Holders exercised early: this share of what was short, in whole contracts rounded up, is delivered or paid now. */
export interface AssignmentSettlement extends SettlementEvent {
  readonly kind: "assignment";
  readonly instrument: OptionContract;
  /** From 0 to 1. */
  readonly share: number;
  /** The underlying's. */
  readonly price: number;
}

/** The venue closed the whole position at this price, because the margin was used up. */
export interface LiquidationSettlement extends SettlementEvent {
  readonly kind: "liquidation";
  readonly instrument: Instrument;
  readonly price: number;
  /** In bps of the value. */
  readonly feeBps: number;
}

/** What an account has at one venue, in one currency. */
export interface Account {
  readonly venue: string;
  readonly currency: string;
  /** Cash and what is held, at the last prices. */
  readonly equity: number;
  /** What the positions and the working orders bind. */
  readonly initialMargin: number;
  /** Below this equity positions are closed by the venue. */
  readonly maintenanceMargin: number;
  /** Equity less initial margin, at least 0: what may be bound by new orders. */
  readonly available: number;
}
