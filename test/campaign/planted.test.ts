import type { SetupParts } from "@fsmc/runtime";
import { expect, test } from "vitest";
import { campaign } from "./campaign.ts";
import { arbitrage } from "./strategies/arbitrage.ts";
import type { Subject } from "./subject.ts";

/** A campaign that cannot fail shows nothing: here is one that must. */
test("an order that the spec knows nothing of is found out, with the path to it", async () => {
  const sly: Subject = {
    ...arbitrage,
    create: (parts) =>
      arbitrage.create({
        ...parts,
        wrap: (callbacks) => parts.wrap(tradingAside(callbacks, parts)),
      }),
  };
  const { fault } = await campaign(sly, "scripted");
  expect(fault).toMatch(/ BTC in \w+, which is not exposed, at \d+\n/);
  expect(fault).toMatch(/VALIDATING_OPPORTUNITY --validate\.done-->/);
  expect(fault).toMatch(/\nFSMC_TRIAL=\d+ FSMC_SEED=\S+ /);
});

/** An activity without effect words that trades all the same, past the exchange that it was handed. */
function tradingAside<Callbacks extends object>(
  callbacks: Callbacks,
  { id, host, market }: Omit<SetupParts<never>, "params">,
): Callbacks {
  const [listing] = market.exchange.listings;
  return new Proxy(callbacks, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (name !== "validate" || typeof value !== "function") return value;
      return async (...args: readonly unknown[]) => {
        if (listing !== undefined)
          await host.exchange?.placeMarketOrder({
            clientOrderId: `${id}-aside`,
            instrument: listing.instrument,
            side: "buy",
            quantity: 0.01,
          });
        const prices: unknown = await Reflect.apply(value, target, args);
        return prices;
      };
    },
  });
}
