import { expect, test } from "vitest";
import arbitrage from "../../strategies/arbitrage.callbacks.ts";
import crossExchangeMaker from "../../strategies/cross-exchange-maker.callbacks.ts";
import hedging from "../../strategies/hedging.callbacks.ts";
import marketMaking from "../../strategies/market-making.callbacks.ts";
import premiumSeller from "../../strategies/premium-seller.callbacks.ts";

const simulated = { data: null, seed: 1, from: null, to: null } as const;

test.for([
  [
    "quantity",
    () => arbitrage.market({ ...simulated, params: { quantity: -1 } }),
  ],
  [
    "hedgeTimeout",
    () =>
      crossExchangeMaker.market({ ...simulated, params: { hedgeTimeout: 0 } }),
  ],
  ["lot", () => hedging.market({ ...simulated, params: { lot: 0 } })],
  [
    "halfSpread",
    () =>
      marketMaking.market({ ...simulated, params: { halfSpread: -0.000_5 } }),
  ],
  [
    "contracts",
    () => premiumSeller.market({ ...simulated, params: { contracts: 0 } }),
  ],
] as const)("a %s without sense is said before the run", ([name, market]) => {
  expect(market).toThrow(new RegExp(`^${name} must be above 0, and is `));
});
