import type { Finding, Market, Quote, RunnableMachine } from "@fsmc/runtime";
import type {
  ArbitrageParams,
  ArbitrageVenue,
} from "../generated/arbitrage.ts";
import { commonLot, venuesOf, type Venues } from "./arbitrage.market.ts";
import { bestSpread, type Spread } from "./arbitrage.prices.ts";
import { takerFeeOf } from "./paper-listing.ts";

/** What the runs of one market have in common: its quotes, the account, and what the report says of the whole day. */
export class TradingDay {
  readonly venues: Venues;
  /** The smallest quantity that both venues can trade, in units of the base asset. */
  readonly lot: number;
  readonly #market: Market;
  readonly #latest = new Map<ArbitrageVenue, Quote>();
  #best: (Spread & { readonly time: number }) | null = null;
  #compared = 0;
  #opportunities = 0;
  /** Profit of each, in the quote currency. */
  readonly #roundTrips: number[] = [];
  #running: Pick<RunnableMachine, "result"> | null = null;
  #earlierNetPnl = 0;

  constructor(market: Market) {
    this.#market = market;
    this.venues = venuesOf(market);
    this.lot = commonLot(this.venues);
  }

  /** What the venues take: the machine reckons with what will be charged. */
  get fees(): Required<Pick<ArbitrageParams, "firstFee" | "secondFee">> {
    return {
      firstFee: takerFeeOf(this.venues.FIRST),
      secondFee: takerFeeOf(this.venues.SECOND),
    };
  }

  /** Of the runs that have ended, in the quote currency. */
  get earlierNetPnl(): number {
    return this.#earlierNetPnl;
  }

  /**
   * The better direction now; null as long as a venue has no quote, or the two
   * are further apart in time than this: an old price against a new one is no spread.
   */
  hear(quote: Quote, maxAge: number): Spread | null {
    const venue = this.#venueOf(quote);
    if (venue === null) return null;
    this.#latest.set(venue, quote);
    const first = this.#latest.get("FIRST");
    const second = this.#latest.get("SECOND");
    if (first === undefined || second === undefined) return null;
    const found = bestSpread({ FIRST: first, SECOND: second }, this.lot);
    if (quote.time - found.since > maxAge) return null;
    this.#compared += 1;
    if (this.#best === null || found.spread > this.#best.spread)
      this.#best = { ...found, time: quote.time };
    return found;
  }

  /** The last ask of a venue, in the quote currency; null before its first quote. */
  askOf(venue: ArbitrageVenue): number | null {
    return this.#latest.get(venue)?.ask ?? null;
  }

  opportunity(): void {
    this.#opportunities += 1;
  }

  /** @param profit after fees, in the quote currency */
  roundTrip(profit: number): void {
    this.#roundTrips.push(profit);
  }

  /** A machine takes over; the one before has ended. */
  begin(machine: Pick<RunnableMachine, "result">): void {
    this.#earlierNetPnl += this.#running?.result().netPnl ?? 0;
    this.#running = machine;
  }

  /** @param minProfit as a share, like the fees */
  findings(minProfit: number): readonly Finding[] {
    const { firstFee, secondFee } = this.fees;
    const needed = firstFee + secondFee + minProfit;
    return [
      { label: "best spread seen", value: this.#bestText() },
      {
        label: "spread needed",
        value: `${bps(needed)}: fees of ${bps(firstFee)} and ${bps(secondFee)}, profit of ${bps(minProfit)}`,
      },
      { label: "opportunities", value: String(this.#opportunities) },
      { label: "round trips", value: this.#roundTripsText() },
      { label: "assumes", value: this.#assumption() },
    ];
  }

  #bestText(): string {
    const best = this.#best;
    if (best === null) return "none: the venues had no quotes at the same time";
    const at = new Date(best.time).toISOString().slice(11, 19);
    const [from, to] = [this.#nameOf(best.buyOn), this.#nameOf(best.sellOn)];
    const compared = this.#compared.toLocaleString("en-US");
    return `${bps(best.spread)} at ${at} UTC, buying ${from} and selling ${to}; ${compared} comparisons`;
  }

  #roundTripsText(): string {
    const trips = this.#roundTrips;
    if (trips.length === 0) return "none";
    const { currency } = this.venues.FIRST.instrument;
    const mean = trips.reduce((sum, each) => sum + each, 0) / trips.length;
    const worst = Math.min(...trips);
    return `${trips.length}; ${mean.toFixed(2)} ${currency} each, the worst ${worst.toFixed(2)} ${currency}`;
  }

  #assumption(): string {
    const perpetual = Object.values(this.venues).some(
      ({ instrument }) => instrument.kind !== "spot",
    );
    const inventory =
      "what is sold is there already; moving it back costs extra";
    return perpetual
      ? `spot and perpetual offset each other: the basis stays open, its funding is not counted; ${inventory}`
      : inventory;
  }

  #venueOf({ instrument }: Quote): ArbitrageVenue | null {
    if (instrument.id === this.venues.FIRST.instrument.id) return "FIRST";
    if (instrument.id === this.venues.SECOND.instrument.id) return "SECOND";
    return null;
  }

  #nameOf(venue: ArbitrageVenue): string {
    const { kind, venue: name } = this.venues[venue].instrument;
    if (this.#market.source === "simulated") return name;
    return kind === "spot" ? "spot" : "the perpetual";
  }
}

function bps(share: number): string {
  return `${(share * 10_000).toFixed(1)} bps`;
}
