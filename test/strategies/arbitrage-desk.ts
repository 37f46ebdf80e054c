import type {
  ArbitrageMachine,
  ArbitrageParams,
  ArbitrageState,
  ArbitrageVenue,
} from "../../generated/arbitrage.ts";
import setup from "../../strategies/arbitrage.callbacks.ts";
import {
  simulatedMarket,
  venuesOf,
} from "../../strategies/arbitrage.market.ts";
import { Desk, type DeskTroubles } from "./desk.ts";
import { heldAfter } from "./session.ts";
import { unchanged } from "./unchanged.ts";

/** Between two venues. */
export class ArbitrageDesk extends Desk<ArbitrageState, ArbitrageMachine> {
  readonly #venues;

  constructor(params: ArbitrageParams = {}, troubles: DeskTroubles = {}) {
    const market = simulatedMarket(1, params);
    super(
      market,
      (host, quoted) =>
        setup.create({
          id: "desk",
          params,
          host,
          market: quoted,
          wrap: unchanged,
        }),
      troubles,
    );
    this.#venues = venuesOf(market);
  }

  /** What the venues have, whatever the machine believes. */
  get account(): number {
    return heldAfter(this.fills);
  }

  quote(venue: ArbitrageVenue, bid: number, size = 1): void {
    this.show(this.#venues[venue].instrument, bid, bid + 0.01, size);
  }

  /** The second venue pays a per cent more than the first asks. */
  offer(): void {
    this.quote("FIRST", 10_000);
    this.quote("SECOND", 10_100);
  }

  calm(): void {
    this.quote("FIRST", 10_000);
    this.quote("SECOND", 10_000);
  }
}
