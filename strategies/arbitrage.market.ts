import {
  instrument,
  type Market,
  MarketDataError,
  type PaperListing,
  simulateQuotes,
} from "@fsmc/runtime";
import type { ArbitrageVenue } from "../generated/arbitrage.ts";
import { listingOf } from "./paper-listing.ts";
import { recordedDays, type RecordedQuery } from "./recorded-day.ts";

/** What is traded, and what a market order costs there. */
export type Venues = Readonly<Record<ArbitrageVenue, PaperListing>>;

/** What venues take of the value of a market order, where somebody has said so. */
export interface FeeOptions {
  readonly firstFee?: number;
  readonly secondFee?: number;
}

const DAY = 86_400_000;
const BPS = 1e-4;

const bitcoin = { symbol: "BTCUSDT", currency: "USDT", asset: "BTC" } as const;

/**
 * The recorded day: spot and linear perpetual of one exchange. That both are
 * the same asset is an assumption, and the report says so: a coin bought spot
 * and a contract sold leave a basis, which is not closed here but held until
 * the prices meet, at the cost or gain of its funding.
 */
const recorded = {
  /** Bybit's taker fees at that time, without a discount. */
  fees: [10 * BPS, 6 * BPS],
  instruments: [
    instrument({
      ...bitcoin,
      venue: "Bybit",
      kind: "spot",
      tickSize: 0.01,
      lotSize: 0.000_001,
    }),
    instrument({
      ...bitcoin,
      venue: "Bybit",
      kind: "linear-perpetual",
      tickSize: 0.5,
      lotSize: 0.001,
    }),
  ],
} as const;

const simulated = {
  midnight: Date.UTC(2025, 0, 1),
  fees: [10 * BPS, 10 * BPS],
  instruments: [
    instrument({
      ...bitcoin,
      venue: "North",
      kind: "spot",
      tickSize: 0.01,
      lotSize: 0.000_1,
    }),
    instrument({
      ...bitcoin,
      venue: "South",
      kind: "spot",
      tickSize: 0.01,
      lotSize: 0.000_1,
    }),
  ],
} as const;

/**
 * Bybit's BTCUSDT, spot and linear perpetual, minute quotes, all recorded days of the range.
 *
 * @param data the folder that has LEAN's data folder as `lean`
 * @throws MarketDataError if the day is not in it
 */
export async function recordedMarket(
  data: string,
  range: Pick<RecordedQuery, "from" | "to">,
  fees: FeeOptions,
): Promise<Market> {
  const { instruments } = recorded;
  const { events, start, end, span } = await recordedDays(
    data,
    instruments,
    range,
  );
  return {
    source: "recorded",
    description: `Bybit BTCUSDT, spot and linear perpetual, minute quotes of ${span}`,
    events,
    start,
    end,
    exchange: { listings: listingsOf(recorded, fees) },
  };
}

/** A day of quotes, one a second, of one coin on two made-up spot venues whose prices drift apart and meet again. */
export function simulatedMarket(seed: number, fees: FeeOptions): Market {
  const { midnight, instruments } = simulated;
  return {
    source: "simulated",
    description: `two spot venues for BTCUSDT, a quote a second each, seed ${seed}`,
    events: simulateQuotes({
      seed,
      venues: instruments,
      start: midnight,
      duration: DAY,
    }),
    start: midnight,
    end: midnight + DAY,
    exchange: { listings: listingsOf(simulated, fees) },
  };
}

/** @throws MarketDataError if the market has not two listings */
export function venuesOf(market: Market): Venues {
  const [first, second] = market.exchange.listings;
  if (first === undefined || second === undefined)
    throw new MarketDataError(
      `arbitrage trades on two venues; ${market.description} has ${market.exchange.listings.length}`,
    );
  return { FIRST: first, SECOND: second };
}

/** The smallest quantity that both venues can trade, in units of the base asset. */
export function commonLot({ FIRST, SECOND }: Venues): number {
  return Math.max(FIRST.instrument.lotSize, SECOND.instrument.lotSize);
}

function listingsOf(
  market: typeof recorded | typeof simulated,
  { firstFee, secondFee }: FeeOptions,
): readonly PaperListing[] {
  const [first, second] = market.instruments;
  return [
    listingOf(first, firstFee ?? market.fees[0]),
    listingOf(second, secondFee ?? market.fees[1]),
  ];
}
