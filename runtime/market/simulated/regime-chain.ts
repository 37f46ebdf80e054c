import type { Random } from "../../random.ts";
import { exponential } from "./arrivals.ts";
import type { Regime } from "./regimes.ts";
import { stationary } from "./stationary.ts";

interface Resolved {
  readonly name: string;
  readonly factor: number;
  /** To which regime, and how often a day. */
  readonly ways: readonly { readonly to: Resolved; readonly rate: number }[];
  readonly rate: number;
}

/** A continuous-time Markov chain of regimes, begun in its stationary distribution. */
export class RegimeChain {
  readonly #random: Random;
  readonly #byName: ReadonlyMap<string, Resolved>;
  #current: Resolved;
  /** Trading days until it changes. */
  #left: number;
  /** What is in its place for some trading days. */
  #held: { readonly regime: Resolved; days: number } | null = null;

  /** @throws RangeError if a factor is not positive, a rate negative, a name doubled or unknown, or not every regime leads to every other */
  constructor(regimes: readonly Regime[], random: Random) {
    const shares = stationary(regimes);
    const square = regimes.reduce(
      (sum, { factor }, index) => sum + factor * factor * (shares[index] ?? 0),
      0,
    );
    this.#random = random;
    this.#byName = resolve(regimes, Math.sqrt(square));
    this.#current = drawn([...this.#byName.values()], shares, random);
    this.#left = this.#stay();
  }

  get name(): string {
    return (this.#held?.regime ?? this.#current).name;
  }

  /** Of the long-run volatility. */
  get factor(): number {
    return (this.#held?.regime ?? this.#current).factor;
  }

  /** Time passes, in trading days. At most the first change within a step shows. */
  pass(days: number): void {
    if (this.#held !== null) {
      this.#held.days -= days;
      if (this.#held.days <= 0) this.#held = null;
    }
    this.#left -= days;
    if (this.#left > 0) return;
    const { ways, rate } = this.#current;
    let chosen = this.#random.next() * rate;
    const way = ways.find((each) => (chosen -= each.rate) < 0) ?? ways.at(-1);
    if (way !== undefined) this.#current = way.to;
    this.#left = this.#stay();
  }

  /**
   * Another one takes its place for some trading days; below, it goes on.
   *
   * @throws RangeError if there is none of this name
   */
  hold(name: string, days: number): void {
    const regime = this.#byName.get(name);
    if (regime === undefined)
      throw new RangeError(
        `${name} is none of the regimes ${[...this.#byName.keys()].join()}`,
      );
    this.#held = { regime, days };
  }

  #stay(): number {
    const { rate } = this.#current;
    return rate === 0 ? Infinity : exponential(this.#random) / rate;
  }
}

function drawn(
  regimes: readonly Resolved[],
  shares: readonly number[],
  random: Random,
): Resolved {
  let left = random.next();
  const found = regimes.find((_, index) => (left -= shares[index] ?? 0) < 0);
  const any = found ?? regimes[0];
  if (any === undefined) throw new RangeError("regimes must not be empty");
  return any;
}

function resolve(
  regimes: readonly Regime[],
  scale: number,
): ReadonlyMap<string, Resolved> {
  const made = regimes.map((regime) => {
    const ways: { to: Resolved; rate: number }[] = [];
    const rate = Object.values(regime.leaves).reduce((sum, x) => sum + x, 0);
    const { name, factor } = regime;
    return { name, factor: factor / scale, ways, rate, leaves: regime.leaves };
  });
  const byName = new Map(made.map((each) => [each.name, each]));
  for (const { ways, leaves } of made)
    for (const [name, rate] of Object.entries(leaves)) {
      const to = byName.get(name);
      if (to !== undefined && rate > 0) ways.push({ to, rate });
    }
  return byName;
}
