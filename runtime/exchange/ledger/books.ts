import type { Instrument } from "../../market/instrument.ts";
import { signedQuantity, type Fill } from "../order.ts";
import type { Settlement } from "../settlement.ts";
import {
  settlementEffect,
  type SettlementEffect,
  type SettlementTrade,
} from "../settlement-effect.ts";
import { HoldingBook } from "./holding-book.ts";
import {
  amountOf,
  type FillPosting,
  type Posting,
  type SettlementPosting,
} from "./posting.ts";
import { SettlementLog, type HeardSettlement } from "./settlement-log.ts";
import { AFTER_SETTLEMENTS, type Moment } from "./timeline.ts";

/** What was booked of one settlement on one leg, and for what. */
interface Settled extends SettlementEffect {
  readonly held: number;
}

const NOT_YET: Settled = { held: 0, payment: 0, fee: 0, trades: [] };

/**
 * All holdings of a machine, by leg and asset. What settlements mean is worked
 * out of what was held just before them, and again whenever a fill turns up
 * that was earlier: the difference is booked as a posting of its own.
 */
export class Books {
  readonly #holdings = new Map<string, HoldingBook>();
  readonly #settlements = new SettlementLog();
  /** By leg and settlement. */
  readonly #settled = new Map<string, Settled>();
  readonly #post: (posting: Posting) => void;

  /** @param post told of each posting as soon as it is in the books */
  constructor(post: (posting: Posting) => void) {
    this.#post = post;
  }

  all(): Iterable<HoldingBook> {
    return this.#holdings.values();
  }

  of(leg: string, asset: string): HoldingBook {
    const id = `${leg} ${asset}`;
    const book = this.#holdings.get(id) ?? new HoldingBook(leg, asset);
    this.#holdings.set(id, book);
    return book;
  }

  trade(leg: string, fill: Fill): FillPosting {
    const { instrument, time, price, fee } = fill;
    const quantity = signedQuantity(fill);
    const moment = { time, order: AFTER_SETTLEMENTS };
    const trade = { instrument, quantity, price };
    const posting: FillPosting = {
      kind: "fill",
      fill,
      time,
      leg,
      ...trade,
      fee,
      amount: amountOf(instrument, quantity, price),
      realizedPnl: this.#move(leg, trade, moment),
    };
    this.#post(posting);
    this.#settleSince(leg, instrument, moment);
    return posting;
  }

  /** @returns false if it was heard of before */
  settle(settlement: Settlement): boolean {
    const heard = this.#settlements.hear(settlement);
    if (heard === null) return false;
    const { instrument } = settlement;
    const legs = [...this.#holdings.values()]
      .filter(({ asset }) => asset === instrument.asset)
      .map(({ leg }) => leg);
    for (const leg of legs) this.#settleSince(leg, instrument, heard);
    return true;
  }

  #settleSince(leg: string, instrument: Instrument, moment: Moment): void {
    for (const heard of this.#settlements.since(instrument, moment))
      this.#settleOne(leg, heard);
  }

  /** Books what the settlement means for what was held, less what was booked of it already. */
  #settleOne(leg: string, heard: HeardSettlement): void {
    const { settlement, time, order } = heard;
    const { instrument, kind } = settlement;
    const book = this.of(leg, instrument.asset);
    const held = book.heldBefore(instrument, heard);
    const id = `${leg} ${order}`;
    const before = this.#settled.get(id) ?? NOT_YET;
    if (held === before.held) return;
    const effect = settlementEffect(settlement, held);
    this.#settled.set(id, { ...effect, held });
    const fee = effect.fee - before.fee;
    const payment = effect.payment - before.payment;
    const common = { settlement, time, leg };
    if (kind === "funding") {
      const { price } = settlement;
      const quantity = held - before.held;
      const paid = { instrument, quantity, price, fee, realizedPnl: 0 };
      this.#post({ kind, ...common, ...paid, amount: payment });
    }
    for (const trade of differences(effect.trades, before.trades)) {
      const isDelivery = trade.instrument.id !== instrument.id;
      const posting: SettlementPosting = {
        kind: isDelivery ? "delivery" : kind,
        ...common,
        ...trade,
        fee: isDelivery ? 0 : fee,
        amount: amountOf(trade.instrument, trade.quantity, trade.price),
        realizedPnl: this.#move(leg, trade, heard),
      };
      this.#post(posting);
      if (isDelivery) this.#settleSince(leg, trade.instrument, { time, order });
    }
  }

  /** @returns by how much the realized profit changed */
  #move(leg: string, trade: SettlementTrade, moment: Moment): number {
    const { time, order } = moment;
    const book = this.of(leg, trade.instrument.asset);
    return book.book({ ...trade, time, order });
  }
}

/** What is still to be traded so that it comes to these. */
function differences(
  trades: readonly SettlementTrade[],
  before: readonly SettlementTrade[],
): readonly SettlementTrade[] {
  const open = new Map<string, SettlementTrade>();
  const add = (trade: SettlementTrade, sign: 1 | -1): void => {
    const { instrument } = trade;
    const known = open.get(instrument.id)?.quantity ?? 0;
    const quantity = known + sign * trade.quantity;
    open.set(instrument.id, { ...trade, quantity });
  };
  for (const trade of trades) add(trade, 1);
  for (const trade of before) add(trade, -1);
  return [...open.values()].filter(({ quantity }) => quantity !== 0);
}
