import { notional } from "../../market/contract.ts";
import { unrealizedOf, type HoldingBook } from "./holding-book.ts";
import type { Marks } from "./marks.ts";

/** Money of one currency. */
export interface Money {
  /** Before fees. */
  readonly realizedPnl: number;
  /** Before fees, at the last marks; a holding without a mark counts at cost. */
  readonly unrealizedPnl: number;
  readonly totalFees: number;
  /** Received for holding perpetuals; below 0: paid. */
  readonly funding: number;
  /** Realized and unrealized, less fees, with funding. */
  readonly netPnl: number;
}

export interface CurrencyAmounts extends Money {
  readonly currency: string;
}

/** Money in the reporting currency. */
export interface LedgerSummary extends Money {
  /** The reporting currency; null before anything is traded. */
  readonly currency: string | null;
  /** The exact amounts, in the currencies that they are in. */
  readonly byCurrency: readonly CurrencyAmounts[];
  /** Currencies that are not in the sums, since no mark says what they are worth. */
  readonly unconverted: readonly string[];
  readonly ordersPlaced: number;
  /** Orders that were filled, in part at least. */
  readonly ordersExecuted: number;
  /** How often a holding went from flat to held. */
  readonly positionsOpened: number;
  /** How often a holding became flat. One that went through flat was closed and opened. */
  readonly positionsClosed: number;
}

/** What a leg's holdings are worth at the last marks. */
export interface Exposure {
  readonly leg: string;
  /** In the reporting currency; below 0 when short. */
  readonly value: number;
}

/** Fees and funding of one currency so far. */
export interface Charges {
  fees: number;
  funding: number;
}

const NOTHING: Money = {
  realizedPnl: 0,
  unrealizedPnl: 0,
  totalFees: 0,
  funding: 0,
  netPnl: 0,
};

/** One entry for each currency, in the order in which they were first traded. */
export function amountsByCurrency(
  books: Iterable<HoldingBook>,
  charges: ReadonlyMap<string, Charges>,
  marks: Marks,
): readonly CurrencyAmounts[] {
  const profits = new Map<string, { realized: number; unrealized: number }>();
  for (const book of books)
    for (const line of book.lines) {
      const { currency } = line.instrument;
      const sum = profits.get(currency) ?? { realized: 0, unrealized: 0 };
      const price = marks.priceOf(book.valuedIn(line));
      sum.realized += line.realized;
      sum.unrealized += unrealizedOf(line, price);
      profits.set(currency, sum);
    }
  return [...charges].map(([currency, { fees, funding }]) => {
    const { realized, unrealized } = profits.get(currency) ?? {
      realized: 0,
      unrealized: 0,
    };
    return {
      currency,
      realizedPnl: realized,
      unrealizedPnl: unrealized,
      totalFees: fees,
      funding,
      netPnl: realized + unrealized - fees + funding,
    };
  });
}

/** Adds up what can be converted, and says what cannot. */
export function convertedTo(
  currency: string | null,
  amounts: readonly CurrencyAmounts[],
  marks: Marks,
): Money & Pick<LedgerSummary, "unconverted"> {
  const unconverted: string[] = [];
  let sum = NOTHING;
  for (const each of amounts) {
    const rate = currency === null ? null : marks.rate(each.currency, currency);
    if (rate === null) {
      if (!isNothing(each)) unconverted.push(each.currency);
    } else
      sum = {
        realizedPnl: sum.realizedPnl + each.realizedPnl * rate,
        unrealizedPnl: sum.unrealizedPnl + each.unrealizedPnl * rate,
        totalFees: sum.totalFees + each.totalFees * rate,
        funding: sum.funding + each.funding * rate,
        netPnl: sum.netPnl + each.netPnl * rate,
      };
  }
  return { ...sum, unconverted };
}

function isNothing(money: Money): boolean {
  const { realizedPnl, unrealizedPnl, totalFees, funding } = money;
  return [realizedPnl, unrealizedPnl, totalFees, funding].every(
    (each) => each === 0,
  );
}

/** What a book holds, at the last marks, as far as these say. */
export function valueOf(
  book: HoldingBook,
  currency: string,
  marks: Marks,
): number {
  let value = 0;
  for (const line of book.lines) {
    const { instrument, held } = line;
    const price = marks.priceOf(book.valuedIn(line)) ?? held.averagePrice;
    const rate = marks.rate(instrument.currency, currency);
    if (held.quantity !== 0 && price !== null && rate !== null)
      value += notional(instrument, held.quantity, price) * rate;
  }
  return value;
}
