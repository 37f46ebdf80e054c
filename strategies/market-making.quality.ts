import { midPrice, type Fill, type Quote } from "@fsmc/runtime";

/** After how many milliseconds the market is looked at again. */
const HORIZONS = [1_000, 10_000, 60_000] as const;
const LONGEST = Math.max(...HORIZONS);
/** How late a fill may be heard of and still be compared with the market of its time, in milliseconds. */
const LATEST_REPORT = 30_000;
const BPS = 1e-4;

interface Mid {
  readonly time: number;
  readonly price: number;
}

/** A sum over fills, each with the weight of its value. */
class Mean {
  #sum = 0;
  #weight = 0;

  /** @param share of the value */
  add(share: number, value: number): void {
    this.#sum += share * value;
    this.#weight += value;
  }

  get bps(): string {
    if (this.#weight === 0) return "not known";
    return `${(this.#sum / this.#weight / BPS).toFixed(2)} bps`;
  }
}

/**
 * What fills of waiting orders were worth: how far from the mid they were
 * just before they happened, and where the mid went then. A maker is traded with most
 * when the market is about to move against him (adverse selection; Glosten and
 * Milgrom, "Bid, ask and transaction prices in a specialist market", 1985).
 */
export class FillQuality {
  readonly #captured = new Mean();
  readonly #fees = new Mean();
  readonly #drifts = new Map(HORIZONS.map((each) => [each, new Mean()]));
  readonly #waiting: Fill[] = [];
  #mids: Mid[] = [];
  #kept = 0;

  hear(quote: Quote): void {
    const { time } = quote;
    this.#mids.push({ time, price: midPrice(quote) });
    while (this.#isOld(this.#waiting[0], time)) this.#judgeNext();
    this.#forget(time - LONGEST - LATEST_REPORT);
  }

  /** Of an order that waited; others are passed over. */
  book(fill: Fill): void {
    if (fill.liquidity === "maker") this.#waiting.push(fill);
  }

  /** At the end: what is not known yet is left out. */
  close(): void {
    while (this.#waiting.length > 0) this.#judgeNext();
  }

  /** Of the mid, positive where the price was better. */
  get captured(): string {
    return `${this.#captured.bps} of what is traded; fees take ${this.#fees.bps}`;
  }

  /** Where the mid went after the fills: above 0, in our favour. */
  get drift(): string {
    return [...this.#drifts]
      .map(([horizon, drift]) => `${drift.bps} after ${horizon / 1_000} s`)
      .join(", ");
  }

  #isOld(fill: Fill | undefined, now: number): boolean {
    return fill !== undefined && fill.time + LONGEST < now;
  }

  #judgeNext(): void {
    const fill = this.#waiting.shift();
    if (fill === undefined) return;
    const { time, side, price, quantity, fee } = fill;
    const sign = side === "buy" ? 1 : -1;
    // What filled it may have moved the mid: it is the one before that counts.
    const before = this.#midAt(time - 1);
    if (before === null) return;
    const value = price * quantity;
    this.#captured.add((sign * (before - price)) / price, value);
    this.#fees.add(fee / value, value);
    const latest = this.#mids.at(-1)?.time ?? 0;
    for (const [horizon, drift] of this.#drifts) {
      const later = this.#midAt(time + horizon);
      if (later !== null && time + horizon <= latest)
        drift.add((sign * (later - before)) / price, value);
    }
  }

  #midAt(time: number): number | null {
    return this.#mids.findLast((mid) => mid.time <= time)?.price ?? null;
  }

  /** Not at each quote: only when it has become twice as much. */
  #forget(before: number): void {
    if (this.#mids.length < 2 * this.#kept + 1_000) return;
    this.#mids = this.#mids.filter(({ time }) => time >= before);
    this.#kept = this.#mids.length;
  }
}
