/** What is traded at the venue. */
export interface Listed {
  readonly symbol: string;
  readonly base: string;
  readonly quote: string;
  readonly tick: number;
  readonly step: number;
  /** In the quote currency. */
  readonly leastValue: number;
}

export const BTCUSDT: Listed = {
  symbol: "BTCUSDT",
  base: "BTC",
  quote: "USDT",
  tick: 0.01,
  step: 0.00001,
  leastValue: 5,
};

export const LISTED: readonly Listed[] = [
  BTCUSDT,
  {
    symbol: "ETHUSDT",
    base: "ETH",
    quote: "USDT",
    tick: 0.01,
    step: 0.0001,
    leastValue: 5,
  },
];

export function listed(symbol: string): Listed | null {
  return LISTED.find((each) => each.symbol === symbol) ?? null;
}

/** `GET /api/v3/exchangeInfo`. */
export function exchangeInfo(now: number): object {
  return {
    timezone: "UTC",
    serverTime: now,
    rateLimits: [],
    exchangeFilters: [],
    symbols: LISTED.map((each) => ({
      symbol: each.symbol,
      status: "TRADING",
      baseAsset: each.base,
      baseAssetPrecision: 8,
      quoteAsset: each.quote,
      quotePrecision: 8,
      quoteAssetPrecision: 8,
      orderTypes: ["LIMIT", "LIMIT_MAKER", "MARKET"],
      icebergAllowed: true,
      ocoAllowed: true,
      isSpotTradingAllowed: true,
      isMarginTradingAllowed: false,
      filters: [
        {
          filterType: "PRICE_FILTER",
          minPrice: String(each.tick),
          maxPrice: "1000000.00000000",
          tickSize: each.tick.toFixed(8),
        },
        {
          filterType: "LOT_SIZE",
          minQty: each.step.toFixed(8),
          maxQty: "9000.00000000",
          stepSize: each.step.toFixed(8),
        },
        {
          filterType: "NOTIONAL",
          minNotional: each.leastValue.toFixed(8),
          applyMinToMarket: true,
          maxNotional: "9000000.00000000",
          applyMaxToMarket: false,
          avgPriceMins: 5,
        },
      ],
      permissions: ["SPOT"],
    })),
  };
}
