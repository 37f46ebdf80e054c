import {
  isFinal,
  signedQuantity,
  toGrid,
  type Order,
  type PaperRequest,
  type Side,
} from "@fsmc/runtime";
import type {
  MarketMakingMachine,
  MarketMakingOutput,
  MarketMakingParams,
  MarketMakingState,
} from "../../generated/market-making.ts";
import setup from "../../strategies/market-making.callbacks.ts";
import { simulatedMarket } from "../../strategies/market-making.market.ts";
import { Desk, type DeskTroubles } from "./desk.ts";
import { unchanged } from "./unchanged.ts";

/** The mid at the beginning, and what a basis point of it is. */
export const MID = 10_000;
export const BP = 1;

/** From the venue to whom it concerns, in milliseconds. */
const LONGEST_REPORT = 100;
const LOT = 0.001;

/** One instrument, whose quotes are the test's. */
export class MarketMakingDesk extends Desk<
  MarketMakingState,
  MarketMakingMachine
> {
  readonly outputs: MarketMakingOutput[] = [];
  readonly #instrument;
  #mid = MID;

  constructor(params: MarketMakingParams = {}, troubles: DeskTroubles = {}) {
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
    const [listing] = market.exchange.listings;
    if (listing === undefined) throw new Error("nothing is listed");
    this.#instrument = listing.instrument;
    this.#listen();
  }

  /** The market is here from now on: half a basis point wide. */
  at(mid: number, size = 1): void {
    this.#mid = mid;
    const bid = toGrid(mid - BP / 4, this.#instrument.tickSize);
    const ask = toGrid(mid + BP / 4, this.#instrument.tickSize);
    this.show(this.#instrument, bid, ask, size);
  }

  /** The market does not move. */
  calm(): void {
    this.at(this.#mid);
  }

  /** Quotes every 250 ms for so long. */
  async quiet(milliseconds: number): Promise<void> {
    const end = this.clock.now() + milliseconds;
    while (this.clock.now() < end) {
      this.calm();
      await this.clock.advance(250);
    }
  }

  /** Both quotes are out. */
  async quoting(): Promise<void> {
    this.at(this.#mid);
    await this.until("CALCULATING_SPREADS");
    this.calm();
    await this.until("MONITORING_ORDERS");
  }

  /** The market comes to our order on that side, for no more than this, and goes back. */
  async trade(side: Side, size = 1): Promise<void> {
    const mid = this.#mid;
    const order = this.working(side);
    if (order?.type.kind !== "limit") throw new Error(`no order to ${side}`);
    const beyond = side === "buy" ? -BP : BP;
    this.at(order.type.price + beyond, size);
    await this.clock.advance(1);
    this.at(mid);
    await this.clock.advance(LONGEST_REPORT);
  }

  /** What works on that side at the venue, as far as it has said so. */
  working(side: Side): Order | null {
    const found = this.orders.find(
      (order) => order.side === side && !isFinal(order),
    );
    return found ?? null;
  }

  priceOf(side: Side): number {
    const order = this.working(side);
    return order?.type.kind === "limit" ? order.type.price : NaN;
  }

  /** What the account has when all fills are reported, whatever the machine believes. */
  async account(): Promise<number> {
    await this.clock.advance(LONGEST_REPORT);
    const held = this.fills.reduce(
      (sum, each) => sum + signedQuantity(each),
      0,
    );
    return toGrid(held, LOT);
  }

  requestsTo(operation: PaperRequest["operation"]): readonly PaperRequest[] {
    return this.requests.filter((request) => request.operation === operation);
  }

  override recover(books: "kept" | "lost" = "kept"): void {
    super.recover(books);
    this.#listen();
  }

  #listen(): void {
    this.machine.onOutput((output) => this.outputs.push(output));
  }
}

/** Orders that came while another one of their side worked at the venue: there must be none. */
export function overlapping(orders: readonly Order[]): readonly Order[] {
  return (["buy", "sell"] as const).flatMap((side) => {
    let free = -Infinity;
    return orders
      .filter((order) => order.side === side && hasWorked(order))
      .toSorted((a, b) => a.createdAt - b.createdAt)
      .filter((order) => {
        const isEarly = order.createdAt < free;
        free = Math.max(free, isFinal(order) ? order.updatedAt : Infinity);
        return isEarly;
      });
  });
}

function hasWorked({ type, status }: Order): boolean {
  return type.kind === "limit" && status !== "rejected";
}
