const ROOT_TWO_PI = 2.506_628_274_631_000_7;
/** From here on a continued fraction is as exact as the rational function. */
const SPLIT = 7.071_067_811_865_47;
const ZERO_BEYOND = 37;

const NUMERATOR = [
  0.035_262_496_599_891_1, 0.700_383_064_443_688, 6.373_962_203_531_65,
  33.912_866_078_383, 112.079_291_497_871, 221.213_596_169_931,
  220.206_867_912_376,
] as const;
const DENOMINATOR = [
  0.088_388_347_648_318_4, 1.755_667_163_182_64, 16.064_177_579_207,
  86.780_732_202_946_1, 296.564_248_779_674, 637.333_633_378_831,
  793.826_512_519_948, 440.413_735_824_752,
] as const;

/** The density of the standard normal distribution. */
export function normalDensity(x: number): number {
  return Math.exp((-x * x) / 2) / ROOT_TWO_PI;
}

/**
 * How likely a standard normal number is below x. Hart's rational function
 * (algorithm 5666 of "Computer Approximations", 1968) as given by West
 * ("Better approximations to cumulative normal functions", Wilmott Magazine,
 * May 2005): absolute error below 1e-15.
 */
export function normalDistribution(x: number): number {
  const tail = upperTail(Math.abs(x));
  return x > 0 ? 1 - tail : tail;
}

function upperTail(z: number): number {
  if (z > ZERO_BEYOND) return 0;
  const density = Math.exp((-z * z) / 2);
  if (z < SPLIT)
    return (density * polynomial(NUMERATOR, z)) / polynomial(DENOMINATOR, z);
  const fraction = z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65))));
  return density / (fraction * ROOT_TWO_PI);
}

/** @param coefficients of the highest power first */
function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (const coefficient of coefficients) sum = sum * x + coefficient;
  return sum;
}
