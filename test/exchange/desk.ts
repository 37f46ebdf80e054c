import type { ActivityExchange } from "../../runtime/exchange/activity-exchange.ts";
import { Ledger } from "../../runtime/exchange/ledger/ledger.ts";
import type { FaultPlan } from "../../runtime/exchange/paper/faults/fault.ts";
import type { PaperExchangeOptions } from "../../runtime/exchange/paper/paper-exchange.ts";
import {
  permit,
  type EffectWord,
  type PermitOptions,
} from "../../runtime/exchange/permitted.ts";
import { elsewhere, spot } from "../market/instruments.ts";
import { World } from "./world.ts";

const NEVER = new AbortController().signal;

/** One machine's desk at the paper exchange. */
export class Desk extends World {
  readonly ledger = new Ledger({ legs: ["position"], prefix: "m-" });

  constructor(
    faults: FaultPlan | null = null,
    more: Partial<PaperExchangeOptions> = {},
  ) {
    super(faults, 1, more);
    this.ledger.attach(this.exchange);
    this.quote();
  }

  permit(
    words: readonly EffectWord[],
    more: Partial<PermitOptions> = {},
  ): ActivityExchange {
    return permit({
      exchange: this.exchange,
      clock: this.clock,
      ledger: this.ledger,
      activity: "trade",
      words,
      legs: ["position"],
      key: "m-1-1",
      asksFirst: false,
      signal: NEVER,
      ...more,
    });
  }

  /** Holds this much of the spot pair from here on. */
  async hold(quantity: number): Promise<void> {
    const exchange = this.permit(["opens"], { key: "m-1-held" });
    const order = { instrument: spot, side: "buy", quantity } as const;
    await this.during(exchange.placeMarketOrder(order));
  }

  async account(): Promise<number> {
    const held = await this.during(this.exchange.position(spot), 20_000);
    const other = await this.during(this.exchange.position(elsewhere), 20_000);
    return held.quantity + other.quantity;
  }
}
