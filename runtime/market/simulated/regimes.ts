import type { Random } from "../../random.ts";
import { exponential } from "./arrivals.ts";
import { requireNotNegative, requirePositive } from "./require.ts";

/** A mood of the market. */
export interface Regime {
  readonly name: string;
  /** Its volatility, relative to the other regimes'; the whole is scaled so that the long-run variance is the one asked for. */
  readonly factor: number;
  /** How often a trading day it gives way to which other one, by name: 3 means after a third of a day on average. */
  readonly leaves: Readonly<Record<string, number>>;
}

/**
 * Three moods. Calm: 0.6 of the normal volatility, 37% of the time; turbulent: 2.5 times it, 7% of the time.
 *
 * @param days how long calm and normal times last on average, in trading days; turbulent ones 3/8 of it
 */
export function regimesLasting(days: number): readonly Regime[] {
  const rate = 1 / requirePositive("days", days);
  const normally = { calm: (2 / 3) * rate, turbulent: (1 / 3) * rate };
  return [
    { name: "calm", factor: 0.6, leaves: { normal: rate } },
    { name: "normal", factor: 1, leaves: normally },
    { name: "turbulent", factor: 2.5, leaves: { normal: (8 / 3) * rate } },
  ];
}

/** {@link regimesLasting} a third of a trading day: 8 hours around the clock. */
export const defaultRegimes: readonly Regime[] = regimesLasting(1 / 3);

/** One that never changes. */
export const oneRegime: readonly Regime[] = [
  { name: "normal", factor: 1, leaves: {} },
];

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

/**
 * What share of the time is spent in each: the algorithm of Grassmann, Taksar
 * and Heyman ("Regenerative analysis and steady state distributions for Markov
 * chains", Operations Research 33, 1985), which subtracts nothing.
 */
function stationary(regimes: readonly Regime[]): readonly number[] {
  const rates = ratesOf(regimes);
  const at = (row: number, column: number): number => rates[row]?.[column] ?? 0;
  for (let last = regimes.length - 1; last > 0; last -= 1) {
    let out = 0;
    for (let column = 0; column < last; column += 1) out += at(last, column);
    if (out === 0)
      throw new RangeError(
        `regimes: there must be a way from each to every other, and from ${regimes[last]?.name ?? ""} there is none`,
      );
    for (let row = 0; row < last; row += 1) {
      const entering = at(row, last) / out;
      const cells = rates[row];
      if (cells === undefined) continue;
      cells[last] = entering;
      for (let column = 0; column < last; column += 1)
        cells[column] = at(row, column) + entering * at(last, column);
    }
  }
  const weights = [1];
  for (let column = 1; column < regimes.length; column += 1) {
    let weight = 0;
    for (let row = 0; row < column; row += 1)
      weight += (weights[row] ?? 0) * at(row, column);
    weights.push(weight);
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function ratesOf(regimes: readonly Regime[]): number[][] {
  const names = regimes.map(({ name }) => name);
  if (names.length === 0) throw new RangeError("regimes must not be empty");
  if (new Set(names).size < names.length)
    throw new RangeError(`regimes: a name is there twice in ${names.join()}`);
  return regimes.map(({ name, factor, leaves }) => {
    requirePositive(`regime ${name}: factor`, factor);
    for (const [to, rate] of Object.entries(leaves)) {
      requireNotNegative(`regime ${name}: leaves.${to}`, rate);
      if (names.includes(to) && to !== name) continue;
      throw new RangeError(`regime ${name}: leaves for ${to}, which is none`);
    }
    return names.map((to) => leaves[to] ?? 0);
  });
}
