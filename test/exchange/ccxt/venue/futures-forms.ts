import { written } from "./decimals.ts";
import type { ReportKind } from "./market.ts";
import type { VenueOrder, VenueTrade } from "./order.ts";

/** As `GET` and `POST /fapi/v1/order` tell it: without its trades. */
export function futuresForm(order: VenueOrder): Record<string, unknown> {
  const { filled, value } = order;
  return {
    orderId: order.id,
    symbol: order.listed.symbol,
    status: order.status,
    clientOrderId: order.clientOrderId,
    price: written(order.price),
    avgPrice: written(filled === 0 ? 0 : value / filled),
    origQty: written(order.quantity),
    executedQty: written(filled),
    cumQty: written(filled),
    cumQuote: written(value),
    timeInForce: "GTC",
    type: order.type,
    reduceOnly: false,
    closePosition: false,
    side: order.side,
    positionSide: "BOTH",
    stopPrice: "0",
    workingType: "CONTRACT_PRICE",
    priceProtect: false,
    origType: order.type,
    time: order.time,
    updateTime: order.updateTime,
  };
}

/** As `GET /fapi/v1/userTrades` tells it. */
export function futuresTradeForm(trade: VenueTrade): Record<string, unknown> {
  return {
    symbol: trade.symbol,
    id: trade.id,
    orderId: trade.orderId,
    side: trade.side,
    price: written(trade.price),
    qty: written(trade.quantity),
    realizedPnl: "0",
    marginAsset: trade.commissionAsset,
    quoteQty: written(trade.price * trade.quantity),
    commission: written(trade.commission),
    commissionAsset: trade.commissionAsset,
    time: trade.time,
    positionSide: "BOTH",
    maker: trade.isMaker,
    buyer: trade.side === "BUY",
  };
}

/** An `ORDER_TRADE_UPDATE` of the futures' user data stream. */
export function futuresReport(
  order: VenueOrder,
  kind: ReportKind,
  trade: VenueTrade | null,
): Record<string, unknown> {
  const { filled, value, updateTime } = order;
  return {
    e: "ORDER_TRADE_UPDATE",
    E: updateTime,
    T: updateTime,
    o: {
      s: order.listed.symbol,
      c: order.clientOrderId,
      S: order.side,
      o: order.type,
      f: "GTC",
      q: written(order.quantity),
      p: written(order.price),
      ap: written(filled === 0 ? 0 : value / filled),
      sp: "0",
      x: kind,
      X: order.status,
      i: order.id,
      l: written(trade?.quantity ?? 0),
      z: written(filled),
      L: written(trade?.price ?? 0),
      ...(trade === null
        ? {}
        : { N: trade.commissionAsset, n: written(trade.commission) }),
      T: updateTime,
      t: trade?.id ?? 0,
      b: "0",
      a: "0",
      m: trade?.isMaker ?? false,
      R: false,
      wt: "CONTRACT_PRICE",
      ot: order.type,
      ps: "BOTH",
      cp: false,
      rp: "0",
    },
  };
}
