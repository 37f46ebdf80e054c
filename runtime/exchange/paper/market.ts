import type { Instrument } from "../../market/instrument.ts";
import { floorToGrid } from "../../market/grid.ts";
import type { Side } from "../order.ts";
import { PaperBook, type Depth } from "./book.ts";
import type { Fees } from "./fees.ts";
import type { MarginRates } from "./margin.ts";
import { WorkingOrders } from "./working-orders.ts";

/** What can be traded, and what it costs. */
export interface PaperListing {
  readonly instrument: Instrument;
  readonly fees: Fees;
  /** Of a perpetual, on an account that is held to its margin. Default 10 % and 5 %. */
  readonly margin?: MarginRates;
}

/** One instrument: its prices, and what works in it. */
export class PaperMarket {
  readonly instrument: Instrument;
  /** Null where it is not listed: its prices only are of interest, as an option's underlying. */
  readonly listing: PaperListing | null;
  readonly book: PaperBook;
  readonly working = new WorkingOrders();
  /** An option's; null of all else. */
  underlying: PaperMarket | null = null;
  /** The last trade, bar or level; null before. */
  lastPrice: number | null = null;
  /** What options' recordings say of it; null before. */
  impliedPrice: number | null = null;
  /** The time of the last funding; null before. */
  fundedAt: number | null = null;
  /** Whether an order ever arrived. */
  isTraded = false;

  constructor(
    instrument: Instrument,
    listing: PaperListing | null,
    depth: Depth,
  ) {
    this.instrument = instrument;
    this.listing = listing;
    this.book = new PaperBook(instrument, depth);
  }

  /** What it is valued at: the mid of its book, else the last price, else what its options' recordings say; null while none is known. */
  get price(): number | null {
    return this.book.mid ?? this.lastPrice ?? this.impliedPrice;
  }
}

/** Where markets are looked up; null for what is not here. */
export type MarketLookup = (instrument: Instrument) => PaperMarket | null;

/** How much an order on this side can make a position smaller, in whole lots. */
export function reducible(
  { lotSize }: Instrument,
  held: number,
  side: Side,
): number {
  const against = side === "buy" ? -held : held;
  return floorToGrid(Math.max(against, 0), lotSize);
}
