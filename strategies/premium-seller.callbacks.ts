import { MarketDataError, type StrategySetup } from "@fsmc/runtime";
import type { PremiumSellerParams } from "../generated/premium-seller.ts";
import { watched } from "./premium-seller.instruments.ts";
import { Seller } from "./premium-seller.seller.ts";
import { simulatedMarket, simulatedTerms } from "./premium-seller.simulated.ts";

export default {
  market({ data, seed }) {
    if (data !== null) throw new MarketDataError("not recorded");
    return simulatedMarket({ seed });
  },

  create(parts) {
    const params = { ...simulatedTerms, ...parts.params };
    return new Seller({ ...parts, params }, watched);
  },
} satisfies StrategySetup<PremiumSellerParams>;
