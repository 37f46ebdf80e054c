import type { Side } from "../../order.ts";
import type { Answer } from "./answer.ts";

/** A trade of the account as ccxt tells it. */
export interface TradeAnswer {
  readonly tradeId: string;
  readonly symbol: string | null;
  readonly orderId: string | null;
  /** Where the venue repeats it with each trade. */
  readonly venueClientId: string | null;
  readonly side: Side | null;
  readonly price: number;
  readonly quantity: number;
  /** In whatever currency it was taken; null if it was not told. */
  readonly fee: FeeAnswer | null;
  readonly liquidity: "maker" | "taker" | null;
  readonly time: number | null;
}

export interface FeeAnswer {
  /** Negative for a rebate. */
  readonly cost: number;
  /** ccxt's code. */
  readonly currency: string;
}

/** What exchanges call the client order id in what they tell of a trade. */
const CLIENT_IDS = [
  "clientOrderId",
  "cl_ord_id",
  "clOrdId",
  "orderLinkId",
  "clientOid",
  "c",
] as const;

/** @throws MalformedAnswerError if id, price or quantity is missing, or anything is not what it should be */
export function readTrade(answer: Answer): TradeAnswer {
  return {
    tradeId: answer.get("id").id(),
    symbol: answer.get("symbol").optional((each) => each.text()),
    orderId: answer.get("order").optional((each) => each.id()),
    venueClientId: clientIdIn(answer.get("info")),
    side: answer.get("side").optional((each) => each.oneOf(["buy", "sell"])),
    price: answer.get("price").positive(),
    quantity: answer.get("amount").positive(),
    fee: readFee(answer),
    liquidity: answer
      .get("takerOrMaker")
      .optional((each) => each.oneOf(["maker", "taker"])),
    time: answer.get("timestamp").optional((each) => each.time()),
  };
}

function clientIdIn(info: Answer): string | null {
  if (!info.isObject) return null;
  for (const name of CLIENT_IDS) {
    const found = info.get(name);
    if (!found.isMissing) return found.id();
  }
  return null;
}

function readFee(answer: Answer): FeeAnswer | null {
  const fee = answer.get("fee");
  if (fee.isMissing || fee.get("cost").isMissing) return null;
  const cost = fee.get("cost").number();
  const currency = fee.get("currency").optional((each) => each.text());
  if (currency !== null) return { cost, currency };
  if (cost === 0) return null;
  throw fee.get("currency").expected("the currency of the fee");
}
