import { requirePositive } from "./require.ts";

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
