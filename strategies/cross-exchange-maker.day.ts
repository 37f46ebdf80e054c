import {
  toGrid,
  type Finding,
  type LedgerEntry,
  type Market,
} from "@fsmc/runtime";
import type {
  CrossExchangeMakerMachine,
  CrossExchangeMakerOutput,
  CrossExchangeMakerParams,
  CrossExchangeMakerSettings,
} from "../generated/cross-exchange-maker.ts";
import { shareOf } from "./cross-exchange-maker.edge.ts";
import { RunFills } from "./cross-exchange-maker.fills.ts";
import {
  commonLot,
  venuesOf,
  type Venues,
} from "./cross-exchange-maker.market.ts";

type Terms = Required<
  Pick<CrossExchangeMakerParams, "makerFee" | "takerFee" | "lot">
>;

const BPS_PER_UNIT = 10_000;

/** What the runs of one market have in common, and what the report says of the whole day: worked out of the fills. */
export class CrossExchangeMakerDay {
  readonly venues: Venues;
  /** By the machine's id. */
  readonly #runs = new Map<string, RunFills>();
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
    const run = this.#runs.get(machine.id) ?? new RunFills();
    this.#runs.set(machine.id, run);
    if (machine.matches("FLATTENING") || machine.matches("ERROR"))
      run.unwound.push(fill);
    else run.traded[leg === "maker" ? "maker" : "taker"].push(fill);
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
    const runs = [...this.#runs.values()];
    const edges = runs.flatMap((run) => run.edges);
    const share = shareOf(edges);
    if (share === null) return "none: no maker order was filled";
    const orders = (leg: "maker" | "taker") =>
      new Set(
        runs.flatMap((run) =>
          run.traded[leg].map(({ clientOrderId }) => clientOrderId),
        ),
      ).size;
    const worst = Math.min(...edges.map((each) => each.profit / each.value));
    return `${orders("taker")}, of ${orders("maker")} maker orders that were filled; edge after fees ${bps(share)} on average, the worst ${bps(worst)}`;
  }

  /** By what was filled while it traded: unwinding is no hedge. */
  #missedText(): string {
    const lot = commonLot(this.venues);
    const missed = [...this.#runs.values()].reduce(
      (sum, run) => sum + Math.abs(run.nakedTrading(lot).left),
      0,
    );
    const told = this.#rests === 0 ? "" : `; rests told ${this.#rests} times`;
    return `${inLots(missed, this.venues)}, unwound in the end${told}`;
  }

  #nakedText(): string {
    const lot = commonLot(this.venues);
    const runs = [...this.#runs.values()];
    const trading = runs.map((run) => run.nakedTrading(lot));
    const whole = runs.map((run) => run.naked(lot));
    const largest = Math.max(0, ...trading.map((each) => each.largest));
    if (largest === 0) return "never";
    const longest = Math.max(...whole.map((each) => each.longest));
    const total = whole.reduce((sum, each) => sum + each.total, 0);
    const left = whole.reduce((sum, each) => sum + Math.abs(each.left), 0);
    const still = left === 0 ? "" : `; ${left} is left`;
    return `${inLots(largest, this.venues)} at most; ${longest} ms at the longest, ${total} ms in all, unwinding included${still}`;
  }

  #refusedText(): string {
    const { orders, hedges } = this.#refused;
    return `${orders} orders, ${hedges} hedges`;
  }
}

/** Sums of decimals, as the finer venue counts. */
function inLots(quantity: number, { maker, taker }: Venues): string {
  const { lotSize } = maker.instrument;
  const step = Math.min(lotSize, taker.instrument.lotSize);
  return `${toGrid(quantity, step)} ${maker.instrument.symbol}`;
}

function clockTime(time: number): string {
  return `${new Date(time).toISOString().slice(11, 19)} UTC`;
}

function bps(share: number): string {
  return `${(share * BPS_PER_UNIT).toFixed(1)} bps`;
}
