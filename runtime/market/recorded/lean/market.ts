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
  /** When a daily bar is known, in milliseconds of local time since its midnight. */
  readonly endOfDay: number;
}

const DECI_CENTS = 10_000;
const DAY = 24 * 3_600_000;
/**
 * 16:30 in New York: a quarter of an hour after the last quote of an index
 * option, and minutes after the last of an index. On short days nothing is
 * told early either.
 */
const NEW_YORK_EVENING = 16.5 * 3_600_000;
const CHICAGO_EVENING = 15.5 * 3_600_000;

const CRYPTO = { zone: "UTC", priceUnits: 1, endOfDay: DAY } as const;
const NEW_YORK = {
  zone: "America/New_York",
  priceUnits: DECI_CENTS,
  endOfDay: NEW_YORK_EVENING,
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
        endOfDay: CHICAGO_EVENING,
      };
    case "option":
      return instrument.underlying.kind === "index"
        ? { security: "indexoption", ...NEW_YORK }
        : { security: "option", ...NEW_YORK };
  }
}
