import { expect, test } from "vitest";
import { campaign, PATIENCE } from "./campaign.ts";
import { arbitrage } from "./strategies/arbitrage.ts";

test.for(["scripted", "random"] as const)(
  "%s trials end flat, or say what is held",
  { timeout: PATIENCE },
  async (kind) => {
    const { fault, rare, summary } = await campaign(arbitrage, kind);
    console.log(`arbitrage, ${kind}: ${summary}`);
    expect(fault).toBeNull();
    expect(rare).toEqual([]);
  },
);
