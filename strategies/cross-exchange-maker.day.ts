import type { Fill, Finding, LedgerEntry, Market } from "@fsmc/runtime";
import type {
  CrossExchangeMakerMachine,
  CrossExchangeMakerOutput,
  CrossExchangeMakerParams,
  CrossExchangeMakerSettings,
} from "../generated/cross-exchange-maker.ts";
import { edgesOf, shareOf } from "./cross-exchange-maker.edge.ts";
import {
  commonLot,
  venuesOf,
  type Leg,
  type Venues,
} from "./cross-exchange-maker.market.ts";
import { nakednessOf } from "./cross-exchange-maker.nakedness.ts";

type Terms = Required<
  Pick<CrossExchangeMakerParams, "makerFee" | "takerFee" | "lot">
>;

const BPS_PER_UNIT = 10_000;

/** What the runs of one market have in common, and what the report says of the whole day: worked out of the fills. */
export class CrossExchangeMakerDay {
  readonly venues: Venues;
  readonly #fills: Fill[] = [];
  readonly #traded: Record<Leg, Fill[]> = { maker: [], taker: [] };
  readonly #troubles: string[] = [];
  #refused = { orders: 0, hedges: 0 };
  #rests = 0;

  constructor(market: Market) {
    this.venues = venuesOf(market);
  }

  /** What the venues take and trade: the machine reckons with what will be charged. */
  get terms(): Terms {
    const { maker, taker } = this.venues;
    return {
      makerFee: maker.fees.makerBps / BPS_PER_UNIT,
      takerFee: taker.fees.takerBps / BPS_PER_UNIT,
      lot: commonLot(this.venues),
    };
  }

  /** A fill of this machine: an order's or its hedge's, or one that unwinds. */
  booked({ fill, leg }: LedgerEntry, machine: CrossExchangeMakerMachine): void {
    this.#fills.push(fill);
    if (machine.matches("FLATTENING") || machine.matches("ERROR")) return;
    this.#traded[leg === "maker" ? "maker" : "taker"].push(fill);
  }

  told(output: CrossExchangeMakerOutput): void {
    switch (output.name) {
      case "HEDGED":
        break;
      case "REST_LEFT":
        this.#rests += 1;
        break;
      case "ORDER_REFUSED":
        this.#refused.orders += 1;
        break;
      case "HEDGE_REFUSED":
        this.#refused.hedges += 1;
        break;
      case "LEG_STUCK": {
        const { leg, reason } = output.payload;
        this.#troubles.push(`${leg} at ${clockTime(output.time)}: ${reason}`);
        break;
      }
      case "BOOKS_INCOMPLETE": {
        const { maker, taker } = output.payload;
        this.#troubles.push(
          `at ${clockTime(output.time)} the accounts hold ${maker} and ${taker} more than our books after a restart`,
        );
      }
    }
  }

  findings(settings: CrossExchangeMakerSettings): readonly Finding[] {
    const { makerFee, takerFee, profit } = settings;
    return [
      {
        label: "asked of a hedge",
        value: `fees of ${bps(makerFee)} and ${bps(takerFee)}, and ${bps(profit)} more`,
      },
      { label: "hedges", value: this.#hedgesText() },
      { label: "not hedged", value: this.#missedText() },
      { label: "naked", value: this.#nakedText() },
      { label: "refused", value: this.#refusedText() },
      ...this.#troubles.map((value) => ({ label: "could not close", value })),
      {
        label: "assumes",
        value:
          "accounts of its own that may go short; an edge says nothing of what unwinding costs: the net result does",
      },
    ];
  }

  #hedgesText(): string {
    const { maker, taker } = this.#traded;
    const edges = edgesOf(maker, taker);
    const share = shareOf(edges);
    if (share === null) return "none: no maker order was filled";
    const hedges = new Set(taker.map(({ clientOrderId }) => clientOrderId));
    const orders = new Set(maker.map(({ clientOrderId }) => clientOrderId));
    const worst = Math.min(...edges.map((each) => each.profit / each.value));
    return `${hedges.size} of ${orders.size} maker orders' fills; edge after fees ${bps(share)} on average, the worst ${bps(worst)}`;
  }

  /** By what was filled while it traded: unwinding is no hedge. */
  #missedText(): string {
    const { maker, taker } = this.#traded;
    const lot = commonLot(this.venues);
    const { left } = nakednessOf([...maker, ...taker], lot);
    const told = this.#rests === 0 ? "" : `; rests told ${this.#rests} times`;
    const { asset } = this.venues.maker.instrument;
    return `${Math.abs(left)} ${asset}, unwound in the end${told}`;
  }

  #nakedText(): string {
    const { longest, total, largest, left } = nakednessOf(
      this.#fills,
      commonLot(this.venues),
    );
    if (largest === 0) return "never";
    const still = left === 0 ? "" : `; ${left} is left`;
    return `${largest} at most, ${longest} ms at the longest, ${total} ms in all, unwinding included${still}`;
  }

  #refusedText(): string {
    const { orders, hedges } = this.#refused;
    return `${orders} orders, ${hedges} hedges`;
  }
}

function clockTime(time: number): string {
  return `${new Date(time).toISOString().slice(11, 19)} UTC`;
}

function bps(share: number): string {
  return `${(share * BPS_PER_UNIT).toFixed(1)} bps`;
}
