import { expect, test } from "vitest";
import { campaign, PATIENCE } from "./campaign.ts";
import { marketMaking } from "./strategies/market-making.ts";

test.for(["scripted", "random"] as const)(
  "%s trials end flat, or say what is held",
  { timeout: PATIENCE },
  async (kind) => {
    const { fault, rare, summary } = await campaign(marketMaking, kind);
    console.log(`market-making, ${kind}: ${summary}`);
    expect(fault).toBeNull();
    expect(rare).toEqual([]);
  },
);
