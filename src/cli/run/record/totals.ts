/** What all machines of a run came to so far; money in the reporting currency. */
export interface Totals {
  readonly realizedPnl: number;
  readonly unrealizedPnl: number;
  readonly totalFees: number;
  /** Received; below 0: paid. */
  readonly funding: number;
  readonly netPnl: number;
  /** Orders that were filled, in part at least. */
  readonly ordersExecuted: number;
  readonly positionsOpened: number;
  readonly positionsClosed: number;
}

export const NOTHING: Totals = {
  realizedPnl: 0,
  unrealizedPnl: 0,
  totalFees: 0,
  funding: 0,
  netPnl: 0,
  ordersExecuted: 0,
  positionsOpened: 0,
  positionsClosed: 0,
};

export function added(a: Totals, b: Totals): Totals {
  return combined(a, b, (x, y) => x + y);
}

/** What came to `before` until `after`. */
export function difference(after: Totals, before: Totals): Totals {
  return combined(after, before, (x, y) => x - y);
}

function combined(
  a: Totals,
  b: Totals,
  combine: (x: number, y: number) => number,
): Totals {
  return {
    realizedPnl: combine(a.realizedPnl, b.realizedPnl),
    unrealizedPnl: combine(a.unrealizedPnl, b.unrealizedPnl),
    totalFees: combine(a.totalFees, b.totalFees),
    funding: combine(a.funding, b.funding),
    netPnl: combine(a.netPnl, b.netPnl),
    ordersExecuted: combine(a.ordersExecuted, b.ordersExecuted),
    positionsOpened: combine(a.positionsOpened, b.positionsOpened),
    positionsClosed: combine(a.positionsClosed, b.positionsClosed),
  };
}
