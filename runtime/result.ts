/** What came of one run of a strategy. Money in the reporting currency. */
export interface StrategyResult {
  /** It reached a final state that is not a cancelled one. */
  readonly success: boolean;
  readonly strategyId: string;
  readonly strategyType: string;

  readonly executionTimeMs: number;
  readonly stateTransitionCount: number;

  /** The reporting currency: that of the first traded instrument's price; null where nothing was traded. */
  readonly currency: string | null;
  readonly realizedPnl: number;
  readonly unrealizedPnl: number;
  readonly totalFees: number;
  /** Received for holding perpetuals; below 0: paid. */
  readonly funding: number;
  /** Realized and unrealized, less fees, with funding. */
  readonly netPnl: number;
  readonly isProfitable: boolean;

  /** Orders that were filled, in part at least. */
  readonly ordersExecuted: number;
  readonly positionsOpened: number;
  readonly positionsClosed: number;

  /** The last error, whether or not the strategy got over it. */
  readonly error: Error | null;
  readonly errorMessage: string | null;

  /** What the strategy itself has to say: its state at the end and its context. */
  readonly additionalData: Readonly<Record<string, unknown>>;
}

/** What the ledger of a machine has to say; all zero without one. */
export type FinancialResult = Pick<
  StrategyResult,
  | "currency"
  | "realizedPnl"
  | "unrealizedPnl"
  | "totalFees"
  | "funding"
  | "ordersExecuted"
  | "positionsOpened"
  | "positionsClosed"
>;

export const NO_TRADES: FinancialResult = {
  currency: null,
  realizedPnl: 0,
  unrealizedPnl: 0,
  totalFees: 0,
  funding: 0,
  ordersExecuted: 0,
  positionsOpened: 0,
  positionsClosed: 0,
};

/** What is not worked out of the rest. */
export interface ResultParts extends Pick<
  StrategyResult,
  | "success"
  | "strategyId"
  | "strategyType"
  | "executionTimeMs"
  | "stateTransitionCount"
  | "error"
  | "additionalData"
> {
  readonly financial: FinancialResult;
}

export function strategyResult(parts: ResultParts): StrategyResult {
  const { currency, realizedPnl, unrealizedPnl, totalFees, funding } =
    parts.financial;
  const netPnl = realizedPnl + unrealizedPnl - totalFees + funding;
  return {
    success: parts.success,
    strategyId: parts.strategyId,
    strategyType: parts.strategyType,
    executionTimeMs: parts.executionTimeMs,
    stateTransitionCount: parts.stateTransitionCount,
    currency,
    realizedPnl,
    unrealizedPnl,
    totalFees,
    funding,
    netPnl,
    isProfitable: netPnl > 0,
    ordersExecuted: parts.financial.ordersExecuted,
    positionsOpened: parts.financial.positionsOpened,
    positionsClosed: parts.financial.positionsClosed,
    error: parts.error,
    errorMessage: parts.error === null ? null : parts.error.message,
    additionalData: parts.additionalData,
  };
}
