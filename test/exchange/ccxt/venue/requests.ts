import { written } from "./decimals.ts";
import type { Target } from "./faults.ts";
import { futuresForm, futuresTradeForm } from "./futures-forms.ts";
import type { Level, OrderWish, VenueMarket } from "./market.ts";
import { tradeForm, type VenueOrder, type VenueSide } from "./order.ts";
import { Refusal } from "./refusal.ts";
import {
  exchangeInfo,
  futuresInfo,
  listed,
  PERPETUAL,
  type Listed,
} from "./symbols.ts";

/** What one path of the venue's interface does. */
export interface Endpoint {
  readonly target: Target | null;
  readonly isPrivate: boolean;
  /** Of contracts, which are a market of their own. */
  readonly isOfFutures: boolean;
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
  "GET /api/v3/depth": open("book", depthIn),
  "POST /api/v3/order": closed("place", (market, fields) => {
    const wish = wishIn(fields, symbolIn(fields));
    const value = wish.price * wish.quantity;
    if (wish.type !== "MARKET" && value < wish.listed.leastValue)
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

  // https://developers.binance.com/docs/derivatives/usds-margined-futures
  "GET /fapi/v1/time": ofFutures(
    open(null, (_, __, now) => ({ serverTime: now })),
  ),
  "GET /fapi/v1/exchangeInfo": ofFutures(
    open(null, (_, __, now) => futuresInfo(now)),
  ),
  "GET /fapi/v1/depth": ofFutures(open("book", depthIn)),
  "GET /fapi/v1/leverageBracket": ofFutures(closed("account", () => [])),
  "POST /fapi/v1/listenKey": ofFutures(
    open(null, () => ({ listenKey: "of-the-futures" })),
  ),
  "POST /fapi/v1/order": ofFutures(
    closed("place", (market, fields) => {
      const wish = wishIn(fields, PERPETUAL);
      const reduces = fields.get("reduceOnly") === "true";
      const { position } = market;
      const quantity =
        reduces && position !== null
          ? position.reducible(wish.side, wish.quantity)
          : wish.quantity;
      return futuresForm(market.place({ ...wish, quantity }));
    }),
  ),
  "DELETE /fapi/v1/order": ofFutures(
    closed("cancel", (market, fields) =>
      futuresForm(
        market.cancel(orderIn(market, fields, ({ isOpen }) => isOpen)),
      ),
    ),
  ),
  "GET /fapi/v1/order": ofFutures(
    closed("status", (market, fields) => {
      const order = orderIn(market, fields, () => true);
      if (order === null) throw new Refusal(-2013, "Order does not exist.");
      return futuresForm(order);
    }),
  ),
  "GET /fapi/v1/openOrders": ofFutures(
    closed("status", (market) =>
      market.orders.filter(({ isOpen }) => isOpen).map(futuresForm),
    ),
  ),
  "GET /fapi/v1/userTrades": ofFutures(
    closed("trades", (market) => market.trades.map(futuresTradeForm)),
  ),
  "GET /fapi/v3/positionRisk": ofFutures(
    closed(
      "account",
      ({ position }, _, now) => position?.forms(PERPETUAL.symbol, now) ?? [],
    ),
  ),
  "GET /fapi/v3/account": ofFutures(
    closed("account", ({ balances }) => ({
      assets: Object.entries(balances.totals()).map(([asset, total]) => ({
        asset,
        walletBalance: written(total),
        marginBalance: written(total),
        initialMargin: "0",
        maintMargin: "0",
        availableBalance: written(total),
      })),
      positions: [],
    })),
  ),
};

function depthIn(market: VenueMarket, fields: URLSearchParams): object {
  const { bids, asks } = market.depth(symbolIn(fields).symbol);
  const level = ({ price, size }: Level) => [written(price), written(size)];
  return { lastUpdateId: 1, bids: bids.map(level), asks: asks.map(level) };
}

function wishIn(fields: URLSearchParams, listedAs: Listed): OrderWish {
  const type = wordIn(fields, "type", ["MARKET", "LIMIT", "LIMIT_MAKER"]);
  return {
    clientOrderId: clientIdIn(fields),
    listed: listedAs,
    side: sideIn(fields),
    type,
    quantity: multipleIn(fields, "quantity", listedAs.step, "LOT_SIZE"),
    price:
      type === "MARKET"
        ? 0
        : multipleIn(fields, "price", listedAs.tick, "PRICE_FILTER"),
  };
}

function open(target: Target | null, handle: Endpoint["handle"]): Endpoint {
  return { target, isPrivate: false, isOfFutures: false, handle };
}

function closed(target: Target, handle: Endpoint["handle"]): Endpoint {
  return { target, isPrivate: true, isOfFutures: false, handle };
}

function ofFutures(endpoint: Endpoint): Endpoint {
  return { ...endpoint, isOfFutures: true };
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
