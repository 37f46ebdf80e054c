import {
  binanceDays,
  type BinanceOptions,
  type Instrument,
  mergeByTime,
  readBinanceDays,
} from "@fsmc/runtime";
import {
  commonDays,
  type RecordedDays,
  recordedEvents,
  type RecordedRange,
} from "./recorded-events.ts";

/** A combined stream of Binance, by the name of its files without the day: `spot_btcusdt`. */
export interface RecordedStream {
  readonly name: string;
  readonly instrument: Instrument;
}

/**
 * The days of a folder that have recordings of all the streams, as files like
 * `spot_btcusdt_20240808.gz`.
 *
 * @throws MarketDataError if there is no such day; the message says which there are
 */
export async function recordedStreams(
  folder: string,
  streams: readonly RecordedStream[],
  query: RecordedRange & BinanceOptions,
): Promise<RecordedDays> {
  const recordings = await Promise.all(
    streams.map(async ({ name, instrument }) => ({
      name,
      days: await binanceDays(folder, name),
      refuse: () => readBinanceDays(folder, name, instrument, query).next(),
    })),
  );
  const days = await commonDays(folder, recordings, query);
  const read = (wanted: readonly number[], options: BinanceOptions) =>
    mergeByTime(
      ...streams.map(({ name, instrument }) =>
        readBinanceDays(folder, name, instrument, { ...options, days: wanted }),
      ),
    );
  return recordedEvents(
    days,
    (wanted) => read(wanted, query),
    (wanted, onlyQuotes) =>
      read(wanted, {
        ...quietly(query),
        ...(onlyQuotes ? { kinds: ["quote"] } : {}),
      }),
  );
}

/** Who hears of bad rows and counts them does so when they are due, and once. */
function quietly({
  kinds,
  onBadRow,
  onUnknown,
}: BinanceOptions): BinanceOptions {
  return {
    ...(kinds === undefined ? {} : { kinds }),
    ...(onBadRow === undefined ? {} : { onBadRow: () => {} }),
    ...(onUnknown === undefined ? {} : { onUnknown: () => {} }),
  };
}
