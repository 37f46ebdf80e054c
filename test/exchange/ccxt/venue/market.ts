import { Balances } from "./balances.ts";
import { rounded } from "./decimals.ts";
import type { ContractPosition } from "./positions.ts";
import { VenueOrder, type VenueSide, type VenueTrade } from "./order.ts";
import { Refusal } from "./refusal.ts";
import type { Listed } from "./symbols.ts";

export interface Level {
  readonly price: number;
  readonly size: number;
}

/** What others offer. */
interface Depth {
  bids: readonly Level[];
  asks: readonly Level[];
}

export interface OrderWish {
  readonly clientOrderId: string;
  readonly listed: Listed;
  readonly side: VenueSide;
  readonly type: VenueOrder["type"];
  readonly quantity: number;
  readonly price: number;
}

export type ReportKind = "NEW" | "TRADE" | "CANCELED" | "EXPIRED";

type Report = (
  order: VenueOrder,
  kind: ReportKind,
  trade: VenueTrade | null,
) => void;

/** Of the value, in the quote currency. */
const FEES = { maker: 0.0001, taker: 0.001 };

/** Matches the account's orders against what others offer, and keeps what came of it. */
export class VenueMarket {
  readonly balances = new Balances();
  readonly orders: VenueOrder[] = [];
  readonly trades: VenueTrade[] = [];
  /** Whether purchases are charged in the coin that is bought, as they are at Binance unless one has its own. */
  feesInCoin = false;
  /** Of a market of contracts; null where coins are traded. */
  readonly position: ContractPosition | null;
  readonly #depths = new Map<string, Depth>();
  readonly #now: () => number;
  readonly #report: Report;

  constructor(
    now: () => number,
    report: Report,
    position: ContractPosition | null = null,
  ) {
    this.position = position;
    this.#now = now;
    this.#report = report;
  }

  depth(symbol: string): Readonly<Depth> {
    return this.#depths.get(symbol) ?? { bids: [], asks: [] };
  }

  /** Others change what they offer; best first. What works at such a price trades. */
  quote(symbol: string, bids: readonly Level[], asks: readonly Level[]): void {
    this.#depths.set(symbol, { bids, asks });
    for (const order of this.#working(symbol)) this.#match(order, true);
  }

  /** Somebody trades at this price: the account's orders that are there or better have their share. */
  trade(symbol: string, side: VenueSide, price: number, size: number): void {
    let left = size;
    for (const order of this.#working(symbol)) {
      const isMet =
        side === "SELL"
          ? order.side === "BUY" && order.price >= price
          : order.side === "SELL" && order.price <= price;
      if (!isMet || left <= 0) continue;
      const quantity = rounded(Math.min(left, order.remaining));
      this.#fill(order, order.price, quantity, true);
      left = rounded(left - quantity);
    }
  }

  /** @throws Refusal */
  place(wish: OrderWish): VenueOrder {
    const { listed, side, type, clientOrderId, price, quantity } = wish;
    const isThere = this.orders.some(
      (each) => each.isOpen && each.clientOrderId === clientOrderId,
    );
    if (isThere) throw new Refusal(-2010, "Duplicate order sent.");
    const best = this.#opposite(listed.symbol, side)[0];
    const crosses = best !== undefined && reaches(side, price, best.price);
    if (type === "LIMIT_MAKER" && crosses)
      throw new Refusal(-2010, "Order would immediately match and take.");
    const [asset, amount] = this.#bound(wish, quantity);
    if (type === "MARKET" && best === undefined)
      throw new Refusal(-2010, "Market is closed.");
    if (this.position === null) this.balances.lock(asset, amount);
    const order = new VenueOrder({
      id: this.orders.length + (this.position === null ? 1_001 : 9_001),
      clientOrderId,
      listed,
      side,
      type,
      quantity,
      price: type === "MARKET" ? 0 : price,
      time: this.#now(),
    });
    this.orders.push(order);
    this.#report(order, "NEW", null);
    this.#match(order, false);
    if (type === "MARKET" && order.isOpen) this.#end(order, "EXPIRED");
    if (type === "MARKET" && this.position === null)
      this.#releaseMarket(order, asset, amount);
    return order;
  }

  /** @throws Refusal */
  cancel(order: VenueOrder | null): VenueOrder {
    if (order === null || !order.isOpen)
      throw new Refusal(-2011, "Unknown order sent.");
    const [asset, amount] = this.#bound(order, order.remaining);
    this.#end(order, "CANCELED");
    if (this.position === null) this.balances.unlock(asset, amount);
    return order;
  }

  #end(order: VenueOrder, how: "CANCELED" | "EXPIRED"): void {
    order.ended = how;
    order.updateTime = this.#now();
    this.#report(order, how, null);
  }

