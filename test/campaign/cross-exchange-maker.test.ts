import { expect, test } from "vitest";
import { campaign, PATIENCE } from "./campaign.ts";
import { crossExchangeMaker } from "./strategies/cross-exchange-maker.ts";

test.for(["scripted", "random"] as const)(
  "%s trials end flat, or say what is held",
  { timeout: PATIENCE },
  async (kind) => {
    const { fault, rare, summary } = await campaign(crossExchangeMaker, kind);
    console.log(`cross-exchange-maker, ${kind}: ${summary}`);
    expect(fault).toBeNull();
    expect(rare).toEqual([]);
  },
);
