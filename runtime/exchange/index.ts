export type {
  ActivityExchange,
  ActivityLimitOrder,
  ActivityOrder,
} from "./activity-exchange.ts";
export { ForbiddenCallError, NoAnswerError } from "./errors.ts";
export type {
  LimitOrderRequest,
  MarketOrderRequest,
  Position,
  StrategyExchange,
  Unsubscribe,
} from "./exchange.ts";
export { executed, executionOf } from "./execution.ts";
export { closeHoldings, flatten } from "./flatten.ts";
export {
  Ledger,
  type LedgerEntry,
  type LedgerOptions,
  type LedgerSummary,
} from "./ledger/ledger.ts";
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
export type { Depth } from "./paper/book.ts";
export {
  noFaults,
  randomFaults,
  scriptedFaults,
  type Fault,
  type FaultPlan,
  type FaultRates,
  type PaperOperation,
  type PaperRequest,
  type ScriptedFault,
} from "./paper/faults/fault.ts";
export type { Latency } from "./paper/network.ts";
export type { Fees } from "./paper/paper-order.ts";
export type { PaperListing } from "./paper/venue.ts";
export { PaperExchange, type PaperExchangeOptions } from "./paper/paper-exchange.ts";
export { permit, type EffectWord, type PermitOptions } from "./permitted.ts";
export type {
  Account,
  AssignmentSettlement,
  ExpirySettlement,
  FundingSettlement,
  LiquidationSettlement,
  Settlement,
} from "./settlement.ts";
