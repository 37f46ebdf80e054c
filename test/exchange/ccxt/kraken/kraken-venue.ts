import { createHash, createHmac } from "node:crypto";
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { written } from "../venue/decimals.ts";
import { VenueMarket, type Level } from "../venue/market.ts";
import type { VenueOrder, VenueTrade } from "../venue/order.ts";
import { Refusal } from "../venue/refusal.ts";
import { BTCUSDT } from "../venue/symbols.ts";

export const KRAKEN_KEY = {
  apiKey: "krakenKEYkraken0123456789",
  secret: Buffer.from("a secret of Kraken's, in base 64").toString("base64"),
} as const;

/** Kraken's words for the venue's refusals. */
const WORDS: Readonly<Record<string, string>> = {
  "Account has insufficient balance for requested action.":
    "EOrder:Insufficient funds",
  "Unknown order sent.": "EOrder:Unknown order",
};

/**
 * The same market behind Kraken's REST interface, as far as orders need it: an
 * exchange that finds orders in lists, and acknowledges them with next to
 * nothing. https://docs.kraken.com/api/docs/rest-api/add-order
 */
export class KrakenVenue {
  readonly market = new VenueMarket(
    () => Date.now(),
    () => {},
  );
  /** Carried out, and not answered: so many of the orders that come. */
  silent = 0;
  /** What was sent along with orders. */
  readonly placed: URLSearchParams[] = [];
  readonly #nonces = new Set<string>();
  readonly #server: Server;

  static async start(): Promise<KrakenVenue> {
    const server = createServer();
    const { promise, resolve } = Promise.withResolvers<void>();
    server.listen(0, "127.0.0.1", resolve);
    await promise;
    return new KrakenVenue(server);
  }

  private constructor(server: Server) {
    this.#server = server;
    server.on("request", (request, response) => {
      void this.#respond(request, response);
    });
  }

  get endpoints(): Readonly<Record<string, string>> {
    const address: AddressInfo | string | null = this.#server.address();
    const port = typeof address === "object" ? (address?.port ?? 0) : 0;
    return { "https://api.kraken.com": `http://127.0.0.1:${port}` };
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    await promise;
  }

  async #respond(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const answer = await this.#answer(request);
    if (answer === null) return;
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify(answer));
  }

  async #answer(request: IncomingMessage): Promise<object | null> {
    const { pathname } = new URL(request.url ?? "/", "http://venue");
    const body = await text(request);
    const fields = new URLSearchParams(body);
    const name = pathname.split("/").at(-1) ?? "";
    if (pathname.includes("/private/") && !isSigned(request, pathname, body))
      return { error: ["EAPI:Invalid signature"] };
    const nonce = fields.get("nonce");
    if (nonce !== null && this.#nonces.has(nonce))
      return { error: ["EAPI:Invalid nonce"] };
    if (nonce !== null) this.#nonces.add(nonce);
    try {
      const result = this.#result(name, fields);
      if (name !== "AddOrder" || this.silent === 0)
        return { error: [], result };
      this.silent -= 1;
      return null;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { error: [WORDS[error.message] ?? `EGeneral:${error.message}`] };
    }
  }

  #result(name: string, fields: URLSearchParams): object {
    const { market } = this;
    switch (name) {
      case "AssetPairs":
        return { XBTUSDT: PAIR };
      case "Assets":
        return {
          XXBT: { altname: "XBT", decimals: 10, display_decimals: 5 },
          USDT: { altname: "USDT", decimals: 8, display_decimals: 4 },
        };
      case "Time":
        return { unixtime: Math.floor(Date.now() / 1_000) };
      case "Depth": {
        const { bids, asks } = market.depth("BTCUSDT");
        const row = ({ price, size }: Level) => [
          written(price),
          written(size),
          0,
        ];
        return { XBTUSDT: { bids: bids.map(row), asks: asks.map(row) } };
      }
      case "BalanceEx":
        return Object.fromEntries(
          Object.entries(market.balances.totals()).map(([asset, total]) => [
            asset === "BTC" ? "XXBT" : asset,
            { balance: written(total), hold_trade: "0" },
          ]),
        );
      case "AddOrder":
        return this.#place(fields);
      case "CancelOrder": {
        const id = fields.get("txid");
        market.cancel(market.orders.find((each) => txid(each) === id) ?? null);
        return { count: 1 };
      }
      case "OpenOrders":
        return { open: this.#list(fields, (each) => each.isOpen) };
      case "ClosedOrders":
        return { closed: this.#list(fields, (each) => !each.isOpen) };
      case "QueryOrders":
        return this.#list(fields, (each) => txid(each) === fields.get("txid"));
      case "TradesHistory":
        return {
          trades: Object.fromEntries(
            market.trades.map((each) => [`T${each.id}`, tradeForm(each)]),
          ),
        };
      default:
        throw new Refusal(0, `Unknown method: ${name}`);
    }
  }

  #place(fields: URLSearchParams): object {
    this.placed.push(fields);
    const order = this.market.place({
      clientOrderId: fields.get("cl_ord_id") ?? "",
      listed: BTCUSDT,
      side: fields.get("type") === "buy" ? "BUY" : "SELL",
      type: fields.get("ordertype") === "market" ? "MARKET" : "LIMIT",
      quantity: Number(fields.get("volume")),
      price: Number(fields.get("price") ?? 0),
    });
    return { descr: { order: descriptionOf(order) }, txid: [txid(order)] };
  }

  #list(
    fields: URLSearchParams,
    isMeant: (order: VenueOrder) => boolean,
  ): object {
    const clientId = fields.get("cl_ord_id");
    const found = this.market.orders.filter(
      (each) =>
        isMeant(each) && (clientId === null || each.clientOrderId === clientId),
    );
    return Object.fromEntries(
      found.map((each) => [txid(each), orderForm(each)]),
    );
  }
}