  #match(order: VenueOrder, isMaker: boolean): void {
    const { symbol } = order.listed;
    const levels = this.#opposite(symbol, order.side);
    const left: Level[] = [];
    for (const level of levels) {
      const isMet =
        order.type === "MARKET" ||
        reaches(order.side, order.price, level.price);
      const quantity = isMet
        ? rounded(Math.min(level.size, order.remaining))
        : 0;
      if (quantity > 0)
        this.#fill(
          order,
          isMaker ? order.price : level.price,
          quantity,
          isMaker,
        );
      const size = rounded(level.size - quantity);
      if (size > 0) left.push({ price: level.price, size });
    }
    const depth = this.depth(symbol);
    this.#depths.set(
      symbol,
      order.side === "BUY"
        ? { bids: depth.bids, asks: left }
        : { bids: left, asks: depth.asks },
    );
  }

  #fill(
    order: VenueOrder,
    price: number,
    quantity: number,
    isMaker: boolean,
  ): void {
    const { listed, side } = order;
    const value = rounded(price * quantity);
    const rate = isMaker ? FEES.maker : FEES.taker;
    const inCoin = this.feesInCoin && side === "BUY";
    const trade: VenueTrade = {
      id: this.trades.length + (this.position === null ? 50_001 : 90_001),
      orderId: order.id,
      symbol: listed.symbol,
      side,
      price,
      quantity,
      commission: rounded((inCoin ? quantity : value) * rate),
      commissionAsset: inCoin ? listed.base : listed.quote,
      time: this.#now(),
      isMaker,
    };
    this.trades.push(trade);
    order.trades.push(trade);
    order.updateTime = trade.time;
    this.#move(order, trade, value);
    this.#report(order, "TRADE", trade);
  }

  #move(order: VenueOrder, trade: VenueTrade, value: number): void {
    const { base, quote } = order.listed;
    const { balances, position } = this;
    if (position !== null) {
      balances.deposit(quote, position.trade(trade) - trade.commission);
      return;
    }
    const isBuy = order.side === "BUY";
    if (order.type !== "MARKET") {
      const [asset, amount] = this.#bound(order, trade.quantity);
      balances.unlock(asset, amount);
      balances.deposit(isBuy ? quote : base, isBuy ? -value : -trade.quantity);
    }
    balances.deposit(isBuy ? base : quote, isBuy ? trade.quantity : value);
    balances.deposit(trade.commissionAsset, -trade.commission);
  }

  /** A market order locks what it may cost, and pays what it did. */
  #releaseMarket(order: VenueOrder, asset: string, amount: number): void {
    this.balances.unlock(asset, amount);
    const paid = order.side === "BUY" ? order.value : order.filled;
    this.balances.deposit(asset, -paid);
  }

  /** What an order locks for so much of it. */
  #bound(
    { listed, side, type, price }: Omit<OrderWish, "clientOrderId">,
    quantity: number,
  ): readonly [string, number] {
    if (side === "SELL") return [listed.base, rounded(quantity)];
    if (type !== "MARKET") return [listed.quote, rounded(quantity * price)];
    let [left, value] = [quantity, 0];
    for (const level of this.#opposite(listed.symbol, side)) {
      const taken = Math.min(left, level.size);
      value += taken * level.price;
      left -= taken;
    }
    return [listed.quote, rounded(value)];
  }

  #opposite(symbol: string, side: VenueSide): readonly Level[] {
    const { bids, asks } = this.depth(symbol);
    return side === "BUY" ? asks : bids;
  }

  #working(symbol: string): readonly VenueOrder[] {
    return this.orders.filter(
      (each) => each.isOpen && each.listed.symbol === symbol,
    );
  }
}

function reaches(side: VenueSide, limit: number, price: number): boolean {
  return side === "BUY" ? limit >= price : limit <= price;
}
