import type { Random } from "../../random.ts";
import type { MarketEvent } from "../event.ts";
import { agendaOf, type Happening } from "./agenda.ts";
import {
  deviationOf,
  isPerpetual,
  type SimulatedAsset,
  type SimulatedInstrument,
  type SimulatedPerpetual,
} from "./asset.ts";
import type { Direction } from "./direction.ts";
import { Funding } from "./funding.ts";
import { Lead, type Following } from "./lead.ts";
import { Listing } from "./listing.ts";
import { MeanReversion } from "./mean-reversion.ts";
import { OptionChain } from "./options/chain.ts";
import type { VolatilityLevel } from "./options/surface.ts";
import { PricePath } from "./path.ts";
import type { Source } from "./source.ts";
import { TradeFlow } from "./trades.ts";
import { VolatilityIndex } from "./volatility-index.ts";

interface AssetParts {
  readonly start: number;
  /** Of the whole simulation: everything forks it by its own name. */
  readonly random: Random;
  readonly direction: Direction;
  /** What it follows; null: nothing. */
  readonly leader: AssetMarket | null;
}

/** One asset under way: its price, and those who speak of it. */
export class AssetMarket {
  readonly #sources: Source[] = [];
  readonly #path: PricePath;
  readonly #premiums = new Map<string, MeanReversion>();
  readonly #index: VolatilityIndex | null;
  readonly #agenda: Happening[];

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
    this.#agenda = agendaOf(asset.name, direction, {
      path: this.#path,
      premiums: this.#premiums,
      index,
    });
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
      const first = this.#agenda[0];
      if (first === undefined || first.time > time) break;
      this.#path.advanceTo(first.time);
      first.happen();
      this.#agenda.shift();
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