const PAIR = {
  altname: "XBTUSDT",
  wsname: "XBT/USDT",
  base: "XXBT",
  quote: "USDT",
  pair_decimals: 1,
  lot_decimals: 8,
  ordermin: "0.0001",
  costmin: "5",
  fees: [[0, 0.1]],
  fees_maker: [[0, 0.01]],
  leverage_buy: [],
  status: "online",
} as const;

function isSigned(
  request: IncomingMessage,
  path: string,
  body: string,
): boolean {
  const nonce = new URLSearchParams(body).get("nonce") ?? "";
  const hash = createHash("sha256")
    .update(nonce + body)
    .digest();
  const signature = createHmac(
    "sha512",
    Buffer.from(KRAKEN_KEY.secret, "base64"),
  )
    .update(Buffer.concat([Buffer.from(path), hash]))
    .digest("base64");
  return (
    request.headers["api-key"] === KRAKEN_KEY.apiKey &&
    request.headers["api-sign"] === signature
  );
}

function txid({ id }: VenueOrder): string {
  return `O${id}-KRAKE-NVENUE`;
}

function descriptionOf({ side, type, quantity, price }: VenueOrder): string {
  const what = `${side.toLowerCase()} ${written(quantity)} XBTUSDT`;
  return type === "MARKET"
    ? `${what} @ market`
    : `${what} @ limit ${price.toFixed(1)}`;
}

function orderForm(order: VenueOrder): object {
  const { side, type, price, filled, value } = order;
  const status = { FILLED: "closed", CANCELED: "canceled", EXPIRED: "expired" };
  return {
    refid: null,
    userref: null,
    cl_ord_id: order.clientOrderId,
    status:
      Object.entries(status).find(([key]) => key === order.status)?.[1] ??
      "open",
    opentm: order.time / 1_000,
    ...(order.isOpen ? {} : { closetm: order.updateTime / 1_000 }),
    descr: {
      pair: "XBTUSDT",
      type: side.toLowerCase(),
      ordertype: type === "MARKET" ? "market" : "limit",
      price: price.toFixed(1),
      price2: "0",
      order: descriptionOf(order),
    },
    vol: written(order.quantity),
    vol_exec: written(filled),
    cost: written(value),
    price: written(filled === 0 ? 0 : value / filled),
    stopprice: "0.00000",
    limitprice: "0.00000",
    oflags: "fciq",
    trades: order.trades.map(({ id }) => `T${id}`),
  };
}

function tradeForm(trade: VenueTrade): object {
  return {
    ordertxid: `O${trade.orderId}-KRAKE-NVENUE`,
    postxid: "T",
    pair: "XBTUSDT",
    time: trade.time / 1_000,
    type: trade.side.toLowerCase(),
    ordertype: "limit",
    price: written(trade.price),
    cost: written(trade.price * trade.quantity),
    fee: written(trade.commission),
    vol: written(trade.quantity),
    margin: "0",
    maker: trade.isMaker,
  };
}
