import {
  MarketDataError,
  signedQuantity,
  toGrid,
  type Fill,
  type Finding,
  type Instrument,
  type Posting,
  type Market,
  type MarketEvent,
  type PaperListing,
  type RunnableMachine,
} from "@fsmc/runtime";
import type {
  MarketMakingOutput,
  MarketMakingParams,
} from "../generated/market-making.ts";
import { FillQuality } from "./market-making.quality.ts";

const BPS = 1e-4;

/** What the report says of a whole day of quoting. */
export class MarketMakingDay {
  readonly #listing: PaperListing;
  readonly #quality = new FillQuality();
  readonly #fills: Fill[] = [];
  readonly #pulled = new Map<string, number>();
  readonly #stuck: string[] = [];
  #inventory = 0;
  #lowest = 0;
  #highest = 0;
  #reduced = 0;

  /** @throws MarketDataError if the market has no listing */
  constructor(market: Market) {
    const [listing] = market.exchange.listings;
    if (listing === undefined)
      throw new MarketDataError(
        `market-making quotes one instrument; ${market.description} has none`,
      );
    this.#listing = listing;
  }

  get instrument(): Instrument {
    return this.#listing.instrument;
  }

  /** What the venue takes and trades: the machine reckons with what will be charged. */
  get terms(): Required<Pick<MarketMakingParams, "makerFee" | "lot">> {
    const { instrument, fees } = this.#listing;
    return { makerFee: fees.makerBps * BPS, lot: instrument.lotSize };
  }

  hear(event: MarketEvent): void {
    if (event.kind === "quote") this.#quality.hear(event);
  }

  /** What is booked: after a restart what was booked before, too. */
  booked(posting: Posting): void {
    if (posting.kind !== "fill") return;
    const { fill } = posting;
    this.#fills.push(fill);
    this.#quality.book(fill);
    const { lotSize } = fill.instrument;
    const held = this.#inventory + signedQuantity(fill);
    this.#inventory = toGrid(held, lotSize);
    this.#lowest = Math.min(this.#lowest, this.#inventory);
    this.#highest = Math.max(this.#highest, this.#inventory);
  }

  told(output: MarketMakingOutput): void {
    switch (output.name) {
      case "PULLED": {
        const { reason } = output.payload;
        this.#pulled.set(reason, (this.#pulled.get(reason) ?? 0) + 1);
        break;
      }
      case "REDUCED":
        this.#reduced += 1;
        break;
      case "STUCK":
        this.#stuck.push(`${clockTime(output.time)}: ${output.payload.reason}`);
    }
  }

  findings({ isError, state }: RunnableMachine): readonly Finding[] {
    this.#quality.close();
    const { symbol } = this.instrument;
    const quoted = this.#fills.filter(({ liquidity }) => liquidity === "maker");
    const taken = this.#fills.filter(({ liquidity }) => liquidity === "taker");
    const held = isError
      ? [{ label: "not flat", value: `${state}: ${this.#inventory} ${symbol}` }]
      : [];
    return [
      ...held,
      { label: "quotes traded with", value: bothSides(quoted) },
      {
        label: "market orders",
        value: `${bothSides(taken)}; inventory reduced ${this.#reduced} times before the end`,
      },
      {
        label: "inventory",
        value: `${this.#lowest} to ${this.#highest} ${symbol}`,
      },
      { label: "earned against the mid", value: this.#quality.captured },
      { label: "the mid went on by", value: this.#quality.drift },
      { label: "quotes pulled", value: this.#pulledText() },
      ...this.#stuck.map((value) => ({ label: "was stuck", value })),
    ];
  }

  #pulledText(): string {
    if (this.#pulled.size === 0) return "never";
    return [...this.#pulled]
      .map(([reason, times]) => `${times} times: ${reason}`)
      .join("; ");
  }
}

function bothSides(fills: readonly Fill[]): string {
  const of = (side: Fill["side"]) => {
    const own = fills.filter((fill) => fill.side === side);
    const total = own.reduce((sum, { quantity }) => sum + quantity, 0);
    return `${own.length} fills for ${Number(total.toFixed(8))}`;
  };
  return `bought ${of("buy")}, sold ${of("sell")}`;
}

function clockTime(time: number): string {
  return `${new Date(time).toISOString().slice(11, 19)} UTC`;
}
