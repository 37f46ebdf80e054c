import {
  instrument,
  type IndexInstrument,
  type OptionContract,
  type SpotInstrument,
} from "../../instrument.ts";

export interface ChainSpec {
  readonly underlying: SpotInstrument | IndexInstrument;
  /** In milliseconds since the epoch. */
  readonly expiries: readonly number[];
  /** In the currency. */
  readonly strikes: readonly number[];
  /** Default the underlying's. */
  readonly venue?: string;
  /** Default 0.05. */
  readonly tickSize?: number;
  /** Units of the underlying a contract is for. Default 100. */
  readonly multiplier?: number;
  /** Default american. */
  readonly style?: "american" | "european";
  /** Default physical. */
  readonly delivery?: "physical" | "cash";
}

/**
 * A call and a put for each expiry and strike, in this order. Symbols are those
 * of the Options Clearing Corporation: `GOOG  160115C00750000` is the call at
 * 750 that expires on 2016-01-15.
 *
 * @throws RangeError if a strike is not positive or an expiry no time
 */
export function optionChain(spec: ChainSpec): readonly OptionContract[] {
  const { underlying, expiries, strikes } = spec;
  const rights = ["call", "put"] as const;
  return expiries.flatMap((expiry) =>
    strikes.flatMap((strike) =>
      rights.map((right) =>
        instrument({
          kind: "option",
          venue: spec.venue ?? underlying.venue,
          symbol: symbolOf(underlying.symbol, expiry, right, strike),
          currency: underlying.currency,
          tickSize: spec.tickSize ?? 0.05,
          lotSize: 1,
          multiplier: spec.multiplier ?? 100,
          underlying,
          right,
          strike,
          expiry,
          style: spec.style ?? "american",
          delivery: spec.delivery ?? "physical",
        }),
      ),
    ),
  );
}

function symbolOf(
  root: string,
  expiry: number,
  right: "call" | "put",
  strike: number,
): string {
  if (!Number.isFinite(expiry))
    throw new RangeError(`expiries must be times, and one is ${expiry}`);
  const date = new Date(expiry).toISOString().slice(2, 10).replaceAll("-", "");
  const letter = right === "call" ? "C" : "P";
  const thousandths = String(Math.round(strike * 1_000)).padStart(8, "0");
  return `${root.padEnd(6)}${date}${letter}${thousandths}`;
}
