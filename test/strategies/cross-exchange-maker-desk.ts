import type { Instrument, Order, PaperRequest } from "@fsmc/runtime";
import type {
  CrossExchangeMakerMachine,
  CrossExchangeMakerOutput,
  CrossExchangeMakerParams,
  CrossExchangeMakerState,
} from "../../generated/cross-exchange-maker.ts";
import setup from "../../strategies/cross-exchange-maker.callbacks.ts";
import {
  simulatedMarket,
  venuesOf,
  type Leg,
} from "../../strategies/cross-exchange-maker.market.ts";
import { Desk, type DeskTroubles } from "./desk.ts";
import { unchanged } from "./unchanged.ts";

/** Where the order works, and where it is hedged: patterns of instruments. */
export const MAKERS = "South:*";
export const TAKERS = "North:*";

/** Accounts without anything. */
export const FLAT = { maker: 0, taker: 0 };

/** Of the maker's venue for an order that was waiting, and of the taker's for a market order. */
export const FEES = { makerFee: 0.0001, takerFee: 0.0004 };

const PRICE = 10_000;
/** From a venue to whom it concerns, in milliseconds. */
const LONGEST_REPORT = 100;

/** Between a small venue, where the order works, and a large one, where it is hedged. */
export class CrossExchangeDesk extends Desk<
  CrossExchangeMakerState,
  CrossExchangeMakerMachine
> {
  readonly outputs: CrossExchangeMakerOutput[] = [];
  readonly #venues;
  /** What the two venues' middles are. */
  #middle = { maker: PRICE, taker: PRICE };

  constructor(
    params: CrossExchangeMakerParams = {},
    troubles: DeskTroubles = {},
  ) {
    const market = simulatedMarket(1, FEES);
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
    this.#listen();
  }

  instrument(leg: Leg): Instrument {
    return this.#venues[leg].instrument;
  }

  /** What the venues say that the accounts have, whatever the machine believes; what was sold is below 0. */
  async account(): Promise<Readonly<Record<Leg, number>>> {
    const asked = Promise.all([
      this.exchange.position(this.instrument("maker")),
      this.exchange.position(this.instrument("taker")),
    ]);
    await this.clock.advance(LONGEST_REPORT);
    const [maker, taker] = await asked;
    return { maker: maker.quantity, taker: taker.quantity };
  }

  /** The maker orders that came about, oldest first; not what closed their leg. */
  get made(): readonly Order[] {
    return this.orders.filter(({ type }) => type.kind === "limit");
  }

  /** Requests to place an order on one venue, oldest first. */
  placedOn(leg: Leg): readonly PaperRequest[] {
    const { id } = this.instrument(leg);
    return this.requests.filter(
      ({ operation, instrument }) =>
        operation === "place" && instrument?.id === id,
    );
  }

  /** @param size what there is at the best prices */
  quote(leg: Leg, size = 1): void {
    const half = leg === "maker" ? 5 : 0.5;
    const middle = this.#middle[leg];
    this.show(this.instrument(leg), middle - half, middle + half, size);
  }

  /** Both venues agree at this price, from now on. */
  agree(price = PRICE): void {
    this.#middle = { maker: price, taker: price };
    this.calm();
  }

  /** The price of one venue only, from now on. */
  move(leg: Leg, price: number, size = 1): void {
    this.#middle = { ...this.#middle, [leg]: price };
    this.quote(leg, size);
  }

  /** Prices stay what they are. */
  calm(): void {
    this.quote("taker");
    this.quote("maker");
  }

  /** An order works, and the venue has said so. */
  async working(): Promise<Order> {
    this.agree();
    this.calm();
    await this.until("WORKING");
    await this.clock.advance(LONGEST_REPORT);
    const order = this.made.at(-1);
    if (order === undefined) throw new Error("no order works");
    return order;
  }

  /** It has come to rest, with no order out, and no hedge. */
  async settled(): Promise<void> {
    await this.until("OUT_OF_MARKET");
    await this.until("HEDGED_UP");
  }

  /** Somebody trades through the order's price: so much of it is filled. */
  through({ instrument, type, side }: Order, quantity: number): void {
    if (type.kind !== "limit") throw new Error("it is no limit order");
    const beyond = type.price + (side === "buy" ? -1 : 1);
    this.exchange.hear({
      kind: "trade",
      instrument,
      time: this.clock.now(),
      price: beyond,
      quantity,
      aggressor: side === "buy" ? "sell" : "buy",
    });
  }

  override recover(books: "kept" | "lost" = "kept"): void {
    super.recover(books);
    this.#listen();
  }

  #listen(): void {
    this.machine.onOutput((output) => this.outputs.push(output));
  }
}
