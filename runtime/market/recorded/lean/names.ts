import { join } from "node:path";
import type { Instrument } from "../../instrument.ts";
import { escaped, type RecordingNames } from "./folder.ts";
import { leanMarketOf } from "./market.ts";
import { isIntraday, type LeanResolution } from "./times.ts";

/** What LEAN keeps apart. */
export type LeanTicks = "quote" | "trade";

/** Where the recordings of an instrument are, and what they are called. */
export interface LeanPlace {
  readonly folder: string;
  /** The label is the day, or, of hours and days, the symbol. */
  readonly names: RecordingNames;
  /** The table in a zip or folder; LEAN keeps other contracts of the symbol there too. */
  readonly table: RegExp;
}

/** Not of options: those are in {@link LeanOptionChain}. */
export function leanPlace(
  lean: string,
  instrument: Instrument,
  resolution: LeanResolution,
  ticks: LeanTicks,
): LeanPlace {
  const { security } = leanMarketOf(instrument);
  const symbol = leanSymbol(instrument.symbol);
  const name = escaped(symbol);
  const perpetual = security === "cryptofuture" ? "_perp" : "";
  const venue = instrument.venue.toLowerCase();
  const folder = join(lean, security, venue, resolution);
  if (isIntraday(resolution)) {
    const plain = `${name}_${resolution}_${ticks}${perpetual}`;
    return {
      folder: join(folder, symbol),
      names: {
        packed: RegExp(`^(\\d{8})_${ticks}$`, "i"),
        plain: RegExp(`^(\\d{8})_${plain}$`, "i"),
      },
      table: RegExp(`^\\d{8}_${plain}\\.csv$`, "i"),
    };
  }
  // Shares and indices have trades only, and do not say so.
  const suffix = ticks === "trade" ? "(?:_trade)?" : "_quote";
  const stem = RegExp(`^(${name})${suffix}$`, "i");
  return {
    folder,
    names: { packed: stem, plain: stem },
    table: RegExp(`^${name}(?:_${ticks})?(?:_perp)?\\.csv$`, "i"),
  };
}

/** As it is in names of files: `btcusdt` of `BTC/USDT`. */
export function leanSymbol(symbol: string): string {
  return symbol.replace(/[^\p{L}\p{N}.]/gu, "").toLowerCase();
}
