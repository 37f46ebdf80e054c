import type { Random } from "../../random.ts";
import type { MarketEvent } from "../event.ts";
import { toGrid } from "../grid.ts";
import type { IndexInstrument } from "../instrument.ts";
import {
  exponential,
  requireArrivals,
  Schedule,
  type Arrivals,
} from "./arrivals.ts";
import type { PricePath } from "./path.ts";
import type { PathStep } from "./path-step.ts";
import {
  requireFinite,
  requireNotNegative,
  requirePositive,
} from "./require.ts";
import type { Source } from "./source.ts";

/** An index of implied volatility, like the VIX: in points, a point being 0.01 of a year's volatility. */
export interface VolatilityIndexOptions {
  readonly instrument: IndexInstrument;
  /** The first level, in points. Default `mean`. */
  readonly level?: number;
  /** What it comes back to, about, in points. Default 18. */
  readonly mean?: number;
  /** After how many trading days half of a deviation is gone. Default 20. */
  readonly halfLife?: number;
  /** Standard deviation of its logarithm in a year, without reversion and spikes, as a share. Default 0.9. */
  readonly volatility?: number;
  /** Of its steps with those of the price, from -1 to 1. Default -0.75. */
  readonly correlation?: number;
  /** By how many percent a jump of the price by 1% moves it the other way. Default 8. */
  readonly leverage?: number;
  /** How much of the regime's volatility the level that it comes back to takes on, as an exponent: 0 for none, 1 for all. Default 0.5. */
  readonly regimeShare?: number;
  /** Jumps upwards of its own: how many a trading year on average, and how large in logarithms (0.25: by 28%); sizes are exponential. Default 4 of 0.25; null for none. */
  readonly spikes?: { readonly perYear: number; readonly mean: number } | null;
  /** When it is published. Default once a minute. */
  readonly levels?: Arrivals;
}

interface IndexParts extends VolatilityIndexOptions {
  readonly path: PricePath;
  readonly start: number;
  readonly random: Random;
}

/** Its logarithm is an Ornstein–Uhlenbeck process on shocks that are correlated with the price's, with jumps. */
export class VolatilityIndex implements Source {
  readonly instrument: IndexInstrument;
  /** In points, what it comes back to in a normal regime. */
  readonly mean: number;
  /** In trading days. */
  readonly halfLife: number;
  readonly #volatility: number;
  readonly #correlation: number;
  readonly #leverage: number;
  readonly #regimeShare: number;
  readonly #spikes: { readonly perDay: number; readonly mean: number } | null;
  readonly #schedule: Schedule;
  readonly #random: Random;
  readonly #spikeRandom: Random;
  #log: number;
  #daysToSpike = Infinity;

  /** @throws RangeError if one of its options makes no sense */
  constructor(parts: IndexParts) {
    const { instrument, path, start, random } = parts;
    const { id } = instrument;
    const { mean = 18, halfLife = 20, correlation = -0.75 } = parts;
    const { spikes = { perYear: 4, mean: 0.25 } } = parts;
    const { daysPerYear } = path.hours;
    if (!(correlation >= -1 && correlation <= 1))
      throw new RangeError(
        `${id}: correlation must be from -1 to 1, and is ${correlation}`,
      );
    const volatility = parts.volatility ?? 0.9;
    this.instrument = instrument;
    this.mean = requirePositive(`${id}: mean`, mean);
    this.halfLife = requirePositive(`${id}: halfLife`, halfLife);
    this.#volatility =
      requireNotNegative(`${id}: volatility`, volatility) /
      Math.sqrt(daysPerYear);
    this.#correlation = correlation;
    this.#leverage = requireFinite(`${id}: leverage`, parts.leverage ?? 8);
    this.#regimeShare = requireFinite(
      `${id}: regimeShare`,
      parts.regimeShare ?? 0.5,
    );
    this.#spikes =
      spikes === null
        ? null
        : {
            perDay:
              requireNotNegative(`${id}: spikes.perYear`, spikes.perYear) /
              daysPerYear,
            mean: requirePositive(`${id}: spikes.mean`, spikes.mean),
          };
    this.#log = Math.log(requirePositive(`${id}: level`, parts.level ?? mean));
    this.#random = random.fork("levels");
    this.#spikeRandom = random.fork("spikes");
    this.#daysToSpike = this.#waitForSpike();
    this.#schedule = new Schedule({
      arrivals: requireArrivals(
        `${id}: levels`,
        parts.levels ?? { kind: "regular", interval: 60_000 },
        path.hours,
      ),
      hours: path.hours,
      start,
      random: random.fork("times"),
    });
  }

  get next(): number {
    return this.#schedule.next;
  }

  /** In points, not rounded. */
  get level(): number {
    return Math.exp(this.#log);
  }

  /** From here it goes on as usual. */
  set(level: number): void {
    this.#log = Math.log(level);
  }

  follow({ days, shock, jump, factor }: PathStep): void {
    this.#log -= this.#leverage * jump;
    if (days === 0) return;
    const target = Math.log(this.mean) + this.#regimeShare * Math.log(factor);
    const decay = Math.exp((-Math.LN2 * days) / this.halfLife);
    const own = Math.sqrt(1 - this.#correlation * this.#correlation);
    const noise = this.#correlation * shock + own * this.#random.normal();
    this.#log =
      target +
      (this.#log - target) * decay +
      this.#volatility * Math.sqrt(days) * noise +
      this.#spike(days);
  }

  speak(): readonly MarketEvent[] {
    const time = this.#schedule.next;
    this.#schedule.advance();
    const { instrument } = this;
    const { tickSize } = instrument;
    const level = Math.max(toGrid(this.level, tickSize), tickSize);
    return [{ kind: "level", instrument, time, level }];
  }

  #spike(days: number): number {
    let sum = 0;
    this.#daysToSpike -= days;
    while (this.#daysToSpike <= 0) {
      sum += (this.#spikes?.mean ?? 0) * exponential(this.#spikeRandom);
      this.#daysToSpike += this.#waitForSpike();
    }
    return sum;
  }

  #waitForSpike(): number {
    const perDay = this.#spikes?.perDay ?? 0;
    return perDay === 0 ? Infinity : exponential(this.#spikeRandom) / perDay;
  }
}
