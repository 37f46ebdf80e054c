import { notional, type Finding, type LedgerEntry } from "@fsmc/runtime";
import type {
  PremiumSellerOutput,
  PremiumSellerSettings,
} from "../generated/premium-seller.ts";
import { daysTo } from "./premium-seller.calendar.ts";
import type { MarketView } from "./premium-seller.desk.ts";

interface Exit {
  readonly time: number;
  readonly days: number;
}

interface Refusals {
  readonly times: number;
  readonly last: { readonly reason: string; readonly time: number };
}

const MOST_REASONS = 3;

/** What a reader of a run wants to know: what was sold, what it bound, when it was given up, and why nothing was sold where nothing was. */
export class PremiumReport {
  readonly #currency: string;
  /** What was said when something was sold. */
  readonly #sold: string[] = [];
  readonly #exits: Exit[] = [];
  /** By what is before the figures. */
  readonly #refusals = new Map<string, Refusals>();
  readonly #troubles: string[] = [];
  #collected = 0;
  #paid = 0;
  #marginPeak = 0;
  #adjustments = 0;
  #lastTrade: Exit | null = null;

  constructor(currency: string) {
    this.#currency = currency;
  }

  /** After a restart what was booked before, too. */
  booked({ fill }: LedgerEntry): void {
    const { instrument, quantity, price, side, time } = fill;
    if (instrument.kind !== "option") return;
    const value = notional(instrument, quantity, price);
    if (side === "sell") this.#collected += value;
    else this.#paid += value;
    this.#lastTrade = { time, days: daysTo(instrument.expiry, time) };
  }

  seen({ margin }: MarketView): void {
    this.#marginPeak = Math.max(this.#marginPeak, margin);
  }

  sold(reason: string, time: number): void {
    this.#sold.push(`${clockTime(time)}: ${reason}`);
  }

  refused(reason: string, time: number): void {
    const [kind = reason] = reason.split(":", 1);
    const times = (this.#refusals.get(kind)?.times ?? 0) + 1;
    this.#refusals.set(kind, { times, last: { reason, time } });
  }

  told(output: PremiumSellerOutput): void {
    switch (output.name) {
      case "POSITION_CLOSED":
        this.#adjustments += output.payload.adjustments;
        if (this.#lastTrade !== null) this.#exits.push(this.#lastTrade);
        break;
      case "TROUBLE":
        this.#troubles.push(
          `${clockTime(output.time)}: ${output.payload.report}`,
        );
        break;
      case "POSITION_OPENED":
      case "PRICES_WANTED":
    }
  }

  findings({ capital }: PremiumSellerSettings): readonly Finding[] {
    const money = (value: number) => `${value.toFixed(2)} ${this.#currency}`;
    const reasons = [...this.#refusals.values()]
      .toSorted((a, b) => b.times - a.times)
      .slice(0, MOST_REASONS)
      .map(
        ({ times, last }) =>
          `${last.reason} (${times} times, last ${clockTime(last.time)})`,
      );
    return [
      ...lines("sold", this.#sold, "nothing"),
      {
        label: "premium",
        value: `${money(this.#collected)} collected, ${money(this.#paid)} paid to close and to roll`,
      },
      {
        label: "margin at the most",
        value: `${(this.#marginPeak * 100).toFixed(0)}% of ${money(capital)}`,
      },
      ...lines(
        "days to expiry at the exit",
        this.#exits.map(({ time, days }) => `${days}, on ${isoDay(time)}`),
        "no exit",
      ),
      { label: "rolls", value: String(this.#adjustments) },
      ...lines("no entry", reasons, "every look found something to sell"),
      ...this.#troubles.map((value) => ({ label: "trouble", value })),
    ];
  }
}

function lines(
  label: string,
  values: readonly string[],
  none: string,
): readonly Finding[] {
  if (values.length === 0) return [{ label, value: none }];
  return values.map((value) => ({ label, value }));
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function clockTime(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
