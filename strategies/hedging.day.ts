import type {
  Finding,
  Market,
  Posting,
  Quote,
  RunnableMachine,
} from "@fsmc/runtime";
import type {
  HedgingOutput,
  HedgingParams,
  HedgingSettings,
} from "../generated/hedging.ts";
import { basisOf, type Basis } from "./hedging.basis.ts";
import { LegBalance } from "./hedging.balance.ts";
import { commonLot, legsOf, type Leg, type Legs } from "./hedging.market.ts";
import { takerFeeOf } from "./paper-listing.ts";

/** What the runs of one market have in common: its quotes, and what the report says of the whole day. */
export class HedgingDay {
  readonly legs: Legs;
  readonly #balance: LegBalance;
  readonly #latest = new Map<Leg, Quote>();
  /** The last that was heard of, also by the machine before; null: none. */
  fundingRate: number | null = null;
  #funding = 0;
  #closingSlices = 0;
  #best: (Basis & { readonly time: number }) | null = null;
  #compared = 0;
  #slices = 0;
  /** Profit of each, in the quote currency. */
  readonly #hedges: number[] = [];
  readonly #stuck: string[] = [];

  constructor(market: Market) {
    this.legs = legsOf(market);
    this.#balance = new LegBalance(commonLot(this.legs));
  }

  /** What the venue takes and trades: the machine reckons with what will be charged. */
  get terms(): Required<Pick<HedgingParams, "spotFee" | "perpFee" | "lot">> {
    const { spot, perp } = this.legs;
    return {
      spotFee: takerFeeOf(spot),
      perpFee: takerFeeOf(perp),
      lot: commonLot(this.legs),
    };
  }

  /**
   * The basis now; null as long as a leg has no quote, or the two are further
   * apart in time than this: an old price against a new one is no basis.
   */
  hear(quote: Quote, maxAge: number): Basis | null {
    const { kind } = quote.instrument;
    this.#latest.set(kind === "spot" ? "spot" : "perp", quote);
    const spot = this.#latest.get("spot");
    const perp = this.#latest.get("perp");
    if (spot === undefined || perp === undefined) return null;
    // Of a side that never had anybody there is no price.
    if (!(Math.min(spot.bid, spot.ask, perp.bid, perp.ask) > 0)) return null;
    const found = basisOf({ spot, perp }, commonLot(this.legs));
    if (quote.time - found.since > maxAge) return null;
    this.#compared += 1;
    if (this.#best === null || found.basis > this.#best.basis)
      this.#best = { ...found, time: quote.time };
    return found;
  }

  /** What is booked: fills tell how far the legs are apart, and funding is added up. */
  booked(posting: Posting): void {
    if (posting.kind === "fill") this.#balance.book(posting);
    else if (posting.kind === "funding") this.#funding += posting.amount;
  }

  told(output: HedgingOutput, machine: Pick<RunnableMachine, "result">): void {
    switch (output.name) {
      case "SLICE_OPENED":
        this.#slices += 1;
        break;
      case "SLICE_CLOSED":
        this.#closingSlices += 1;
        break;
      case "HEDGE_CLOSED":
        this.#hedges.push(machine.result().netPnl);
        break;
      case "LEG_STUCK": {
        const { leg, reason } = output.payload;
        this.#stuck.push(`${leg} at ${clockTime(output.time)}: ${reason}`);
      }
    }
  }

  findings(settings: HedgingSettings): readonly Finding[] {
    const { spotFee, perpFee, minProfit, exitBasis, fundingsAhead } = settings;
    const needed = exitBasis + 2 * (spotFee + perpFee) + minProfit;
    return [
      { label: "best basis seen", value: this.#bestText() },
      {
        label: "basis needed",
        value: `${bps(needed)}: twice the fees of ${bps(spotFee)} and ${bps(perpFee)}, profit of ${bps(minProfit)}, closed at ${bps(exitBasis)}; ${fundingsAhead} times the last funding counts as basis`,
      },
      { label: "funding", value: this.#fundingText() },
      { label: "hedges", value: this.#hedgesText() },
      { label: "legs apart", value: this.#balance.toString() },
      ...this.#stuck.map((value) => ({ label: "could not close", value })),
      {
        label: "assumes",
        value:
          "an account of its own; the next funding is like the last; interest and margin are not counted",
      },
    ];
  }

  #bestText(): string {
    const best = this.#best;
    if (best === null) return "none: the legs had no quotes at the same time";
    const compared = this.#compared.toLocaleString("en-US");
    return `${bps(best.basis)} at ${clockTime(best.time)}; ${compared} comparisons`;
  }

  #fundingText(): string {
    if (this.fundingRate === null) return "none was told";
    const { currency } = this.legs.perp.instrument;
    return `${this.#funding.toFixed(2)} ${currency} received; the last rate was ${bps(this.fundingRate)}`;
  }

  #hedgesText(): string {
    const hedges = this.#hedges;
    if (hedges.length === 0) return "none";
    const { currency } = this.legs.spot.instrument;
    const mean = hedges.reduce((sum, each) => sum + each, 0) / hedges.length;
    const worst = Math.min(...hedges);
    return `${hedges.length}, opened in ${this.#slices} slices, closed in ${this.#closingSlices}; ${mean.toFixed(2)} ${currency} each, the worst ${worst.toFixed(2)} ${currency}`;
  }
}

function clockTime(time: number): string {
  return `${new Date(time).toISOString().slice(11, 19)} UTC`;
}

function bps(share: number): string {
  return `${(share * 10_000).toFixed(1)} bps`;
}
