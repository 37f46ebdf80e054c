import { Rejected } from "../../errors.ts";
import { ceilToGrid, floorToGrid } from "../../market/grid.ts";
import type { Instrument } from "../../market/instrument.ts";
import type { MarketOrderRequest } from "../exchange.ts";
import type { OrderType, Side } from "../order.ts";
import type { CcxtClient } from "./client.ts";
import { Answer } from "./reading/answer.ts";

/** One instrument as ccxt knows it: what it takes and how it is written. */
export interface CcxtMarket {
  readonly instrument: Instrument;
  /** ccxt's: `BTC/USDT`. */
  readonly symbol: string;
  readonly base: string;
  readonly quote: string;
  /** What a derivative's fees and profits are in; null of spot. */
  readonly settle: string | null;
  /** Quantities between these, and what is worth between those; null: no limit. In units of the quantity, and of the price's currency. */
  readonly quantityLimits: Limits;
  readonly valueLimits: Limits;
  /** Where an exchange tells no fee: the shares of the value that it takes. */
  readonly feeRates: { readonly maker: number; readonly taker: number };
}

interface Limits {
  readonly least: number | null;
  readonly most: number | null;
}

/**
 * @throws RangeError if the exchange has no such instrument, or one in other units
 */
export function marketFor(
  client: CcxtClient,
  instrument: Instrument,
): CcxtMarket {
  const { id, symbol, kind } = instrument;
  const isOfKind = (market: Answer): boolean => {
    switch (kind) {
      case "spot":
        return market.get("spot").boolean();
      case "linear-perpetual":
        return market.get("swap").boolean() && market.get("linear").boolean();
      case "inverse-perpetual":
        return market.get("swap").boolean() && market.get("inverse").boolean();
      case "option":
        return market.get("option").boolean();
      case "index":
        return false;
    }
  };
  const byId = new Answer(client.markets_by_id, "markets").get(symbol);
  const bySymbol = new Answer(client.markets, "markets").get(symbol);
  const candidates = [
    ...(byId.isMissing ? [] : byId.list()),
    ...(bySymbol.isMissing ? [] : [bySymbol]),
  ];
  const market = candidates.find(isOfKind);
  if (market === undefined)
    throw new RangeError(
      `${id}: ${client.id} has no ${kind} of that symbol (expected its own, as BTCUSDT, or ccxt's, as BTC/USDT)`,
    );
  return read(market, instrument);
}

function read(market: Answer, instrument: Instrument): CcxtMarket {
  const size = market.get("contractSize").optional((each) => each.positive());
  if (size !== null && size !== instrument.multiplier)
    throw new RangeError(
      `${instrument.id}: its multiplier is ${instrument.multiplier}, and a contract is for ${size}`,
    );
  const limits = market.get("limits");
  const settle = market.get("settle").optional((each) => each.text());
  return {
    instrument,
    symbol: market.get("symbol").text(),
    base: market.get("base").text(),
    quote: market.get("quote").text(),
    settle,
    quantityLimits: limitsIn(limits.get("amount")),
    valueLimits: limitsIn(limits.get("cost")),
    feeRates: {
      maker: market.get("maker").optional((each) => each.number()) ?? 0,
      taker: market.get("taker").optional((each) => each.number()) ?? 0,
    },
  };
}

function limitsIn(limits: Answer): Limits {
  if (limits.isMissing) return { least: null, most: null };
  const limit = (name: string): number | null =>
    limits.get(name).optional((each) => each.notNegative());
  return { least: limit("min"), most: limit("max") };
}

/** What is sent of an order: decimals that the exchange takes, as the doubles nearest to them. */
export interface PreparedOrder {
  /** Rounded down to what the exchange takes. */
  readonly quantity: number;
  readonly type: OrderType;
}

/**
 * Rounds an order to the exchange's steps: the quantity down, a limit to where
 * it is no worse than asked for.
 *
 * @throws Rejected code `INVALID_ORDER` if it is too small, too large or no number at all
 */
export function prepare(
  client: CcxtClient,
  { symbol, quantityLimits, valueLimits }: CcxtMarket,
  { clientOrderId, instrument, side, quantity }: MarketOrderRequest,
  type: OrderType,
): PreparedOrder {
  const refuse = (why: string): Rejected =>
    new Rejected(`${clientOrderId} was not sent: ${why}`, "INVALID_ORDER");
  const steps = floorToGrid(quantity, instrument.lotSize);
  const size = decimal(() => client.amountToPrecision(symbol, steps));
  if (size === null || !(size > 0))
    throw refuse(
      `${quantity} of ${instrument.symbol} is less than the venue takes`,
    );
  requireWithin(size, quantityLimits, `a quantity of ${size}`, refuse);
  if (type.kind === "market") return { quantity: size, type };
  const onTick = roundedLimit(type.price, instrument.tickSize, side);
  const price = decimal(() => client.priceToPrecision(symbol, onTick));
  if (price === null || !(price > 0))
    throw refuse(`${type.price} is no price that the venue takes`);
  const value = price * size * instrument.multiplier;
  if (instrument.kind !== "inverse-perpetual")
    requireWithin(value, valueLimits, `a value of ${value}`, refuse);
  return { quantity: size, type: { kind: "limit", price } };
}

function roundedLimit(price: number, tick: number, side: Side): number {
  return side === "buy" ? floorToGrid(price, tick) : ceilToGrid(price, tick);
}

function requireWithin(
  value: number,
  { least, most }: Limits,
  what: string,
  refuse: (why: string) => Rejected,
): void {
  if (least !== null && value < least * (1 - 1e-9))
    throw refuse(`${what} is below the venue's least, ${least}`);
  if (most !== null && most > 0 && value > most * (1 + 1e-9))
    throw refuse(`${what} is above the venue's most, ${most}`);
}

/** ccxt writes decimals, and throws for what would be none. */
function decimal(write: () => unknown): number | null {
  try {
    return new Answer(write(), "precision").number();
  } catch {
    return null;
  }
}
