import { written } from "./decimals.ts";
import type { Target } from "./faults.ts";
import type { VenueMarket } from "./market.ts";
import { tradeForm, type VenueOrder, type VenueSide } from "./order.ts";
import { Refusal } from "./refusal.ts";
import { exchangeInfo, listed, type Listed } from "./symbols.ts";

/** What one path of the venue's interface does. */
export interface Endpoint {
  readonly target: Target | null;
  readonly isPrivate: boolean;
  readonly handle: (
    market: VenueMarket,
    fields: URLSearchParams,
    now: number,
  ) => unknown;
}

/** By method and path. https://developers.binance.com/docs/binance-spot-api-docs/rest-api */
export const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  "GET /api/v3/time": open(null, (_, __, now) => ({ serverTime: now })),
  "GET /api/v3/exchangeInfo": open(null, (_, __, now) => exchangeInfo(now)),
  "GET /api/v3/depth": open("book", (market, fields) => {
    const { bids, asks } = market.depth(symbolIn(fields).symbol);
    const level = ({ price, size }: { price: number; size: number }) => [
      written(price),
      written(size),
    ];
    return {
      lastUpdateId: 1,
      bids: bids.map(level),
      asks: asks.map(level),
    };
  }),
  "POST /api/v3/order": closed("place", (market, fields) => {
    const type = wordIn(fields, "type", ["MARKET", "LIMIT", "LIMIT_MAKER"]);
    const wish = {
      clientOrderId: clientIdIn(fields),
      listed: symbolIn(fields),
      side: sideIn(fields),
      type,
      quantity: quantityIn(fields),
      price: type === "MARKET" ? 0 : priceIn(fields),
    };
    const value = wish.price * wish.quantity;
    if (type !== "MARKET" && value < wish.listed.leastValue)
      throw new Refusal(-1013, "Filter failure: NOTIONAL");
    return market.place(wish).placedForm();
  }),
  "DELETE /api/v3/order": closed("cancel", (market, fields) => {
    const order = orderIn(market, fields, (each) => each.isOpen);
    return {
      ...market.cancel(order).form(),
      origClientOrderId: order?.clientOrderId,
    };
  }),
  "GET /api/v3/order": closed("status", (market, fields) => {
    const order = orderIn(market, fields, () => true);
    if (order === null) throw new Refusal(-2013, "Order does not exist.");
    return order.form();
  }),
  "GET /api/v3/openOrders": closed("status", (market, fields) =>
    ordersIn(market, fields).flatMap((each) =>
      each.isOpen ? [each.form()] : [],
    ),
  ),
  "GET /api/v3/allOrders": closed("status", (market, fields) =>
    ordersIn(market, fields).map((each) => each.form()),
  ),
  "GET /api/v3/myTrades": closed("trades", (market, fields) => {
    const { symbol } = symbolIn(fields);
    const orderId = fields.get("orderId");
    return market.trades
      .filter((each) => each.symbol === symbol)
      .filter((each) => orderId === null || String(each.orderId) === orderId)
      .map(tradeForm);
  }),
  "GET /api/v3/account": closed("account", (market, _, now) => ({
    makerCommission: 1,
    takerCommission: 10,
    canTrade: true,
    updateTime: now,
    accountType: "SPOT",
    balances: market.balances.forms(),
    permissions: ["SPOT"],
  })),
};

function open(target: Target | null, handle: Endpoint["handle"]): Endpoint {
  return { target, isPrivate: false, handle };
}

function closed(target: Target, handle: Endpoint["handle"]): Endpoint {
  return { target, isPrivate: true, handle };
}

/** The latest that meets it: one id may have been used again. */
function orderIn(
  market: VenueMarket,
  fields: URLSearchParams,
  isMeant: (order: VenueOrder) => boolean,
): VenueOrder | null {
  const orderId = fields.get("orderId");
  const clientId = fields.get("origClientOrderId");
  const found = ordersIn(market, fields).findLast(
    (each) =>
      isMeant(each) &&
      (orderId === null
        ? each.clientOrderId === clientId
        : String(each.id) === orderId),
  );
  return found ?? null;
}

function ordersIn(
  market: VenueMarket,
  fields: URLSearchParams,
): readonly VenueOrder[] {
  const { symbol } = symbolIn(fields);
  return market.orders.filter((each) => each.listed.symbol === symbol);
}

function symbolIn(fields: URLSearchParams): Listed {
  const found = listed(fields.get("symbol") ?? "");
  if (found === null) throw new Refusal(-1121, "Invalid symbol.");
  return found;
}

function sideIn(fields: URLSearchParams): VenueSide {
  return wordIn(fields, "side", ["BUY", "SELL"]);
}

function wordIn<Word extends string>(
  fields: URLSearchParams,
  name: string,
  words: readonly Word[],
): Word {
  const found = words.find((word) => word === fields.get(name));
  if (found === undefined) throw new Refusal(-1116, `Invalid ${name}.`);
  return found;
}

function clientIdIn(fields: URLSearchParams): string {
  const id = fields.get("newClientOrderId");
  if (id !== null && /^[.A-Z:/a-z0-9_-]{1,36}$/.test(id)) return id;
  throw new Refusal(
    -1100,
    "Illegal characters found in parameter 'newClientOrderId'; legal range is '^[\\.A-Z\\:/a-z0-9_-]{1,36}$'.",
  );
}

function quantityIn(fields: URLSearchParams): number {
  const { step } = symbolIn(fields);
  return multipleIn(fields, "quantity", step, "LOT_SIZE");
}

function priceIn(fields: URLSearchParams): number {
  const { tick } = symbolIn(fields);
  return multipleIn(fields, "price", tick, "PRICE_FILTER");
}

function multipleIn(
  fields: URLSearchParams,
  name: string,
  step: number,
  filter: string,
): number {
  const value = Number(fields.get(name));
  const steps = value / step;
  if (value >= step && Math.abs(steps - Math.round(steps)) < 1e-6) return value;
  throw new Refusal(-1013, `Filter failure: ${filter}`);
}
