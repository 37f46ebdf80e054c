import { notional, profitOf } from "../../market/contract.ts";
import type { Instrument } from "../../market/instrument.ts";
import type { OrderType, Refusal, Side } from "../order.ts";
import { signOf } from "../order.ts";
import type { Position } from "../exchange.ts";
import type { Account } from "../settlement.ts";
import { feeOf } from "./fees.ts";
import { isPaidAtOnce, type HoldingAccount } from "./holding-account.ts";
import {
  DEFAULT_RATES,
  requirementOf,
  type MarginTerms,
  type Requirement,
} from "./margin.ts";
import type { MarketLookup, PaperMarket } from "./market.ts";
import type { PaperOrderRequest } from "./order-checks.ts";

/** Money at one venue in one currency, and on what terms. */
export interface PaperAccount {
  readonly venue: string;
  readonly currency: string;
  /** What is there at the beginning. */
  readonly cash: number;
  /** Whether coins and shares may be bought on credit and sold short. Default false. */
  readonly borrow?: boolean;
  /** What a liquidation costs, in bps of the value. Default 50. */
  readonly liquidationFeeBps?: number;
}

/** What an order asks of its side of a market. */
interface Asked {
  readonly quantity: number;
  readonly price: number;
}

const NOTHING: Asked = { quantity: 0, price: 0 };
/** As a share: what binary rounding may be off by. */
const ROUNDING = 1e-9;

/** One account that is held to its margin. All amounts are in its currency. */
export class MarginAccount {
  readonly terms: PaperAccount;
  readonly #holdings: HoldingAccount;
  readonly #marketOf: MarketLookup;

  constructor(
    terms: PaperAccount,
    holdings: HoldingAccount,
    marketOf: MarketLookup,
  ) {
    this.terms = terms;
    this.#holdings = holdings;
    this.#marketOf = marketOf;
  }

  /** Whether profits of the instrument are this account's. */
  isOf({ venue, currency }: Instrument): boolean {
    return venue === this.terms.venue && currency === this.terms.currency;
  }

  positions(): readonly Position[] {
    return this.#holdings
      .positions()
      .filter(({ instrument }) => this.isOf(instrument));
  }

  /** @param working the markets in which orders work */
  statement(working: Iterable<PaperMarket>): Account {
    const { venue, currency } = this.terms;
    let equity = this.#holdings.cashOf(this.terms);
    let initialMargin = 0;
    let maintenanceMargin = 0;
    for (const position of this.positions()) {
      const { instrument, quantity } = position;
      const price = this.#priceOf(position);
      equity += this.#worthOf(position, price);
      const bound = this.requirement(instrument, quantity, price);
      initialMargin += bound.initial;
      maintenanceMargin += bound.maintenance;
    }
    for (const market of working)
      if (this.isOf(market.instrument))
        initialMargin += this.#boundBy(market, "buy", NOTHING);
    const available = Math.max(equity - initialMargin, 0);
    return {
      venue,
      currency,
      equity,
      initialMargin,
      maintenanceMargin,
      available,
    };
  }

  /** Whether the venue closes the positions, if there are any. */
  get isUsedUp(): boolean {
    if (this.positions().length === 0) return false;
    const { equity, maintenanceMargin } = this.statement([]);
    return equity < maintenanceMargin - ROUNDING * Math.abs(maintenanceMargin);
  }

  /** What holding this much would bind. */
  requirement(
    instrument: Instrument,
    quantity: number,
    price: number,
  ): Requirement {
    return requirementOf(
      instrument,
      quantity,
      price,
      this.#termsOf(instrument),
    );
  }

