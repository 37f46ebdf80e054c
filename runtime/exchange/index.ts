export type {
  ActivityExchange,
  ActivityLimitOrder,
  ActivityOrder,
} from "./activity-exchange.ts";
export {
  ForbiddenCallError,
  NoAnswerError,
  OpenOrderError,
  OrderInDoubtError,
  UnsettledOrderError,
} from "./errors.ts";
export type {
  LimitOrderRequest,
  MarketOrderRequest,
  Position,
  StrategyExchange,
  Unsubscribe,
} from "./exchange.ts";
export { executed, executionOf } from "./execution.ts";
export { closeHoldings, flatten, type ClosingOptions } from "./flatten.ts";
export {
  BLOTTER_HEADER,
  blotterCsv,
  blotterRow,
  type BlotterSource,
} from "./ledger/blotter.ts";
export { incidentText, type LedgerIncident } from "./ledger/incident.ts";
export {
  Ledger,
  type LedgerEntry,
  type LedgerOptions,
} from "./ledger/ledger.ts";
export type {
  FillPosting,
  Posting,
  SettlementPosting,
} from "./ledger/posting.ts";
export type { LedgerSnapshot } from "./ledger/snapshot.ts";
export type {
  CurrencyAmounts,
  Exposure,
  LedgerSummary,
} from "./ledger/summary.ts";
export type { Holding, Inventory } from "./ledger/holding-book.ts";
export { NO_EXCHANGE } from "./no-exchange.ts";
export {
  isFinal,
  opposite,
  signedQuantity,
  type Execution,
  type Fill,
  type Order,
  type OrderStatus,
  type OrderType,
  type Refusal,
  type Side,
} from "./order.ts";
export type { OrderIntent, OrderRecord } from "./ledger/order-register.ts";
export {
  settlementEffect,
  type SettlementEffect,
  type SettlementTrade,
} from "./settlement-effect.ts";
export type {
  AssignmentOptions,
  ScriptedAssignment,
} from "./paper/assignments.ts";
export type { Depth } from "./paper/book.ts";
export type { Fees } from "./paper/fees.ts";
export {
  noFaults,
  type Fault,
  type FaultKind,
  type FaultPlan,
  type PaperOperation,
  type PaperRequest,
} from "./paper/faults/fault.ts";
export { randomFaults, type FaultRates } from "./paper/faults/random.ts";
export { faultScript, parseFaultScript } from "./paper/faults/script.ts";
export { FaultScriptError } from "./paper/faults/script-reading.ts";
export {
  combinedFaults,
  scriptedFaults,
  type ScriptedFault,
} from "./paper/faults/scripted.ts";
export type { FaultCounts } from "./paper/faults/tally.ts";
export type { Cash } from "./paper/holding-account.ts";
export type { Latency, LatencyTail } from "./paper/latency.ts";
export type { MarginRates } from "./paper/margin.ts";
export type { PaperAccount } from "./paper/margin-account.ts";
export type { PaperListing } from "./paper/market.ts";
export type { PaperExchangeOptions } from "./paper/options.ts";
export { PaperExchange, type PaperBooks } from "./paper/paper-exchange.ts";
export { permit, type EffectWord, type PermitOptions } from "./permitted.ts";
export type {
  Account,
  AssignmentSettlement,
  ExpirySettlement,
  FundingSettlement,
  LiquidationSettlement,
  Settlement,
} from "./settlement.ts";
