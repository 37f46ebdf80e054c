import { join } from "node:path";
import {
  instrument,
  type Instrument,
  type Market,
  MarketDataError,
  type MarketRequest,
  type PaperListing,
  simulateMarket,
} from "@fsmc/runtime";
import { recordedStreams } from "./recorded-streams.ts";

export type Leg = "maker" | "taker";

/** What each leg is traded in, and what an order costs there. */
export type Venues = Readonly<Record<Leg, PaperListing>>;

/** What venues take of an order's value, where somebody has said so. */
export interface FeeOptions {
  /** Of an order that was waiting, on the maker's venue. */
  readonly makerFee?: number;
  /** Of a market order, on the taker's venue. */
  readonly takerFee?: number;
}

type Days = Pick<MarketRequest<unknown>, "from" | "to">;

const SIMULATED = 6 * 3_600_000;
const BPS_PER_UNIT = 10_000;

const bitcoin = { symbol: "BTCUSDT", currency: "USDT" } as const;

/**
 * Recordings of Binance: the order works in the perpetual, whose maker fee is
 * the lower one, and is hedged in spot. That both are the same coin is an
 * assumption, and the report says so: what is bought here and sold there
 * leaves a basis, which unwinding in the end pays or is paid. Fees are those
 * of 2024 without a discount.
 */
const recorded = {
  folder: "hftbacktest",
  streams: { maker: "usdm_btcusdt", taker: "spot_btcusdt" },
  maker: {
    instrument: instrument({
      ...bitcoin,
      venue: "Binance",
      kind: "linear-perpetual",
      tickSize: 0.1,
      lotSize: 0.001,
    }),
    fees: { makerBps: 2, takerBps: 5 },
  },
  taker: {
    instrument: instrument({
      ...bitcoin,
      venue: "Binance",
      kind: "spot",
      tickSize: 0.01,
      lotSize: 0.000_01,
    }),
    fees: { makerBps: 10, takerBps: 10 },
  },
} as const;

/**
 * One coin on two made-up venues, each of which keeps what is bought there: a small one with a wide spread, whose price
 * strays from that of a large one and follows its moves a little later.
 */
const simulated = {
  start: Date.UTC(2025, 0, 1),
  price: 100_000,
  maker: {
    instrument: instrument({
      ...bitcoin,
      venue: "South",
      asset: "BTC in the South",
      kind: "spot",
      tickSize: 0.1,
      lotSize: 0.000_1,
    }),
    fees: { makerBps: 2, takerBps: 5 },
  },
  taker: {
    instrument: instrument({
      ...bitcoin,
      venue: "North",
      asset: "BTC in the North",
      kind: "spot",
      tickSize: 0.1,
      lotSize: 0.001,
    }),
    fees: { makerBps: 2, takerBps: 5 },
  },
} as const;

/**
 * Binance's BTCUSDT, USD-M perpetual and spot: best prices, depth and trades as they came, all recorded days of the range.
 *
 * @param data the folder that has the recordings as `hftbacktest`
 * @throws MarketDataError if there is no such day
 */
export async function recordedMarket(
  data: string,
  days: Days,
  options: FeeOptions,
): Promise<Market> {
  const { folder, streams, maker, taker } = recorded;
  const { events, start, end, span } = await recordedStreams(
    join(data, folder),
    [
      { name: streams.maker, instrument: maker.instrument },
      { name: streams.taker, instrument: taker.instrument },
    ],
    days,
  );
  return {
    source: "recorded",
    description: `Binance BTCUSDT, USD-M perpetual (maker) and spot (hedge), best prices, depth and trades of ${span}`,
    events,
    start,
    end,
    exchange: { listings: listingsOf({ maker, taker }, options) },
  };
}

/**
 * One coin on two spot venues whose prices drift apart and meet again, quotes and trades.
 *
 * @param duration in milliseconds; default six hours
 */
export function simulatedMarket(
  seed: number,
  options: FeeOptions,
  duration: number = SIMULATED,
): Market {
  const { start, price, maker, taker } = simulated;
  return {
    source: "simulated",
    description: `two spot venues for BTCUSDT, quotes and trades, seed ${seed}`,
    events: simulateMarket({
      seed,
      start,
      duration,
      assets: [
        {
          name: "BTC",
          price,
          instruments: [
            {
              instrument: maker.instrument,
              halfSpread: 3,
              delay: 200,
              divergence: { deviation: 5, halfLife: 60_000 },
              trades: { mean: 1_000 },
            },
            { instrument: taker.instrument, halfSpread: 0.5 },
          ],
        },
      ],
    }),
    start,
    end: start + duration,
    exchange: { listings: listingsOf(simulated, options) },
  };
}

/** @throws MarketDataError if the market has not two listings */
export function venuesOf(market: Market): Venues {
  const [maker, taker] = market.exchange.listings;
  if (maker === undefined || taker === undefined)
    throw new MarketDataError(
      `a maker order needs another venue for its hedge; ${market.description} has ${market.exchange.listings.length}`,
    );
  return { maker, taker };
}

/** The smallest quantity that both venues can trade, in units of the base asset. */
export function commonLot({ maker, taker }: Venues): number {
  const lotOf = ({ instrument: { lotSize } }: { instrument: Instrument }) =>
    lotSize;
  return Math.max(lotOf(maker), lotOf(taker));
}

/** The maker's first. */
function listingsOf(
  { maker, taker }: Venues,
  { makerFee, takerFee }: FeeOptions,
): readonly PaperListing[] {
  const makerBps = makerFee === undefined ? null : makerFee * BPS_PER_UNIT;
  const takerBps = takerFee === undefined ? null : takerFee * BPS_PER_UNIT;
  return [
    {
      ...maker,
      fees: { ...maker.fees, makerBps: makerBps ?? maker.fees.makerBps },
    },
    {
      ...taker,
      fees: { ...taker.fees, takerBps: takerBps ?? taker.fees.takerBps },
    },
  ];
}
