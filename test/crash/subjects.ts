import { arbitrage } from "../campaign/strategies/arbitrage.ts";
import { crossExchangeMaker } from "../campaign/strategies/cross-exchange-maker.ts";
import { hedging } from "../campaign/strategies/hedging.ts";
import { marketMaking } from "../campaign/strategies/market-making.ts";
import { premiumSeller } from "../campaign/strategies/premium-seller.ts";
import type { Subject } from "../campaign/subject.ts";

/** Every strategy in the repository that trades. */
export const subjects: readonly Subject[] = [
  arbitrage,
  hedging,
  marketMaking,
  crossExchangeMaker,
  premiumSeller,
];

export function subjectOf(name: string): Subject {
  const found = subjects.find((each) => each.name === name);
  if (found === undefined)
    throw new Error(
      `no strategy ${name}; there are ${subjects.map((each) => each.name).join(", ")}`,
    );
  return found;
}
