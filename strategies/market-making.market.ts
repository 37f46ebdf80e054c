import { join } from "node:path";
import {
  instrument,
  simulateMarket,
  type LinearPerpetual,
  type Market,
  type MarketRequest,
  type PaperListing,
} from "@fsmc/runtime";
import { recordedStreams } from "./recorded-streams.ts";

/** What the venue takes of the value of a limit order that waited, where somebody has said so. */
export interface FeeOptions {
  readonly makerFee?: number;
}

type Days = Pick<MarketRequest<unknown>, "from" | "to">;

const HOUR = 3_600_000;
const BPS = 1e-4;

/** Of USD-M at that time, without a discount, in bps. */
const fees = { makerBps: 2, takerBps: 5 } as const;

const bitcoin = {
  symbol: "BTCUSDT",
  kind: "linear-perpetual",
  currency: "USDT",
  tickSize: 0.1,
  lotSize: 0.001,
} as const;

const recorded = {
  folder: "hftbacktest",
  name: "usdm_btcusdt",
  perpetual: instrument({ ...bitcoin, venue: "Binance" }),
} as const;

const simulated = {
  start: Date.UTC(2025, 0, 1),
  duration: 6 * HOUR,
  price: 60_000,
  quotes: { kind: "poisson", mean: 500 },
  perpetual: instrument({ ...bitcoin, venue: "North" }),
} as const;

/**
 * Binance's BTCUSDT perpetual: best prices, depth and trades as they came, all recorded days of the range.
 *
 * @param data the folder that has the recordings as `hftbacktest`
 * @throws MarketDataError if there is no such day
 */
export async function recordedMarket(
  data: string,
  days: Days,
  options: FeeOptions,
): Promise<Market> {
  const { folder, name, perpetual } = recorded;
  const { events, start, end, span } = await recordedStreams(
    join(data, folder),
    [{ name, instrument: perpetual }],
    days,
  );
  return {
    source: "recorded",
    description: `Binance BTCUSDT perpetual, best prices, depth and trades of ${span}`,
    events,
    start,
    end,
    exchange: { listings: [listingOf(perpetual, options)] },
  };
}

/** Hours of best prices, and of what others trade. */
export function simulatedMarket(seed: number, options: FeeOptions): Market {
  const { start, duration, price, quotes, perpetual } = simulated;
  return {
    source: "simulated",
    description: `BTCUSDT perpetual, two quotes a second, trades and funding, seed ${seed}`,
    events: simulateMarket({
      seed,
      start,
      duration,
      assets: [
        {
          name: "BTC",
          price,
          instruments: [{ instrument: perpetual, quotes, trades: {} }],
        },
      ],
    }),
    start,
    end: start + duration,
    exchange: { listings: [listingOf(perpetual, options)] },
  };
}

function listingOf(
  perpetual: LinearPerpetual,
  options: FeeOptions,
): PaperListing {
  const { makerFee } = options;
  const makerBps = makerFee === undefined ? fees.makerBps : makerFee / BPS;
  return { instrument: perpetual, fees: { ...fees, makerBps } };
}
