import { rounded, written } from "./decimals.ts";
import type { Listed } from "./symbols.ts";

export type VenueSide = "BUY" | "SELL";

export interface VenueTrade {
  readonly id: number;
  readonly orderId: number;
  readonly symbol: string;
  readonly side: VenueSide;
  readonly price: number;
  readonly quantity: number;
  readonly commission: number;
  readonly commissionAsset: string;
  readonly time: number;
  readonly isMaker: boolean;
}

/** One order of the account, as the venue keeps it. */
export class VenueOrder {
  readonly id: number;
  readonly clientOrderId: string;
  readonly listed: Listed;
  readonly side: VenueSide;
  readonly type: "MARKET" | "LIMIT" | "LIMIT_MAKER";
  readonly quantity: number;
  /** 0 of a market order. */
  readonly price: number;
  readonly time: number;
  readonly trades: VenueTrade[] = [];
  updateTime: number;
  ended: "CANCELED" | "EXPIRED" | null = null;

  constructor(
    fields: Pick<
      VenueOrder,
      | "id"
      | "clientOrderId"
      | "listed"
      | "side"
      | "type"
      | "quantity"
      | "price"
      | "time"
    >,
  ) {
    this.id = fields.id;
    this.clientOrderId = fields.clientOrderId;
    this.listed = fields.listed;
    this.side = fields.side;
    this.type = fields.type;
    this.quantity = fields.quantity;
    this.price = fields.price;
    this.time = fields.time;
    this.updateTime = fields.time;
  }

  get filled(): number {
    return rounded(this.trades.reduce((sum, each) => sum + each.quantity, 0));
  }

  get value(): number {
    return rounded(
      this.trades.reduce((sum, each) => sum + each.quantity * each.price, 0),
    );
  }

  get remaining(): number {
    return rounded(this.quantity - this.filled);
  }

  get isOpen(): boolean {
    return this.ended === null && this.remaining > 0;
  }

  get status(): string {
    if (this.remaining === 0) return "FILLED";
    if (this.ended !== null) return this.ended;
    return this.filled > 0 ? "PARTIALLY_FILLED" : "NEW";
  }

  /** As `GET /api/v3/order` tells it. */
  form(): Record<string, unknown> {
    return {
      symbol: this.listed.symbol,
      orderId: this.id,
      orderListId: -1,
      clientOrderId: this.clientOrderId,
      price: written(this.price),
      origQty: written(this.quantity),
      executedQty: written(this.filled),
      origQuoteOrderQty: "0.00000000",
      cummulativeQuoteQty: written(this.value),
      status: this.status,
      timeInForce: "GTC",
      type: this.type,
      side: this.side,
      stopPrice: "0.00000000",
      icebergQty: "0.00000000",
      time: this.time,
      updateTime: this.updateTime,
      isWorking: this.isOpen,
      workingTime: this.time,
      selfTradePreventionMode: "EXPIRE_MAKER",
    };
  }

  /** As the answer to placing it tells it, with `newOrderRespType` FULL. */
  placedForm(): Record<string, unknown> {
    const { time: _, updateTime, isWorking: __, ...form } = this.form();
    return {
      ...form,
      transactTime: updateTime,
      fills: this.trades.map((trade) => ({
        price: written(trade.price),
        qty: written(trade.quantity),
        commission: written(trade.commission),
        commissionAsset: trade.commissionAsset,
        tradeId: trade.id,
      })),
    };
  }

  /** An `executionReport` of the user data stream. */
  report(
    kind: "NEW" | "TRADE" | "CANCELED" | "EXPIRED",
    trade: VenueTrade | null,
  ): Record<string, unknown> {
    return {
      e: "executionReport",
      E: this.updateTime,
      s: this.listed.symbol,
      c: kind === "CANCELED" ? `cancel-${this.id}` : this.clientOrderId,
      S: this.side,
      o: this.type,
      f: "GTC",
      q: written(this.quantity),
      p: written(this.price),
      P: "0.00000000",
      F: "0.00000000",
      g: -1,
      C: kind === "CANCELED" ? this.clientOrderId : "",
      x: kind,
      X: this.status,
      r: "NONE",
      i: this.id,
      l: written(trade?.quantity ?? 0),
      z: written(this.filled),
      L: written(trade?.price ?? 0),
      n: written(trade?.commission ?? 0),
      N: trade?.commissionAsset ?? null,
      T: this.updateTime,
      t: trade?.id ?? -1,
      w: this.isOpen,
      m: trade?.isMaker ?? false,
      M: false,
      O: this.time,
      Z: written(this.value),
      Y: written(trade === null ? 0 : trade.price * trade.quantity),
      Q: "0.00000000",
      W: this.time,
      V: "EXPIRE_MAKER",
    };
  }
}

/** As `GET /api/v3/myTrades` tells it. */
export function tradeForm(trade: VenueTrade): Record<string, unknown> {
  return {
    symbol: trade.symbol,
    id: trade.id,
    orderId: trade.orderId,
    orderListId: -1,
    price: written(trade.price),
    qty: written(trade.quantity),
    quoteQty: written(trade.price * trade.quantity),
    commission: written(trade.commission),
    commissionAsset: trade.commissionAsset,
    time: trade.time,
    isBuyer: trade.side === "BUY",
    isMaker: trade.isMaker,
    isBestMatch: true,
  };
}
