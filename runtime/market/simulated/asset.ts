import type {
  InversePerpetual,
  LinearPerpetual,
  SpotInstrument,
} from "../instrument.ts";
import type { Cast } from "./cast.ts";
import type { FundingOptions } from "./funding.ts";
import type { Following } from "./lead.ts";
import type { QuoteOptions } from "./listing.ts";
import type { Deviation } from "./mean-reversion.ts";
import type { ChainOptions } from "./options/chain.ts";
import type { PathOptions } from "./path.ts";
import { defaultRegimes } from "./regimes.ts";
import type { TradeOptions } from "./trades.ts";
import type { VolatilityIndexOptions } from "./volatility-index.ts";

/** Something with a price, and all that is traded on it. */
export interface SimulatedAsset extends PathOptions {
  /** `BTC`. Other assets of the simulation have other names. */
  readonly name: string;
  readonly instruments?: readonly SimulatedInstrument[];
  /** Their volatility hangs on the index of this asset, or else of the one that it follows, or else is the asset's `volatility`. */
  readonly options?: ChainOptions;
  /** Of the implied volatility of this asset, or of its market. */
  readonly index?: VolatilityIndexOptions;
  /** Another asset that it moves with: a share with its market. Default none. */
  readonly follows?: Following;
}

export type SimulatedInstrument = SimulatedSpot | SimulatedPerpetual;

export interface SimulatedSpot extends QuoteOptions {
  readonly instrument: SpotInstrument;
  /** How far this venue's price is from the asset's. Default not at all. */
  readonly divergence?: Deviation;
  /** What others trade. Default nothing; `{}` for trades with all defaults. */
  readonly trades?: TradeOptions;
}

export interface SimulatedPerpetual extends QuoteOptions {
  readonly instrument: LinearPerpetual | InversePerpetual;
  /** How far its price is from the asset's. Default 8 bps either way in the long run, half of it gone after 2 hours. */
  readonly basis?: Deviation;
  /** Default all defaults: every 8 hours. */
  readonly funding?: FundingOptions;
  /** What others trade. Default nothing; `{}` for trades with all defaults. */
  readonly trades?: TradeOptions;
}

const DEFAULT_BASIS: Deviation = { deviation: 8, halfLife: 7_200_000 };
const NO_DIVERGENCE: Deviation = { deviation: 0, halfLife: 1 };

/** Who is in it, for a script. */
export function castOf(asset: SimulatedAsset): Cast {
  const all = (asset.instruments ?? []).map(({ instrument }) => instrument);
  const listings = all.map(({ id }) => id);
  const options = (asset.options?.contracts ?? []).map(({ id }) => id);
  const index = asset.index === undefined ? [] : [asset.index.instrument.id];
  return {
    asset: asset.name,
    regimes: (asset.regimes ?? defaultRegimes).map(({ name }) => name),
    hasIndex: asset.index !== undefined,
    listings,
    perpetuals: all.filter(({ kind }) => kind !== "spot").map(({ id }) => id),
    instruments: [...listings, ...options, ...index],
  };
}

/** How its price is away from the asset's. */
export function deviationOf(each: SimulatedInstrument): Deviation {
  return isPerpetual(each)
    ? (each.basis ?? DEFAULT_BASIS)
    : (each.divergence ?? NO_DIVERGENCE);
}

export function isPerpetual(
  each: SimulatedInstrument,
): each is SimulatedPerpetual {
  return each.instrument.kind !== "spot";
}
