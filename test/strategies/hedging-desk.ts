import type { PaperRequest, Side } from "@fsmc/runtime";
import type {
  HedgingMachine,
  HedgingOutput,
  HedgingParams,
  HedgingState,
} from "../../generated/hedging.ts";
import setup from "../../strategies/hedging.callbacks.ts";
import {
  legsOf,
  simulatedMarket,
  type Leg,
} from "../../strategies/hedging.market.ts";
import { Desk, type DeskTroubles } from "./desk.ts";
import { heldAfter } from "./session.ts";
import { unchanged } from "./unchanged.ts";

/** An account without anything. */
export const FLAT = { spot: 0, perp: 0 };

/** One slice is all there is. */
export const oneSlice: HedgingParams = { quantity: 0.01 };

const SPOT = 10_000;
/** From the venue to whom it concerns, in milliseconds. */
const LONGEST_REPORT = 100;

/** Between a coin and its perpetual. */
export class HedgingDesk extends Desk<HedgingState, HedgingMachine> {
  readonly outputs: HedgingOutput[] = [];
  readonly #legs;
  /** The perpetual over spot, in bps. */
  #basis = 50;

  constructor(params: HedgingParams = {}, troubles: DeskTroubles = {}) {
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
    this.#legs = legsOf(market);
    this.#listen();
  }

  /** What the account has of both when all fills are reported, whatever the machine believes; what is sold short is below 0. */
  async account(): Promise<Readonly<Record<Leg, number>>> {
    await this.clock.advance(LONGEST_REPORT);
    const held = (leg: Leg) => {
      const { id } = this.#legs[leg].instrument;
      return heldAfter(this.fills.filter((fill) => fill.instrument.id === id));
    };
    return { spot: held("spot"), perp: held("perp") };
  }

  /** Requests to place an order, oldest first. */
  get placed(): readonly PaperRequest[] {
    return this.requests.filter(({ operation }) => operation === "place");
  }

  /** @param size what there is at the best prices */
  quote(leg: Leg, size = 1): void {
    const over = leg === "spot" ? 0 : this.#basis / 10_000;
    const bid = Math.round(SPOT * (1 + over) * 10) / 10;
    const { instrument } = this.#legs[leg];
    this.show(instrument, bid, bid + instrument.tickSize, size);
  }

  /** @param basis the perpetual over spot, in bps, from now on */
  offer(basis = 50): void {
    this.#basis = basis;
    this.calm();
  }

  /** Funding is due on the perpetual. */
  fund(rate: number): void {
    const { instrument } = this.#legs.perp;
    const time = this.clock.now();
    this.hear({ kind: "funding", instrument, time, rate });
  }

  /** Somebody trades on the account with the machine's own prefix, as an order does that was filled beyond its quantity. */
  async stray(leg: Leg, side: Side, quantity: number): Promise<void> {
    const { instrument } = this.#legs[leg];
    const clientOrderId = `desk-0-${this.requests.length}`;
    const order = { clientOrderId, instrument, side, quantity };
    await this.exchange.placeMarketOrder(order);
  }

  /** The basis stays what it is. */
  calm(): void {
    this.quote("spot");
    this.quote("perp");
  }

  /** A hedge of one slice, on both legs. */
  async hedged(): Promise<void> {
    this.offer();
    await this.until("OPENING_POSITIONS");
    await this.until("MONITORING_POSITIONS");
  }

  override recover(books: "kept" | "lost" = "kept"): void {
    super.recover(books);
    this.#listen();
  }

  #listen(): void {
    this.machine.onOutput((output) => this.outputs.push(output));
  }
}
