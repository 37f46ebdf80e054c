import { expect, test } from "vitest";
import { campaign, PATIENCE } from "./campaign.ts";
import { hedging } from "./strategies/hedging.ts";

test.for(["scripted", "random"] as const)(
  "%s trials end flat, or say what is held",
  { timeout: PATIENCE },
  async (kind) => {
    const { fault, rare, summary } = await campaign(hedging, kind);
    console.log(`hedging, ${kind}: ${summary}`);
    expect(fault).toBeNull();
    expect(rare).toEqual([]);
  },
);
