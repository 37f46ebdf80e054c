import { expect, test } from "vitest";
import { campaign, PATIENCE } from "./campaign.ts";
import { premiumSeller } from "./strategies/premium-seller.ts";

test.for(["scripted", "random"] as const)(
  "%s trials end flat, or say what is held",
  { timeout: PATIENCE },
  async (kind) => {
    const { fault, rare, summary } = await campaign(premiumSeller, kind);
    console.log(`premium-seller, ${kind}: ${summary}`);
    expect(fault).toBeNull();
    expect(rare).toEqual([]);
  },
);
