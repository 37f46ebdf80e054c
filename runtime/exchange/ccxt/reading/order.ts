import { Answer } from "./answer.ts";
import type { Side } from "../../order.ts";
import { readTrade, type TradeAnswer } from "./trade.ts";

/** An order as ccxt tells it. Of some, an exchange tells no more than the id. */
export interface OrderAnswer {
  readonly orderId: string;
  readonly venueClientId: string | null;
  readonly symbol: string | null;
  readonly side: Side | null;
  readonly status: VenueStatus | null;
  readonly quantity: number | null;
  /** Of a limit order. */
  readonly price: number | null;
  readonly filled: Filled | null;
  readonly trades: readonly TradeAnswer[];
  readonly createdAt: number | null;
  readonly updatedAt: number | null;
}

/** How much of an order was filled. */
export interface Filled {
  readonly quantity: number;
  /** Whether the venue said so, and ccxt did not conclude it from something else. */
  readonly isTold: boolean;
}

const STATUSES = [
  "open",
  "closed",
  "canceled",
  "canceling",
  "expired",
  "rejected",
] as const;

/** ccxt's word for how far an order has come. */
export type VenueStatus = (typeof STATUSES)[number];

/** What exchanges call the quantity that was filled so far. ccxt takes 0 where it is missing. */
const FILLED = [
  "executedQty",
  "z",
  "vol_exec",
  "cum_qty",
  "cumExecQty",
  "accFillSz",
  "dealSize",
  "filledSize",
  "filled_size",
  "baseVolume",
  "filled_total",
] as const;

/** @throws MalformedAnswerError if it has no id, or anything in it is not what it should be */
export function readOrder(value: unknown): OrderAnswer {
  const answer = new Answer(value, "order");
  const quantity = answer.get("amount").optional((each) => each.positive());
  const filled = readFilled(answer);
  if (quantity !== null && filled !== null && filled.quantity > quantity * OVER)
    throw answer.get("filled").expected(`at most ${quantity}`);
  return {
    orderId: answer.get("id").id(),
    venueClientId: answer.get("clientOrderId").optional((each) => each.id()),
    symbol: answer.get("symbol").optional((each) => each.text()),
    side: answer.get("side").optional((each) => each.oneOf(["buy", "sell"])),
    status: answer.get("status").optional((each) => each.oneOf(STATUSES)),
    quantity,
    price: answer.get("price").optional((each) => each.notNegative()),
    filled,
    trades: answer.get("trades").optional(readToldTrades) ?? [],
    createdAt: answer.get("timestamp").optional((each) => each.time()),
    updatedAt: answer
      .get("lastUpdateTimestamp")
      .optional((each) => each.time()),
  };
}

/** Binary rounding may leave a little more than all of it. */
const OVER = 1 + 1e-9;

/** @throws MalformedAnswerError */
export function readOrders(value: unknown): readonly OrderAnswer[] {
  return readEach(value, "orders", readOrder);
}

/** @throws MalformedAnswerError */
export function readTradeList(value: unknown): readonly TradeAnswer[] {
  return readTrades(new Answer(value, "trades"));
}

/** Each of a list whose members are read by themselves. */
function readEach<Item>(
  value: unknown,
  path: string,
  read: (value: unknown) => Item,
): readonly Item[] {
  if (Array.isArray(value)) return value.map((each: unknown) => read(each));
  throw new Answer(value, path).expected("a list");
}

function readTrades(answer: Answer): readonly TradeAnswer[] {
  return answer.list().map((each) => readTrade(each));
}

/** Without those of which there is no more than an id: they are asked for. */
function readToldTrades(answer: Answer): readonly TradeAnswer[] {
  return answer
    .list()
    .filter((each) => !each.get("price").isMissing)
    .map((each) => readTrade(each));
}

function readFilled(answer: Answer): Filled | null {
  const filled = answer.get("filled");
  const info = answer.get("info");
  const told = info.isObject
    ? FILLED.map((name) => info.get(name)).find((each) => !each.isMissing)
    : undefined;
  told?.notNegative();
  return filled.optional((each) => ({
    quantity: each.notNegative(),
    isTold: told !== undefined,
  }));
}
