import type { Instrument } from "../../instrument.ts";
import type { TimeZone } from "../time/zone.ts";

/** How LEAN keeps the recordings of a kind of instrument. */
export interface LeanMarket {
  /** The folder of the kind: `cryptofuture`. */
  readonly security: string;
  /** Whose midnight times are counted from, and whose days files are of. */
  readonly zone: TimeZone;
  /** Prices are written in units of 1/this: deci-cents for US equities and all options. */
  readonly priceUnits: number;
  /**
   * When the day of a daily bar is over, in milliseconds of local time since its midnight.
   * In the US it is the end of trading of index options, 16:15 New York: nothing of the day
   * is known later, and nothing is told before, on short days neither.
   */
  readonly endOfDay: number;
}

const DECI_CENTS = 10_000;
const DAY = 24 * 3_600_000;
const NEW_YORK_CLOSE = 16.25 * 3_600_000;
const CHICAGO_CLOSE = 15.25 * 3_600_000;

const CRYPTO = { zone: "UTC", priceUnits: 1, endOfDay: DAY } as const;
const NEW_YORK = {
  zone: "America/New_York",
  priceUnits: DECI_CENTS,
  endOfDay: NEW_YORK_CLOSE,
} as const;

/** A spot instrument of the venue `usa` is a share; of any other, a coin. */
export function leanMarketOf(instrument: Instrument): LeanMarket {
  switch (instrument.kind) {
    case "spot":
      return instrument.venue.toLowerCase() === "usa"
        ? { security: "equity", ...NEW_YORK }
        : { security: "crypto", ...CRYPTO };
    case "linear-perpetual":
    case "inverse-perpetual":
      return { security: "cryptofuture", ...CRYPTO };
    case "index":
      return {
        security: "index",
        zone: "America/Chicago",
        priceUnits: 1,
        endOfDay: CHICAGO_CLOSE,
      };
    case "option":
      return instrument.underlying.kind === "index"
        ? { security: "indexoption", ...NEW_YORK }
        : { security: "option", ...NEW_YORK };
  }
}
