/**
 * What can be traded so far. Both are linear: a price move of 1 changes the
 * value of a quantity of 1 by 1 in the quote currency.
 */
export type InstrumentKind = "spot" | "linear-perpetual";

export interface InstrumentSpec {
  readonly venue: string;
  /** As the venue spells it: `BTCUSDT`. */
  readonly symbol: string;
  readonly kind: InstrumentKind;
  /** The currency that prices, fees and profits are in: `USDT`. */
  readonly currency: string;
  /** Prices are multiples of this, in the quote currency. */
  readonly tickSize: number;
  /** Quantities are multiples of this. */
  readonly lotSize: number;
  /**
   * What a fill changes the holding of. Instruments of the same asset offset
   * each other within one leg: a coin bought on one venue and sold on another
   * leaves nothing held. Default: a spot pair's symbol without punctuation
   * and case, the same on all venues; a perpetual is bound to its venue, so
   * it offsets nothing but itself.
   */
  readonly asset?: string;
}

/** One thing that is quoted on one venue. Made by {@link instrument}. */
export interface Instrument extends Required<InstrumentSpec> {
  /** Unique: `bybit:spot:BTCUSDT`. */
  readonly id: string;
}

/** @throws RangeError if the tick or lot size is not a positive number. */
export function instrument(spec: InstrumentSpec): Instrument {
  const id = `${spec.venue}:${spec.kind}:${spec.symbol}`;
  requireStep(id, "tickSize", spec.tickSize);
  requireStep(id, "lotSize", spec.lotSize);
  const fungible = spec.symbol.replace(/[^\p{L}\p{N}]/gu, "").toUpperCase();
  const asset = spec.asset ?? (spec.kind === "spot" ? fungible : id);
  return Object.freeze({ ...spec, id, asset });
}

function requireStep(id: string, name: string, step: number): void {
  if (Number.isFinite(step) && step > 0) return;
  throw new RangeError(
    `${id}: ${name} must be a positive number, and is ${step}`,
  );
}
