import type { Random } from "../../random.ts";
import { aroundTheClock, type MarketHours, type Session } from "./hours.ts";
import { JumpProcess, type Jumps } from "./jumps.ts";
import type { Lead } from "./lead.ts";
import type { PathStep } from "./path-step.ts";
import { PriceMemory } from "./price-memory.ts";
import { RegimeChain } from "./regime-chain.ts";
import { defaultRegimes, type Regime } from "./regimes.ts";
import {
  requireFinite,
  requireNotNegative,
  requirePositive,
} from "./require.ts";
import { Stress } from "./stress.ts";

/** What the price of an asset does. */
export interface PathOptions {
  /** The first one, in the currency of its instruments' prices. */
  readonly price: number;
  /** Long-run standard deviation of a year's logarithmic return, without the jumps, as a share. Default 0.5. */
  readonly volatility?: number;
  /** Expected growth in a year, without the jumps, as a logarithmic share. Default 0. */
  readonly drift?: number;
  /** Moods of the market, each with a volatility of its own. Default {@link defaultRegimes}; `oneRegime` for none. */
  readonly regimes?: readonly Regime[];
  /** Default one a day, of 40 bps on average; null for none. */
  readonly jumps?: Jumps | null;
  /** From one price to the next, in milliseconds: it stands still between. Default 1,000. */
  readonly step?: number;
  /** Default {@link aroundTheClock}. While closed nothing moves; the first step of a session makes up for the night. */
  readonly hours?: MarketHours;
}

const DEFAULT_JUMPS: Jumps = { perDay: 1, mean: 40 };

interface PathParts extends PathOptions {
  readonly start: number;
  readonly random: Random;
  /** How far back {@link PricePath.priceAt} must know, in milliseconds. */
  readonly memory: number;
  /** What it follows; null: nothing. */
  readonly lead: Lead | null;
}

/**
 * The price that all instruments of an asset hang on: a geometric Brownian
 * motion whose volatility changes with the regime, and jumps. Sampled at even
 * steps on random numbers of its own, so whoever looks at it changes nothing.
 */
export class PricePath {
  readonly hours: MarketHours;
  readonly regimes: RegimeChain;
  readonly #drift: number;
  readonly #deviation: number;
  readonly #step: number;
  readonly #regular: number;
  readonly #jumps: JumpProcess | null;
  readonly #lead: Lead | null;
  readonly #random: Random;
  readonly #stress: Stress;
  readonly #memory: PriceMemory;
  readonly #followers: ((step: PathStep) => void)[] = [];
  #session: Session;
  #price: number;
  #next: number;

  /** @throws RangeError if one of its options makes no sense */
  constructor(options: PathParts) {
    const { hours = aroundTheClock, random, jumps = DEFAULT_JUMPS } = options;
    const year = hours.daysPerYear;
    const volatility = options.volatility ?? 0.5;
    this.hours = hours;
    this.#price = requirePositive("price", options.price);
    this.#drift = requireFinite("drift", options.drift ?? 0) / year;
    this.#deviation =
      requireNotNegative("volatility", volatility) / Math.sqrt(year);
    this.#step = requirePositive("step", options.step ?? 1_000);
    this.#regular = ((1 - hours.overnight) * this.#step) / hours.openPerDay;
    this.#lead = options.lead;
    this.#random = random.fork("walk");
    this.regimes = new RegimeChain(
      options.regimes ?? defaultRegimes,
      random.fork("regimes"),
    );
    this.#jumps =
      jumps === null ? null : new JumpProcess(jumps, random.fork("jumps"));
    this.#stress = new Stress(this.#step);
    this.#memory = new PriceMemory(options.memory, this.#price);
    this.#session = hours.session(options.start);
    this.#next = Math.max(this.#session.open, options.start) + this.#step;
  }

  get price(): number {
    return this.#price;
  }

  /** The price as it was then; the oldest known where that is too long ago. */
  priceAt(time: number): number {
    return this.#memory.at(time) ?? this.#price;
  }

  /** Recent volatility relative to the long run's: about 1, and much more after a jump. */
  get stress(): number {
    return this.#stress.value;
  }

  /** Called with each step, after it. */
  onStep(follower: (step: PathStep) => void): void {
    this.#followers.push(follower);
  }

  /** Takes all steps up to and at a time. */
  advanceTo(time: number): void {
    while (this.#next <= time) this.#advance();
  }

  /** Moves the price at once, outside of its law. @param log of the new price over the old */
  jump(time: number, log: number): void {
    this.#move(time, log, 0);
    this.#tell({ time, days: 0, shock: 0, jump: log, factor: 1 });
  }

  #advance(): void {
    const time = this.#next;
    const isNight = time >= this.#session.close;
    if (isNight) this.#session = this.hours.session(time);
    if (isNight && this.#session.open > time) {
      this.#next = this.#session.open;
      return;
    }
    const days = this.#daysAt(time);
    this.#next = time + this.#step;
    this.regimes.pass(days);
    const own = this.#random.normal();
    const led = this.#lead?.take(time, own) ?? { shock: own, jump: 0 };
    const { shock } = led;
    const jump = (this.#jumps?.pass(days) ?? 0) + led.jump;
    const { factor } = this.regimes;
    const deviation = this.#deviation * factor * Math.sqrt(days);
    const drift = this.#drift * days - (deviation * deviation) / 2;
    const expected = this.#deviation * Math.sqrt(days);
    this.#move(time, drift + deviation * shock + jump, expected);
    this.#tell({ time, days, shock, jump, factor });
  }

  #daysAt(time: number): number {
    return time === this.#session.open ? this.hours.overnight : this.#regular;
  }

  #move(time: number, log: number, expected: number): void {
    this.#price *= Math.exp(log);
    this.#stress.hear(log, expected);
    this.#memory.keep(time, this.#price);
  }

  #tell(step: PathStep): void {
    for (const follower of this.#followers) follower(step);
  }
}
