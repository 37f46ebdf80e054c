import {
  instrument,
  type Market,
  MarketDataError,
  type PaperListing,
  simulateMarket,
} from "@fsmc/runtime";
import { listingOf } from "./paper-listing.ts";
import { recordedDays, type RecordedQuery } from "./recorded-day.ts";

export type Leg = "spot" | "perp";

/** What each leg is traded in, and what a market order costs there. */
export type Legs = Readonly<Record<Leg, PaperListing>>;

/** What venues take of the value of a market order, where somebody has said so. */
export interface FeeOptions {
  readonly spotFee?: number;
  readonly perpFee?: number;
}

const DAY = 86_400_000;
const BPS = 1e-4;

const bitcoin = { symbol: "BTCUSDT", currency: "USDT" } as const;

/** Bybit's taker fees at that time, without a discount. */
const fees = { spot: 10 * BPS, perp: 6 * BPS } as const;

const recorded = {
  spot: instrument({
    ...bitcoin,
    venue: "Bybit",
    kind: "spot",
    tickSize: 0.01,
    lotSize: 0.000_001,
  }),
  perp: instrument({
    ...bitcoin,
    venue: "Bybit",
    kind: "linear-perpetual",
    tickSize: 0.5,
    lotSize: 0.001,
  }),
} as const;

const simulated = {
  midnight: Date.UTC(2025, 0, 1),
  spot: instrument({
    ...bitcoin,
    venue: "North",
    kind: "spot",
    tickSize: 0.01,
    lotSize: 0.000_01,
  }),
  perp: instrument({
    ...bitcoin,
    venue: "North",
    kind: "linear-perpetual",
    tickSize: 0.1,
    lotSize: 0.001,
  }),
  /** In bps: wide enough to pay four fees several times a day, wider than real ones mostly are; half of what there is of it has gone after 23 minutes. */
  basis: { mean: 5, deviation: 30, halfLife: 23 * 60_000 },
} as const;

/**
 * Bybit's BTCUSDT, spot and linear perpetual, minute quotes and funding, all recorded days of the range.
 *
 * @param data the folder that has LEAN's data folder as `lean`
 * @throws MarketDataError if the day is not in it
 */
export async function recordedMarket(
  data: string,
  range: Pick<RecordedQuery, "from" | "to">,
  options: FeeOptions,
): Promise<Market> {
  const { spot, perp } = recorded;
  const days = await recordedDays(data, [spot, perp], {
    ...range,
    funding: true,
  });
  const { events, start, end, span } = days;
  return {
    source: "recorded",
    description: `Bybit BTCUSDT, spot and linear perpetual, minute quotes and funding of ${span}`,
    events,
    start,
    end,
    exchange: { listings: listingsOf(recorded, options) },
  };
}

/** A day of quotes, one a second, of one coin and its perpetual, whose basis comes and goes, with funding every eight hours. */
export function simulatedMarket(seed: number, options: FeeOptions): Market {
  const { midnight, spot, perp, basis } = simulated;
  const quotes = { kind: "regular", interval: 1_000 } as const;
  return {
    source: "simulated",
    description: `BTCUSDT, spot and linear perpetual, a quote a second each, seed ${seed}`,
    events: simulateMarket({
      seed,
      start: midnight,
      duration: DAY,
      assets: [
        {
          name: "BTC",
          price: 17_200,
          instruments: [
            { instrument: spot, quotes },
            { instrument: perp, quotes, basis, funding: {} },
          ],
        },
      ],
    }),
    start: midnight,
    end: midnight + DAY,
    exchange: { listings: listingsOf(simulated, options) },
  };
}

/** @throws MarketDataError if the market has not both listings */
export function legsOf(market: Market): Legs {
  const { listings } = market.exchange;
  const spot = listings.find(({ instrument: { kind } }) => kind === "spot");
  const perp = listings.find(
    ({ instrument: { kind } }) => kind === "linear-perpetual",
  );
  if (spot === undefined || perp === undefined)
    throw new MarketDataError(
      `hedging trades spot and a linear perpetual; ${market.description} has not both`,
    );
  return { spot, perp };
}

/** The smallest quantity that both legs can trade, in units of the base asset. */
export function commonLot({ spot, perp }: Legs): number {
  return Math.max(spot.instrument.lotSize, perp.instrument.lotSize);
}

function listingsOf(
  { spot, perp }: typeof recorded | typeof simulated,
  { spotFee = fees.spot, perpFee = fees.perp }: FeeOptions,
): readonly PaperListing[] {
  return [listingOf(spot, spotFee), listingOf(perp, perpFee)];
}
