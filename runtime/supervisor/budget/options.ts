/** What all strategies of a supervisor may use together. What is not said is not limited. */
export interface BudgetOptions {
  /**
   * The most that may be open at a time, by quote currency. An order that is
   * quoted in a currency without a limit is refused.
   */
  readonly exposure?: Readonly<Record<string, number>>;
  /** The most that may be open in one asset (what offsets each other: an instrument's `asset`), in its quote currency. */
  readonly assets?: Readonly<Record<string, number>>;
  /** Orders that add to a position, of all strategies together. */
  readonly orders?: OrderRate;
}

export interface OrderRate {
  /** In the long run. */
  readonly perSecond: number;
  /** At once, after a rest. Default: those of one second, at least 1. */
  readonly burst?: number;
}

/** What is in use, and what there is. */
export interface BudgetState {
  readonly exposure: readonly BudgetShare[];
  readonly assets: readonly BudgetShare[];
  /** Null without a limit. */
  readonly orders: {
    /** That may be placed at once. */
    readonly available: number;
    readonly perSecond: number;
    readonly burst: number;
  } | null;
  /** How many were refused so far, for which limit. */
  readonly refusals: Readonly<Record<BudgetLimit, number>>;
}

export interface BudgetShare {
  /** The currency, or the asset. */
  readonly name: string;
  readonly used: number;
  readonly limit: number;
}

/** What kept an order from being placed. `price`: there was none to measure it by. */
export type BudgetLimit = "exposure" | "asset" | "rate" | "price";

/** @throws RangeError naming what makes no sense */
export function requireBudget({
  exposure,
  assets,
  orders,
}: BudgetOptions): void {
  for (const [name, limits] of [
    ["exposure", exposure],
    ["assets", assets],
  ] as const)
    for (const [of, limit] of Object.entries(limits ?? {}))
      if (!(limit >= 0))
        throw new RangeError(
          `budget.${name}.${of}: expected a number from 0 on, got ${limit}`,
        );
  if (orders === undefined) return;
  const { perSecond, burst } = orders;
  if (!(perSecond > 0 && perSecond < Infinity))
    throw new RangeError(
      `budget.orders.perSecond: expected a finite number above 0, got ${perSecond}`,
    );
  if (burst !== undefined && !(burst >= 1 && burst < Infinity))
    throw new RangeError(
      `budget.orders.burst: expected a finite number from 1 on, got ${burst}`,
    );
}
