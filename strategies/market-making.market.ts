import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  instrument,
  MarketDataError,
  readBinanceRecording,
  simulateMarket,
  type LinearPerpetual,
  type Market,
  type MarketEvent,
  type MarketRequest,
  type PaperListing,
} from "@fsmc/runtime";

/** What the venue takes of the value of a limit order that waited, where somebody has said so. */
export interface FeeOptions {
  readonly makerFee?: number;
}

type Span = Pick<MarketRequest<unknown>, "from" | "to">;

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
  day: Date.UTC(2024, 7, 8),
  midnight: Date.UTC(2024, 7, 9),
  path: ["hftbacktest", "usdm_btcusdt_20240808.gz"],
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
 * Binance's BTCUSDT perpetual: best prices, depth and trades as they came, in the last six minutes of 2024-08-08.
 *
 * @param data the folder that has the recordings as `hftbacktest`
 * @throws MarketDataError if the recording is not there, or is of another day
 */
export async function recordedMarket(
  data: string,
  { from, to }: Span,
  options: FeeOptions,
): Promise<Market> {
  const { day, midnight, path, perpetual } = recorded;
  if ((from !== null && from > day) || (to !== null && to < day))
    throw new MarketDataError("there is a recording of 2024-08-08 only");
  const file = join(data, ...path);
  if (!existsSync(file)) throw new MarketDataError(`${file} is not there`);
  const events = readBinanceRecording(file, perpetual);
  const first = await events.next();
  if (first.done === true) throw new MarketDataError(`${file} is empty`);
  return {
    source: "recorded",
    description:
      "Binance BTCUSDT perpetual, best prices, depth and trades of 2024-08-08 from 23:54 UTC to midnight",
    events: startingWith(first.value, events),
    start: first.value.time,
    end: midnight,
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

async function* startingWith(
  first: MarketEvent,
  rest: AsyncIterable<MarketEvent>,
): AsyncGenerator<MarketEvent> {
  yield first;
  yield* rest;
}
