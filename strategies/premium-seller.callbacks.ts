import {
  SystemClock,
  type Clock,
  type Market,
  type StrategySetup,
} from "@fsmc/runtime";
import type { PremiumSellerParams } from "../generated/premium-seller.ts";
import { Desk } from "./premium-seller.desk.ts";
import { watched } from "./premium-seller.market.ts";
import { recordedMarket, recordedTerms } from "./premium-seller.recorded.ts";
import { PremiumReport } from "./premium-seller.report.ts";
import { Seller, type Surroundings } from "./premium-seller.seller.ts";
import { simulatedMarket, simulatedTerms } from "./premium-seller.simulated.ts";

const surroundings = new WeakMap<Market, Surroundings>();

export default {
  market({ data, seed, from, to, params }) {
    return data === null
      ? simulatedMarket({ seed, params })
      : recordedMarket(data, { from, to, params });
  },

  create(parts) {
    const { market, host, params } = parts;
    const terms = market.source === "recorded" ? recordedTerms : simulatedTerms;
    return new Seller(
      { ...parts, params: { ...terms, ...params } },
      surroundingsOf(market, host.clock ?? new SystemClock()),
    );
  },
} satisfies StrategySetup<PremiumSellerParams>;

function surroundingsOf(market: Market, clock: Clock): Surroundings {
  const known = surroundings.get(market) ?? {
    desk: new Desk(market, watched, () => clock.now()),
    report: new PremiumReport(watched.underlying.currency),
    clock,
  };
  surroundings.set(market, known);
  return known;
}
