/** What came of one run of a strategy. Money in the quote currency. */
export interface StrategyResult {
  /** It reached a final state that is not a cancelled one. */
  readonly success: boolean;
  readonly strategyId: string;
  readonly strategyType: string;

  readonly executionTimeMs: number;
  readonly stateTransitionCount: number;

  readonly realizedPnl: number;
  readonly unrealizedPnl: number;
  readonly totalFees: number;
  /** Realized and unrealized, less fees. */
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
export interface FinancialResult {
  readonly realizedPnl: number;
  readonly unrealizedPnl: number;
  readonly totalFees: number;
  readonly ordersExecuted: number;
  readonly positionsOpened: number;
  readonly positionsClosed: number;
}

export const NO_TRADES: FinancialResult = {
  realizedPnl: 0,
  unrealizedPnl: 0,
  totalFees: 0,
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
  const { realizedPnl, unrealizedPnl, totalFees } = parts.financial;
  const netPnl = realizedPnl + unrealizedPnl - totalFees;
  return {
    success: parts.success,
    strategyId: parts.strategyId,
    strategyType: parts.strategyType,
    executionTimeMs: parts.executionTimeMs,
    stateTransitionCount: parts.stateTransitionCount,
    realizedPnl,
    unrealizedPnl,
    totalFees,
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
