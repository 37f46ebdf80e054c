import type { Instrument } from "../../market/instrument.ts";
import { requirePositive } from "../../require.ts";
import type { CcxtParams } from "./client.ts";
import type { Endpoints } from "./endpoints.ts";
import { WITHOUT_STREAMS } from "./feed.ts";
import type { ExchangeTraits } from "./traits.ts";

/** One account at one exchange. Times are milliseconds. */
export interface CcxtVenueOptions {
  /** ccxt's id: `binance`, `kraken`. */
  readonly exchange: string;
  /** What the instruments call it. Default: the exchange's id. */
  readonly venue?: string;
  /** All that is traded there; their `symbol` is the exchange's own (`BTCUSDT`) or ccxt's (`BTC/USDT`). */
  readonly instruments: readonly Instrument[];
  /** What the names of the environment's variables begin with: `KRAKEN` for `KRAKEN_API_KEY`. Default: the exchange's id. */
  readonly environmentPrefix?: string;
  /** Whether fills are heard of by WebSocket, where the exchange has one. Default true; else orders are asked for. */
  readonly streaming?: boolean;
  /** How often orders of which more may be told are asked for. Default: 10,000 with streaming, else 2,000. */
  readonly askEvery?: number;
  /** How long a request may wait for its turn before it is not sent at all. Default 2,000. */
  readonly sendWithin?: number;
  /** How long an answer is waited for. Default 10,000. */
  readonly answerTimeout?: number;
  /** How long after it was sent the exchange still takes a request, where it can be told. Default 5,000. */
  readonly window?: number;
  /** How long after it was sent an exchange that cannot be told might still take a request. Default 60,000. */
  readonly assumedValidity?: number;
  /** How far back orders of an earlier process are looked for. Default a day. */
  readonly lookBack?: number;
  /** Where requests and connections go instead. Default: nowhere else. */
  readonly endpoints?: Endpoints;
  /** For ccxt's constructor: `{ options: … }`, proxies. No credentials: these come from the environment. */
  readonly config?: CcxtConfig;
}

export type CcxtConfig = CcxtParams & { readonly options?: CcxtParams };

export type VenueSettings = Required<CcxtVenueOptions>;

/** @throws RangeError naming an option that makes no sense, what it must be and what it is */
export function settings(options: CcxtVenueOptions): VenueSettings {
  const { exchange, streaming = true } = options;
  const set: VenueSettings = {
    venue: exchange,
    environmentPrefix: exchange,
    streaming,
    askEvery: streaming ? 10_000 : WITHOUT_STREAMS,
    sendWithin: 2_000,
    answerTimeout: 10_000,
    window: 5_000,
    assumedValidity: 60_000,
    lookBack: 86_400_000,
    endpoints: {},
    config: {},
    ...options,
  };
  requirePositive("askEvery", set.askEvery);
  requirePositive("sendWithin", set.sendWithin);
  requirePositive("answerTimeout", set.answerTimeout);
  requirePositive("window", set.window);
  requirePositive("assumedValidity", set.assumedValidity);
  requirePositive("lookBack", set.lookBack);
  if (set.instruments.length === 0)
    throw new RangeError(`${exchange}: expected at least one instrument`);
  for (const { id, venue } of set.instruments)
    if (venue !== set.venue)
      throw new RangeError(
        `${id}: expected an instrument of ${set.venue}, found one of ${venue}`,
      );
  for (const name of ["apiKey", "secret", "password", "privateKey", "token"])
    if (Object.hasOwn(set.config, name))
      throw new RangeError(
        `${exchange}: config must not hold credentials (${name}): they come from the environment`,
      );
  return set;
}

/** Two clocks and the way between them, in milliseconds. */
const SKEW = 1_000;

/** After this many milliseconds a request that has not been carried out will not be any more. */
export function validityOf(
  { sendWithin, window, assumedValidity }: VenueSettings,
  { expiring }: ExchangeTraits,
): number {
  const taken = expiring === null ? assumedValidity : window;
  return sendWithin + taken + SKEW;
}
