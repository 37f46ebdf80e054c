export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function deviation(values: readonly number[]): number {
  const center = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - center) ** 2)));
}

/** Pearson's, from -1 to 1. */
export function correlation(
  first: readonly number[],
  second: readonly number[],
): number {
  const [a, b] = [mean(first), mean(second)];
  const products = first.map((value, index) => {
    const other = second[index] ?? NaN;
    return (value - a) * (other - b);
  });
  return mean(products) / (deviation(first) * deviation(second));
}

/** From one value to the next, of their logarithms. */
export function logReturns(values: readonly number[]): number[] {
  return values
    .slice(1)
    .map((value, index) => Math.log(value / (values[index] ?? NaN)));
}
