import type { Fill } from "@fsmc/runtime";
import { edgesOf, type Edge } from "./cross-exchange-maker.edge.ts";
import type { Leg } from "./cross-exchange-maker.market.ts";
import {
  nakednessOf,
  type Nakedness,
} from "./cross-exchange-maker.nakedness.ts";

/** What one run traded: its maker orders and their hedges, and what unwound both legs. */
export class RunFills {
  readonly traded: Readonly<Record<Leg, Fill[]>> = { maker: [], taker: [] };
  readonly unwound: Fill[] = [];

  /** What maker fills and their hedges brought. */
  get edges(): readonly Edge[] {
    const { maker, taker } = this.traded;
    return edgesOf(maker, taker);
  }

  /** While it traded: what is left then was not hedged. */
  nakedTrading(lot: number): Nakedness {
    const { maker, taker } = this.traded;
    return nakednessOf([...maker, ...taker], lot);
  }

  /** From the first fill to the last one. */
  naked(lot: number): Nakedness {
    const { maker, taker } = this.traded;
    return nakednessOf([...maker, ...taker, ...this.unwound], lot);
  }
}
