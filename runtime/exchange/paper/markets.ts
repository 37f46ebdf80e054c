import { Rejected } from "../../errors.ts";
import type { Instrument } from "../../market/instrument.ts";
import type { Depth } from "./book.ts";
import { PaperMarket, type PaperListing } from "./market.ts";

/** All markets that are listed, and those of options' underlyings. */
export class Markets {
  readonly #markets = new Map<string, PaperMarket>();
  /** Where orders may rest: only these are gone through. */
  readonly #busy = new Set<PaperMarket>();

  constructor(listings: readonly PaperListing[], depth: Depth) {
    for (const listing of listings) {
      const { instrument } = listing;
      const market = new PaperMarket(instrument, listing, depth);
      this.#markets.set(instrument.id, market);
    }
    for (const { instrument } of listings)
      if (instrument.kind === "option") {
        const { underlying } = instrument;
        const market =
          this.find(underlying) ?? new PaperMarket(underlying, null, depth);
        this.#markets.set(underlying.id, market);
        this.listed(instrument).underlying = market;
      }
  }

  find({ id }: Instrument): PaperMarket | null {
    return this.#markets.get(id) ?? null;
  }

  /** @throws Rejected `UNKNOWN_INSTRUMENT` */
  listed(instrument: Instrument): PaperMarket {
    const market = this.find(instrument);
    if (market !== null && market.listing !== null) return market;
    throw new Rejected(
      `${instrument.id} is not listed here`,
      "UNKNOWN_INSTRUMENT",
    );
  }

  /** An order rests in it. */
  hasWork(market: PaperMarket): void {
    this.#busy.add(market);
  }

  /** Where orders rest. */
  *working(): Generator<PaperMarket> {
    for (const market of this.#busy)
      if (market.working.isEmpty) this.#busy.delete(market);
      else yield market;
  }
}