  /** Whether an order asks for more than there is. @returns null if it does not */
  whyNot(
    request: PaperOrderRequest,
    type: OrderType,
    market: PaperMarket,
    working: Iterable<PaperMarket>,
  ): Refusal | null {
    const { instrument, side, reduceOnly } = request;
    const asked = askedBy(request, type, market);
    if (reduceOnly === true || asked.quantity === 0) return null;
    const held = this.#holdings.quantityOf(instrument);
    if (instrument.kind === "spot" && this.terms.borrow !== true) {
      const sold = workingOn(market, "sell").quantity + asked.quantity;
      if (side === "sell" && held - sold < -instrument.lotSize / 2)
        return {
          code: "INSUFFICIENT_MARGIN",
          message: `${held} ${instrument.symbol} are held, and none may be borrowed`,
        };
    }
    const before = this.#boundBy(market, side, NOTHING);
    const after = this.#boundBy(market, side, asked);
    // What binds nothing more may always be sent: it closes.
    if (after <= before) return null;
    const needed = after - before + lossOf(instrument, side, asked, market);
    const { available, currency } = this.statement(working);
    if (needed <= available * (1 + ROUNDING)) return null;
    return {
      code: "INSUFFICIENT_MARGIN",
      message: `it would bind ${needed} ${currency}, and ${available} are available`,
    };
  }

  /** What the working orders of a market bind, one more on this side included: the side that binds more. */
  #boundBy(market: PaperMarket, side: Side, more: Asked): number {
    const { instrument } = market;
    let most = 0;
    for (const each of ["buy", "sell"] as const) {
      const asked = workingOn(market, each);
      const all = each === side ? sumOf(asked, more) : asked;
      most = Math.max(most, this.#opening(instrument, each, all, market));
    }
    return most;
  }

  /** What a position would bind more if this were traded, with the fee. */
  #opening(
    instrument: Instrument,
    side: Side,
    { quantity, price }: Asked,
    { listing }: PaperMarket,
  ): number {
    if (quantity === 0 || listing === null) return 0;
    const held = this.#holdings.quantityOf(instrument);
    const then = held + signOf(side) * quantity;
    const more =
      this.requirement(instrument, then, price).initial -
      this.requirement(instrument, held, price).initial;
    if (more <= 0) return 0;
    const fee = feeOf(listing.fees, "taker", instrument, quantity, price);
    return more + Math.max(fee, 0);
  }

  #termsOf(instrument: Instrument): MarginTerms {
    const isOption = instrument.kind === "option";
    return {
      rates: this.#marketOf(instrument)?.listing?.margin ?? DEFAULT_RATES,
      borrow: this.terms.borrow ?? false,
      underlyingPrice: isOption
        ? (this.#marketOf(instrument.underlying)?.price ?? null)
        : null,
    };
  }

  #priceOf({ instrument, averagePrice }: Position): number {
    return this.#marketOf(instrument)?.price ?? averagePrice ?? 0;
  }

  #worthOf(
    { instrument, quantity, averagePrice }: Position,
    price: number,
  ): number {
    return isPaidAtOnce(instrument)
      ? notional(instrument, quantity, price)
      : profitOf(instrument, quantity, averagePrice ?? price, price);
  }
}

/** What an order would trade, as far as can be told before. */
function askedBy(
  { side, quantity }: PaperOrderRequest,
  type: OrderType,
  { book }: PaperMarket,
): Asked {
  if (type.kind === "limit") return { quantity, price: type.price };
  let sum = NOTHING;
  for (const slice of book.preview(side, quantity, null))
    sum = sumOf(sum, slice);
  return sum;
}

function workingOn(market: PaperMarket, side: Side): Asked {
  let sum = NOTHING;
  for (const { isReduceOnly, limit, remaining } of market.working.on(side))
    if (!isReduceOnly && limit !== null)
      sum = sumOf(sum, { quantity: remaining, price: limit });
  return sum;
}

function sumOf(one: Asked, other: Asked): Asked {
  const quantity = one.quantity + other.quantity;
  if (quantity === 0) return NOTHING;
  const value = one.quantity * one.price + other.quantity * other.price;
  return { quantity, price: value / quantity };
}

/** What a derivative would be down by right after it was traded. */
function lossOf(
  instrument: Instrument,
  side: Side,
  { quantity, price }: Asked,
  market: PaperMarket,
): number {
  if (isPaidAtOnce(instrument)) return 0;
  const signed = signOf(side) * quantity;
  return Math.max(
    -profitOf(instrument, signed, price, market.price ?? price),
    0,
  );
}
