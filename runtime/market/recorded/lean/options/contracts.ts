import { MarketDataError } from "../../../errors.ts";
import {
  type IndexInstrument,
  instrument,
  type OptionContract,
  type SpotInstrument,
} from "../../../instrument.ts";
import { dayOf, HOUR } from "../../time/day.ts";
import { zoneTime } from "../../time/zone.ts";

/** What all contracts of a chain have in common. */
export interface LeanChainSpec {
  readonly underlying: SpotInstrument | IndexInstrument;
  readonly currency: string;
  readonly tickSize: number;
  /** Default: 1 contract. */
  readonly lotSize?: number;
  /** Default: 100 shares. */
  readonly multiplier?: number;
  /** What the contracts are listed under, where it is not the underlying's symbol: `SPXW`. */
  readonly root?: string;
}

/** What tells the contracts of a chain apart. */
export interface ContractKey {
  readonly right: "call" | "put";
  readonly strike: number;
  /** The day as `YYYYMMDD`. */
  readonly expiry: string;
}

/** The end of trading in shares. */
const CLOSE = 16 * HOUR;
const THOUSANDTHS = 1_000;

/**
 * Makes each contract of a chain once. Its symbol is that of the Options
 * Symbology Initiative without the blanks, `GOOG151224C00600000`; it expires
 * at 16:00 New York (settlement in the morning, as of SPX's monthly ones, is
 * not known to LEAN's names). Of shares: American, for delivery; of indices:
 * European, for cash.
 */
export class Contracts {
  readonly #spec: LeanChainSpec;
  readonly #made = new Map<string, OptionContract>();

  constructor(spec: LeanChainSpec) {
    this.#spec = spec;
  }

  /** @throws MarketDataError if there is no such day */
  contract({ right, strike, expiry }: ContractKey): OptionContract {
    const { underlying, currency, tickSize, lotSize, multiplier, root } =
      this.#spec;
    const day = dayOf(expiry);
    if (day === null)
      throw new MarketDataError(
        `expected a day like 20160115 as expiry of an option, found ${expiry}`,
      );
    const thousandths = Math.round(strike * THOUSANDTHS);
    const symbol = `${(root ?? underlying.symbol).toUpperCase()}${expiry.slice(2)}${right === "call" ? "C" : "P"}${String(thousandths).padStart(8, "0")}`;
    const known = this.#made.get(symbol);
    if (known !== undefined) return known;
    const isIndex = underlying.kind === "index";
    const made = instrument({
      kind: "option",
      venue: underlying.venue,
      symbol,
      currency,
      tickSize,
      lotSize: lotSize ?? 1,
      multiplier: multiplier ?? 100,
      underlying,
      right,
      strike,
      expiry: zoneTime("America/New_York", day + CLOSE),
      style: isIndex ? "european" : "american",
      delivery: isIndex ? "cash" : "physical",
    });
    this.#made.set(symbol, made);
    return made;
  }
}

/** By expiry, strike, calls before puts. */
export function compareContracts(a: OptionContract, b: OptionContract): number {
  return (
    a.expiry - b.expiry ||
    a.strike - b.strike ||
    Number(a.right === "put") - Number(b.right === "put")
  );
}
