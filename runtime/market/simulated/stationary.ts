import type { Regime } from "./regimes.ts";
import { requireNotNegative, requirePositive } from "./require.ts";

/**
 * What share of the time is spent in each: the algorithm of Grassmann, Taksar
 * and Heyman ("Regenerative analysis and steady state distributions for Markov
 * chains", Operations Research 33, 1985), which subtracts nothing.
 *
 * @throws RangeError if a factor is not positive, a rate negative, a name doubled or unknown, or not every regime leads to every other
 */
export function stationary(regimes: readonly Regime[]): readonly number[] {
  const rates = ratesOf(regimes);
  const at = (row: number, column: number): number => rates[row]?.[column] ?? 0;
  for (let last = regimes.length - 1; last > 0; last -= 1) {
    let out = 0;
    for (let column = 0; column < last; column += 1) out += at(last, column);
    if (out === 0) throw noWay("from", regimes[last]);
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
    if (weight === 0) throw noWay("to", regimes[column]);
    weights.push(weight);
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function noWay(
  direction: "from" | "to",
  regime: Regime | undefined,
): RangeError {
  return new RangeError(
    `regimes: there must be a way from each to every other, and ${direction} ${regime?.name ?? "one"} there is none`,
  );
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
