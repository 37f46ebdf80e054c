import type { MarketEvent } from "@fsmc/runtime";
import type { HedgingMachine } from "../generated/hedging.ts";
import type { HedgingDay } from "./hedging.day.ts";
import type { Leg } from "./hedging.market.ts";

/** Turns what is heard of the market into the machine's triggers. */
export class HedgingFeed {
  readonly #machine: HedgingMachine;
  readonly #day: HedgingDay;
  readonly #closingTime: number;
  /** How many postings the legs were last reckoned from. */
  #reckoned = 0;

  /** @param closingTime from then on everything is to be closed, in milliseconds since the epoch */
  constructor(machine: HedgingMachine, day: HedgingDay, closingTime: number) {
    this.#machine = machine;
    this.#day = day;
    this.#closingTime = closingTime;
  }

  hear(event: MarketEvent): void {
    if (event.kind === "funding") this.#fund(event.rate);
    if (event.kind !== "quote") return;
    const { maxQuoteAge } = this.#machine.params;
    const found = this.#day.hear(event, maxQuoteAge);
    this.#remember();
    this.#reckon();
    if (event.time >= this.#closingTime) {
      if (this.#machine.matches("ANALYZING_MARKET")) return;
      this.#machine.send("STOP");
    }
    if (found === null) return;
    const { basis, closing, size, closingSize } = found;
    this.#machine.send("QUOTE", { basis, closing, size, closingSize });
  }

  #fund(rate: number): void {
    this.#day.fundingRate = rate;
    this.#machine.send("FUNDING", { rate });
  }

  /** What the machine before has heard of is news to this one. */
  #remember(): void {
    const { fundingRate: rate } = this.#day;
    if (rate !== null && this.#machine.context.fundingRate === null)
      this.#machine.send("FUNDING", { rate });
  }

  /** Tells what the legs hold, when something was booked since; later, where nobody minds now. */
  #reckon(): void {
    const { ledger } = this.#machine;
    if (ledger === null || ledger.postings.length === this.#reckoned) return;
    if (!this.#machine.matches("MONITORING_POSITIONS")) return;
    this.#reckoned = ledger.postings.length;
    const held = (leg: Leg): number =>
      ledger
        .holdings([leg])
        .reduce((sum, { quantity }) => sum + Math.abs(quantity), 0);
    this.#machine.send("DELTA", { spot: held("spot"), perp: held("perp") });
  }
}
