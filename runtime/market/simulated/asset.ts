import type { Random } from "../../random.ts";
import type {
  InversePerpetual,
  LinearPerpetual,
  SpotInstrument,
} from "../instrument.ts";
import type { MarketEvent } from "../event.ts";
import type { Cast, Direction } from "./direction.ts";
import { Funding, type FundingOptions } from "./funding.ts";
import { Lead, type Following } from "./lead.ts";
import { Listing, type QuoteOptions } from "./listing.ts";
import { MeanReversion, type Deviation } from "./mean-reversion.ts";
import { OptionChain, type ChainOptions } from "./options/chain.ts";
import type { VolatilityLevel } from "./options/surface.ts";
import { PricePath, type PathOptions } from "./path.ts";
import { defaultRegimes } from "./regimes.ts";
import type { Source } from "./source.ts";
import { TradeFlow, type TradeOptions } from "./trades.ts";
import {
  VolatilityIndex,
  type VolatilityIndexOptions,
} from "./volatility-index.ts";

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

interface AssetParts {
  readonly start: number;
  /** Of the whole simulation: everything forks it by its own name. */
  readonly random: Random;
  readonly direction: Direction;
  /** What it follows; null: nothing. */
  readonly leader: AssetMarket | null;
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

/** One asset under way: its price, and those who speak of it. */
export class AssetMarket {
  readonly #sources: Source[] = [];
  readonly #path: PricePath;
  readonly #premiums = new Map<string, MeanReversion>();
  readonly #index: VolatilityIndex | null;
  readonly #incidents: { readonly time: number; readonly happen: () => void }[];

