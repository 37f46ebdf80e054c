interface Listing {
  readonly venue: string;
  /** As the venue spells it: `BTCUSDT`. */
  readonly symbol: string;
  /** The currency that fees and profits are in: `USDT`; of an inverse perpetual the coin. */
  readonly currency: string;
  /** Prices are multiples of this. */
  readonly tickSize: number;
  /** Quantities are multiples of this. */
  readonly lotSize: number;
  /**
   * What a fill changes the holding of. Instruments of the same asset offset
   * each other within one leg: a coin bought on one venue and sold on another
   * leaves nothing held. Default: a spot pair's symbol without punctuation
   * and case, the same on all venues; all else is bound to its venue, so that
   * it offsets nothing but itself.
   */
  readonly asset?: string;
  /**
   * What one unit of quantity stands for, above 0; default 1. Shares an option
   * is for (100), or what an inverse perpetual's contract is worth in its price currency (100 USD).
   */
  readonly multiplier?: number;
}

/** A coin or a share: bought and delivered. */
export interface SpotSpec extends Listing {
  readonly kind: "spot";
}

/** A perpetual future whose profit is in the currency of its price. */
export interface LinearPerpetualSpec extends Listing {
  readonly kind: "linear-perpetual";
}

/** A perpetual future for an amount of its price currency, whose profit is in the coin: `BTCUSD`, in contracts of 100 USD, pays BTC. */
export interface InversePerpetualSpec extends Listing {
  readonly kind: "inverse-perpetual";
  /** What its price is in: `USD`. */
  readonly priceCurrency: string;
}

/** A number that is published and cannot be traded: the VIX, the S&P 500. */
export interface IndexSpec extends Listing {
  readonly kind: "index";
}

export interface OptionSpec extends Listing {
  readonly kind: "option";
  readonly underlying: SpotInstrument | IndexInstrument;
  readonly right: "call" | "put";
  /** In the currency. */
  readonly strike: number;
  /** When it expires, in milliseconds since the epoch. */
  readonly expiry: number;
  readonly style: "american" | "european";
  /** What exercise brings: the underlying at the strike, or the difference in cash. */
  readonly delivery: "physical" | "cash";
}

export type InstrumentSpec =
  | SpotSpec
  | LinearPerpetualSpec
  | InversePerpetualSpec
  | IndexSpec
  | OptionSpec;

/** What is worked out of a specification. */
interface Worked {
  /** Unique: `bybit:spot:BTCUSDT`. */
  readonly id: string;
  readonly asset: string;
  readonly multiplier: number;
}

export type SpotInstrument = SpotSpec & Worked;
export type LinearPerpetual = LinearPerpetualSpec & Worked;
export type InversePerpetual = InversePerpetualSpec & Worked;
export type IndexInstrument = IndexSpec & Worked;
export type OptionContract = OptionSpec & Worked;

/** One thing that has a price on one venue. Made by {@link instrument}. */
export type Instrument =
  | SpotInstrument
  | LinearPerpetual
  | InversePerpetual
  | IndexInstrument
  | OptionContract;

export type InstrumentKind = Instrument["kind"];

/** @throws RangeError if tick size, lot size, multiplier or strike is not a positive number, or the expiry no time */
export function instrument<Spec extends InstrumentSpec>(
  spec: Spec,
): Spec & Worked {
  const id = `${spec.venue}:${spec.kind}:${spec.symbol}`;
  const { multiplier = 1 } = spec;
  requirePositive(id, "tickSize", spec.tickSize);
  requirePositive(id, "lotSize", spec.lotSize);
  requirePositive(id, "multiplier", multiplier);
  if (spec.kind === "option") {
    requirePositive(id, "strike", spec.strike);
    if (!Number.isFinite(spec.expiry))
      throw new RangeError(
        `${id}: expiry must be a time, and is ${spec.expiry}`,
      );
  }
  const fungible = spec.symbol.replace(/[^\p{L}\p{N}]/gu, "").toUpperCase();
  const asset = spec.asset ?? (spec.kind === "spot" ? fungible : id);
  const made = { ...spec, id, asset, multiplier };
  Object.freeze(made);
  return made;
}

function requirePositive(id: string, name: string, value: number): void {
  if (Number.isFinite(value) && value > 0) return;
  throw new RangeError(
    `${id}: ${name} must be a positive number, and is ${value}`,
  );
}
