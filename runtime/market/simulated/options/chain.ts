import type { Random } from "../../../random.ts";
import type { MarketEvent } from "../../event.ts";
import { ceilToGrid, floorToGrid, toGrid } from "../../grid.ts";
import type { OptionContract } from "../../instrument.ts";
import { requireArrivals, Schedule, type Arrivals } from "../arrivals.ts";
import type { PricePath } from "../path.ts";
import {
  requireFinite,
  requireNotNegative,
  requirePositive,
} from "../require.ts";
import type { Source } from "../source.ts";
import type { Weather } from "../weather.ts";
import { blackScholes, type OptionValue } from "./black-scholes.ts";
import {
  VolatilitySurface,
  type SurfaceOptions,
  type VolatilityLevel,
} from "./surface.ts";

/** Options on an asset, and how they are quoted. */
export interface ChainOptions {
  /** Made with `optionChain`, mostly. */
  readonly contracts: readonly OptionContract[];
  readonly surface?: SurfaceOptions;
  /** When all of them are quoted. Default once a minute; `{ kind: "regular", interval: 86_400_000, offset }` for a daily grid. */
  readonly quotes?: Arrivals;
  /** Whether each quote comes with IV and greeks. Default true. */
  readonly analytics?: boolean;
  /** From how many days before its expiry on a contract is quoted. Default 90. */
  readonly horizon?: number;
  /** From mid to bid and to ask, in points of volatility (0.01), while the underlying's volatility is as in the long run; it widens by the root of what that is more. Default 0.5; half a tick at least. */
  readonly halfSpread?: number;
  /** Mean size of bid and of ask, in contracts; uniform from 0.2 to 1.8 of it. Default 20. */
  readonly size?: number;
  /** Interest of a year, continuously compounded, as a share. Default 0. */
  readonly rate?: number;
  /** Of the underlying, a year's, continuous, as a share. Default 0. */
  readonly dividendYield?: number;
}

interface ChainParts extends ChainOptions {
  readonly path: PricePath;
  readonly start: number;
  /** Before it is scaled. */
  readonly level: () => VolatilityLevel;
  readonly weatherOf: (contract: OptionContract) => Weather;
  readonly randomOf: (contract: OptionContract) => Random;
  readonly random: Random;
}

interface Quoted {
  readonly contract: OptionContract;
  readonly weather: Weather;
  readonly random: Random;
}

interface Moment {
  readonly time: number;
  readonly years: number;
  readonly forward: number;
  readonly atTheMoney: number;
}

const DAY = 86_400_000;
const YEAR = 365 * DAY;
const MOST_STRESS = 25;

/** Quotes and analytics of all contracts of an asset at a time, priced by Black–Scholes on one volatility surface. */
export class OptionChain implements Source {
  readonly #parts: ChainParts;
  readonly #surface: VolatilitySurface;
  readonly #schedule: Schedule;
  readonly #expiries: readonly (readonly [number, readonly Quoted[]])[];