  /** @throws RangeError if one of its options makes no sense */
  constructor(asset: SimulatedAsset, parts: AssetParts) {
    const { start, random, direction, leader } = parts;
    const instruments = asset.instruments ?? [];
    const delays = instruments.map(({ delay = 0 }) => delay);
    this.#path = new PricePath({
      ...asset,
      start,
      random: random.fork(`asset/${asset.name}`),
      memory: Math.max(0, ...delays),
      lead: leadOf(asset.follows ?? null, leader),
    });
    for (const each of instruments) this.#list(each, parts);
    const index = this.#listIndex(asset, parts);
    this.#index = index ?? leader?.index ?? null;
    this.#listOptions(asset, parts);
    this.#incidents = this.#incidentsOf(asset.name, direction);
  }

  get path(): PricePath {
    return this.#path;
  }

  /** What its options hang on. */
  get index(): VolatilityIndex | null {
    return this.#index;
  }

  get sources(): readonly Source[] {
    return this.#sources;
  }

  /** To be called before a source speaks, with its time. */
  advanceTo(time: number): void {
    for (;;) {
      const first = this.#incidents[0];
      if (first === undefined || first.time > time) break;
      this.#path.advanceTo(first.time);
      first.happen();
      this.#incidents.shift();
    }
    this.#path.advanceTo(time);
  }

  #list(each: SimulatedInstrument, parts: AssetParts): void {
    const { start, direction } = parts;
    const path = this.#path;
    const { id } = each.instrument;
    const random = parts.random.fork(`instrument/${id}`);
    const premium = new MeanReversion(
      deviationOf(each),
      path.hours.openPerDay,
      random.fork("premium"),
    );
    this.#premiums.set(id, premium);
    path.onStep((step) => premium.follow(step));
    const { trades } = each;
    const weather = direction.weatherOf(id);
    const isTraded =
      trades !== undefined ||
      direction.of("trade").some(({ instrument }) => instrument === id);
    const common = { start, path, premium, weather, random, isTraded };
    const listing = new Listing({ ...each, ...common });
    this.#sources.push(listing, scriptedTrades(listing, direction));
    if (trades !== undefined) {
      const flow = { listing, path, start, random: random.fork("trades") };
      this.#sources.push(new TradeFlow({ ...trades, ...flow }));
    }
    if (isPerpetual(each)) this.#fund(each, listing, parts);
  }

  #fund(
    { funding, instrument: { id } }: SimulatedPerpetual,
    listing: Listing,
    { start, direction }: AssetParts,
  ): void {
    const ordered = direction
      .of("funding")
      .filter(({ instrument }) => instrument === id)
      .map((each) => ({ time: direction.timeOf(each), rate: each.rate }));
    const source = new Funding({ ...funding, listing, start, ordered });
    this.#path.onStep(() => source.follow());
    this.#sources.push(source);
  }

  #listIndex(
    { index: options }: SimulatedAsset,
    { start, random }: AssetParts,
  ): VolatilityIndex | null {
    if (options === undefined) return null;
    const index = new VolatilityIndex({
      ...options,
      path: this.#path,
      start,
      random: random.fork(`instrument/${options.instrument.id}`),
    });
    this.#path.onStep((step) => index.follow(step));
    this.#sources.push(index);
    return index;
  }

  #listOptions(
    { name, options, volatility = 0.5 }: SimulatedAsset,
    { start, random, direction }: AssetParts,
  ): void {
    if (options === undefined) return;
    const still = { now: volatility, mean: volatility, halfLife: Infinity };
    const chain = new OptionChain({
      ...options,
      path: this.#path,
      start,
      level: () => this.#volatilityLevel() ?? still,
      weatherOf: ({ id }) => direction.weatherOf(id),
      randomOf: ({ id }) => random.fork(`instrument/${id}`),
      random: random.fork(`options/${name}`),
    });
    this.#sources.push(chain);
  }

  #volatilityLevel(): VolatilityLevel | null {
    const index = this.#index;
    if (index === null) return null;
    return {
      now: index.level / 100,
      mean: index.mean / 100,
      halfLife: index.halfLife / this.#path.hours.daysPerYear,
    };
  }

  #incidentsOf(
    name: string,
    direction: Direction,
  ): { readonly time: number; readonly happen: () => void }[] {
    const { openPerDay, overnight } = this.#path.hours;
    const jumps = direction.of("jump").map((each) => ({
      ...each,
      happen: () =>
        this.#path.jump(direction.timeOf(each), Math.log1p(each.share)),
    }));
    const regimes = direction.of("regime").map((each) => ({
      ...each,
      happen: () =>
        this.#path.regimes.hold(
          each.regime,
          (each.duration * (1 - overnight)) / openPerDay,
        ),
    }));
    const levels = direction
      .of("index")
      .map((each) => ({ ...each, happen: () => this.#index?.set(each.level) }));
    const premiums = direction.of("premium").flatMap((each) => {
      const premium = this.#premiums.get(each.instrument);
      if (premium === undefined) return [];
      return [{ ...each, asset: name, happen: () => premium.set(each.bps) }];
    });
    return [...jumps, ...regimes, ...levels, ...premiums]
      .filter(({ asset }) => asset === name)
      .map((each) => ({ time: direction.timeOf(each), happen: each.happen }))
      .toSorted((first, second) => first.time - second.time);
  }
}

function leadOf(
  following: Following | null,
  leader: AssetMarket | null,
): Lead | null {
  if (following === null || leader === null) return null;
  const lead = new Lead(following, (time) => leader.advanceTo(time));
  leader.path.onStep((step) => lead.hear(step));
  return lead;
}

function deviationOf(each: SimulatedInstrument): Deviation {
  return isPerpetual(each)
    ? (each.basis ?? DEFAULT_BASIS)
    : (each.divergence ?? NO_DIVERGENCE);
}

function isPerpetual(each: SimulatedInstrument): each is SimulatedPerpetual {
  return each.instrument.kind !== "spot";
}

function scriptedTrades(listing: Listing, direction: Direction): Source {
  const { id } = listing.instrument;
  const orders = direction
    .of("trade")
    .filter(({ instrument }) => instrument === id);
  let index = 0;
  return {
    get next() {
      const order = orders[index];
      return order === undefined ? Infinity : direction.timeOf(order);
    },
    speak(): readonly MarketEvent[] {
      const order = orders[index];
      index += 1;
      if (order === undefined) return [];
      const { side, quantity } = order;
      return listing.take(direction.timeOf(order), side, quantity);
    },
  };
}
