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

/** A perpetual future, by the same name: Binance trades it elsewhere. */
export const PERPETUAL: Listed = { ...BTCUSDT, tick: 0.1, step: 0.001 };

/** `GET /fapi/v1/exchangeInfo`. */
export function futuresInfo(now: number): object {
  const { symbol, base, quote, tick, step, leastValue } = PERPETUAL;
  return {
    timezone: "UTC",
    serverTime: now,
    futuresType: "U_MARGINED",
    rateLimits: [],
    exchangeFilters: [],
    assets: [],
    symbols: [
      {
        symbol,
        pair: symbol,
        contractType: "PERPETUAL",
        deliveryDate: 4_133_404_800_000,
        onboardDate: 1_569_398_400_000,
        status: "TRADING",
        baseAsset: base,
        quoteAsset: quote,
        marginAsset: quote,
        pricePrecision: 1,
        quantityPrecision: 3,
        orderTypes: ["LIMIT", "MARKET"],
        timeInForce: ["GTC", "IOC", "FOK", "GTX"],
        filters: [
          {
            filterType: "PRICE_FILTER",
            minPrice: String(tick),
            maxPrice: "1000000",
            tickSize: String(tick),
          },
          {
            filterType: "LOT_SIZE",
            minQty: String(step),
            maxQty: "1000",
            stepSize: String(step),
          },
          { filterType: "MIN_NOTIONAL", notional: String(leastValue) },
        ],
      },
    ],
  };
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