  /** @throws RangeError if one of its options makes no sense */
  constructor(parts: ChainParts) {
    requirePositive("options.horizon", parts.horizon ?? 90);
    requireNotNegative("options.halfSpread", parts.halfSpread ?? 0);
    requirePositive("options.size", parts.size ?? 20);
    requireFinite("options.rate", parts.rate ?? 0);
    requireFinite("options.dividendYield", parts.dividendYield ?? 0);
    this.#parts = parts;
    this.#surface = new VolatilitySurface(parts.surface ?? {});
    this.#schedule = new Schedule({
      arrivals: requireArrivals(
        "options.quotes",
        parts.quotes ?? { kind: "regular", interval: 60_000 },
        parts.path.hours,
      ),
      hours: parts.path.hours,
      start: parts.start,
      random: parts.random,
    });
    const quoted = parts.contracts.map((contract) => ({
      contract,
      weather: parts.weatherOf(contract),
      random: parts.randomOf(contract),
    }));
    this.#expiries = [
      ...Map.groupBy(quoted, ({ contract }) => contract.expiry),
    ].toSorted(([first], [second]) => first - second);
  }

  get next(): number {
    return this.#schedule.next;
  }

  speak(): readonly MarketEvent[] {
    const time = this.#schedule.next;
    this.#schedule.advance();
    const { horizon = 90, rate = 0, dividendYield = 0, path } = this.#parts;
    const level = scaled(this.#parts.level(), this.#surface.scale);
    const events: MarketEvent[] = [];
    for (const [expiry, contracts] of this.#expiries) {
      if (expiry <= time || expiry - time > horizon * DAY) continue;
      const years = (expiry - time) / YEAR;
      const forward = path.price * Math.exp((rate - dividendYield) * years);
      const atTheMoney = this.#surface.atTheMoney(level, years);
      const moment = { time, years, forward, atTheMoney };
      for (const each of contracts) this.#quote(each, moment, events);
    }
    return events;
  }

  #quote(quoted: Quoted, moment: Moment, events: MarketEvent[]): void {
    const { contract, weather, random } = quoted;
    const { time, years, forward, atTheMoney } = moment;
    const { path, rate = 0, dividendYield = 0 } = this.#parts;
    const { right, strike, tickSize, lotSize } = contract;
    const moneyness = Math.log(strike / forward);
    const volatility = this.#surface.volatility(atTheMoney, moneyness, years);
    const { price } = path;
    const terms = { right, price, strike, years, volatility };
    const valued = blackScholes({ ...terms, rate, dividendYield });
    const value = exercisable(contract, valued.value, price);
    const { spread, size } = weather.at(time);
    const half = this.#half(valued, tickSize) * spread;
    const bid = Math.max(0, floorToGrid(value - half, tickSize));
    const above = toGrid(bid + tickSize, tickSize);
    const mean = (this.#parts.size ?? 20) * size;
    const bidSize = sized(mean, lotSize, random);
    const askSize = sized(mean, lotSize, random);
    events.push({
      kind: "quote",
      instrument: contract,
      time,
      bid,
      bidSize: bid === 0 ? 0 : bidSize,
      ask: Math.max(ceilToGrid(value + half, tickSize), above),
      askSize,
    });
    if (this.#parts.analytics ?? true)
      events.push(
        analyticsOf(contract, time, price, volatility, valued, value),
      );
  }

  #half({ vega }: OptionValue, tickSize: number): number {
    const stress = Math.min(Math.max(this.#parts.path.stress, 1), MOST_STRESS);
    const points = (this.#parts.halfSpread ?? 0.5) * Math.sqrt(stress);
    return Math.max(points * vega, tickSize / 2);
  }
}

function scaled(level: VolatilityLevel, scale: number): VolatilityLevel {
  const { now, mean, halfLife } = level;
  return { now: now * scale, mean: mean * scale, halfLife };
}

/** An American option is worth exercise at least; what else early exercise adds is left out. */
function exercisable(
  { style, right, strike }: OptionContract,
  value: number,
  price: number,
): number {
  if (style === "european") return value;
  return Math.max(value, right === "call" ? price - strike : strike - price);
}

function sized(mean: number, lotSize: number, random: Random): number {
  const size = mean * random.between(0.2, 1.8);
  return Math.max(floorToGrid(size, lotSize), lotSize);
}

function analyticsOf(
  contract: OptionContract,
  time: number,
  price: number,
  impliedVolatility: number,
  { delta, gamma, vega, theta, rho }: OptionValue,
  close: number,
): MarketEvent {
  return {
    kind: "option",
    instrument: contract,
    time,
    close,
    underlyingPrice: toGrid(price, contract.underlying.tickSize),
    impliedVolatility,
    delta,
    gamma,
    vega,
    theta,
    rho,
    openInterest: null,
  };
}
