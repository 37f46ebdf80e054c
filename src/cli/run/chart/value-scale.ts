/** From values to pixels, with round values to mark. */
export class ValueScale {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  readonly #step: number;
  readonly #top: number;
  readonly #height: number;

  /**
   * The range with zero in it, a little wider than the values.
   *
   * @param top of the plot, in pixels, like its height
   * @param most so many round values at most
   */
  constructor(
    values: { readonly low: number; readonly high: number },
    top: number,
    height: number,
    most: number,
  ) {
    const low = Math.min(values.low, 0);
    const high = Math.max(values.high, 0);
    const span = high - low || 1;
    this.#step = niceStep(span / most);
    this.low = low - (low < 0 || high === 0 ? span * 0.06 : 0);
    this.high = high + (high > 0 || low === 0 ? span * 0.06 : 0);
    this.#top = top;
    this.#height = height;
    const first = Math.ceil(this.low / this.#step);
    const last = Math.floor(this.high / this.#step);
    this.ticks = Array.from(
      { length: last - first + 1 },
      (_, index) => (first + index) * this.#step + 0,
    );
  }

  at(value: number): number {
    const share = (this.high - value) / (this.high - this.low);
    return this.#top + share * this.#height;
  }

  /** `1,250`, `−0.05`: as many decimals as the step between marks has. */
  label(value: number): string {
    if (value === 0) return "0";
    const decimals = Math.max(0, -Math.floor(Math.log10(this.#step) + 1e-9));
    return numberText(value, Math.min(decimals, 8));
  }
}

export function numberText(value: number, decimals: number): string {
  const [whole = "", fraction] = Math.abs(value).toFixed(decimals).split(".");
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
  const digits = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  const isZero = !/[1-9]/.test(digits);
  return value < 0 && !isZero ? `−${digits}` : digits;
}

/** `+2.92`, `−0.05`, `0.00`. */
export function signedText(value: number, decimals = 2): string {
  const plain = numberText(value, decimals);
  return value > 0 && /[1-9]/.test(plain) ? `+${plain}` : plain;
}

/** 1, 2 or 5 times a power of ten, not below this. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((each) => each * power >= least * 0.999);
  return (factor ?? 10) * power;
}
