import type { Instrument, MarketEvent } from "@fsmc/runtime";
import { worthOf } from "./premium-seller.price.ts";

const DAY = 86_400_000;

/** The last price of each day of two instruments, and how their returns go together. */
export class DailyReturns {
  readonly #instruments: readonly [Instrument, Instrument];
  readonly #closes: readonly [Map<number, number>, Map<number, number>] = [
    new Map(),
    new Map(),
  ];

  constructor(first: Instrument, second: Instrument) {
    this.#instruments = [first, second];
  }

  hear(event: MarketEvent): void {
    const [first, second] = this.#instruments;
    const { id } = event.instrument;
    const price = worthOf(event);
    if (price === null) return;
    const of = event.kind === "bar" ? event.start : event.time;
    const day = Math.floor(of / DAY);
    if (id === first.id) this.#closes[0].set(day, price);
    if (id === second.id) this.#closes[1].set(day, price);
  }

  /**
   * Pearson's, of the last returns before the day of `time`, between days that both have.
   *
   * @returns null while there are fewer returns
   */
  correlation(count: number, time: number): number | null {
    const today = Math.floor(time / DAY);
    const [first, second] = this.#closes;
    const days = [...first.keys()]
      .filter((day) => day < today && second.has(day))
      .toSorted((a, b) => a - b)
      .slice(-count - 1);
    if (days.length < Math.max(count, 3) + 1) return null;
    return correlationOf(returnsOn(first, days), returnsOn(second, days));
  }
}

function returnsOn(
  closes: ReadonlyMap<number, number>,
  days: readonly number[],
): readonly number[] {
  const prices = days.flatMap((day) => closes.get(day) ?? []);
  return prices.flatMap((price, index) => {
    const before = prices[index - 1];
    return before === undefined ? [] : [Math.log(price / before)];
  });
}

/** 0 where one of them does not move. */
function correlationOf(
  first: readonly number[],
  second: readonly number[],
): number {
  const deviations = (values: readonly number[]) => {
    const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
    return values.map((value) => value - mean);
  };
  const [a, b] = [deviations(first), deviations(second)];
  const product = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, each, index) => sum + each * (y[index] ?? 0), 0);
  const scale = Math.sqrt(product(a, a) * product(b, b));
  return scale > 0 ? product(a, b) / scale : 0;
}
