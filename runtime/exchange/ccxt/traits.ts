import type { Instrument, InstrumentKind } from "../../market/instrument.ts";
import type { CcxtParams } from "./client.ts";
import {
  asDigits,
  asUuid,
  type ClientOrderIdRule,
} from "./client-order-ids.ts";

/** What one exchange does in its own way, and ccxt does not hide. */
export interface ExchangeTraits {
  readonly clientOrderId: ClientOrderIdRule;
  /** Whether one order can be asked for by its client order id alone; else it is looked for in all lists. */
  readonly findsByClientId: boolean;
  /** What is to be sent along with an order so that the exchange refuses it after so many milliseconds; null if it cannot. */
  readonly expiring: ((now: number, window: number) => CcxtParams) | null;
  /** Whether requests carry the time, and are refused when it is wrong. Where they carry a number that may only rise, the clock must not be set. */
  readonly stampsTime: boolean;
  /** ccxt's options for such instruments; `window` as above. */
  readonly options: (
    kinds: readonly InstrumentKind[],
    window: number,
  ) => CcxtParams;
  /** What ccxt must be told to hear of all of the account's trades. */
  readonly streams: (kinds: readonly InstrumentKind[]) => readonly CcxtParams[];
  /** What ccxt must be told to ask for the account that such an instrument is traded with. */
  readonly accountOf: (instrument: Instrument) => CcxtParams;
}

const PLAIN = {
  options: () => ({}),
  streams: () => [{}],
  accountOf: () => ({}),
  findsByClientId: false,
  stampsTime: false,
  expiring: null,
} as const;

/** An exchange that nobody has looked into: 32 letters and digits are what all of them take. */
const UNKNOWN: ExchangeTraits = {
  ...PLAIN,
  clientOrderId: { plain: /^[0-9a-f]{32}$/, digest: asDigits },
};

/** Binance refuses what comes later than `recvWindow` after its time stamp. https://developers.binance.com/docs/binance-spot-api-docs/rest-api/request-security */
const BINANCE: ExchangeTraits = {
  clientOrderId: { plain: /^[A-Za-z0-9_./:-]{1,36}$/, digest: asDigits },
  findsByClientId: true,
  stampsTime: true,
  expiring: () => ({}),
  options: (kinds, window) => ({
    recvWindow: window,
    adjustForTimeDifference: true,
    fetchCurrencies: false,
    fetchMargins: false,
    fetchMarkets: { types: kindsOfBinance(kinds) },
    defaultType: kinds[0] === "linear-perpetual" ? "swap" : "spot",
  }),
  streams: (kinds) =>
    kindsOfBinance(kinds).map((type) =>
      type === "spot" ? { type } : { type: "swap", subType: type },
    ),
  accountOf: ({ kind }) => {
    if (kind === "spot") return { type: "spot" };
    return kind === "inverse-perpetual"
      ? { type: "delivery", subType: "inverse" }
      : { type: "swap" };
  },
};

const TRAITS: Readonly<Record<string, ExchangeTraits>> = {
  binance: BINANCE,
  binanceus: BINANCE,
  binanceusdm: BINANCE,
  // https://docs.kraken.com/api/docs/rest-api/add-order: cl_ord_id is a UUID or up to 18 characters; `deadline` is 2 to 60 seconds ahead.
  kraken: {
    ...PLAIN,
    clientOrderId: { plain: /^[A-Za-z0-9_.-]{1,18}$/, digest: asUuid },
    expiring: (now, window) => ({
      deadline: new Date(now + Math.max(window, 2_000)).toISOString(),
    }),
  },
  // orderLinkId: 36 characters.
  bybit: {
    ...PLAIN,
    clientOrderId: { plain: /^[A-Za-z0-9_-]{1,36}$/, digest: asDigits },
    stampsTime: true,
    expiring: () => ({}),
    options: (_, window) => ({
      recvWindow: window,
      adjustForTimeDifference: true,
    }),
  },
  // clOrdId: 32 letters and digits.
  okx: {
    ...PLAIN,
    clientOrderId: { plain: /^[A-Za-z0-9]{1,32}$/, digest: asDigits },
    findsByClientId: true,
  },
  kucoin: {
    ...PLAIN,
    clientOrderId: { plain: /^[A-Za-z0-9_-]{1,40}$/, digest: asDigits },
  },
  bitget: {
    ...PLAIN,
    clientOrderId: { plain: /^[A-Za-z0-9_-]{1,32}$/, digest: asDigits },
  },
};

/** @param id ccxt's */
export function traitsOf(id: string): ExchangeTraits {
  return Object.hasOwn(TRAITS, id) ? (TRAITS[id] ?? UNKNOWN) : UNKNOWN;
}

function kindsOfBinance(
  kinds: readonly InstrumentKind[],
): readonly ("spot" | "linear" | "inverse")[] {
  const types = new Set(
    kinds.map((kind) => {
      if (kind === "linear-perpetual") return "linear";
      return kind === "inverse-perpetual" ? "inverse" : "spot";
    }),
  );
  return [...types];
}
