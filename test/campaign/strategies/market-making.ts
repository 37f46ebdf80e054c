import { simulateMarket, type Side } from "@fsmc/runtime";
import type { MarketMakingParams } from "../../../generated/market-making.ts";
import setup from "../../../strategies/market-making.callbacks.ts";
import { simulatedMarket } from "../../../strategies/market-making.market.ts";
import type { Subject } from "../subject.ts";

const MINUTE = 60_000;
const DURATION = 30_000;
/** What people send in every trial, from when to when, in milliseconds from the start. */
const SCHEDULE = [
  ["SUSPEND", 9_000, 11_000],
  ["RESUME", 11_000, 11_200],
  ["STOP", 19_000, 19_150],
  ["SUSPEND", 24_000, 26_000],
  ["RESUME", 26_000, 26_200],
] as const;

/** At the market, so that every few seconds something is filled, and soon too much is held. */
const params: MarketMakingParams = {
  makerFee: 0,
  halfSpread: 0,
  maxSkew: 0.000_02,
  tolerance: 0.000_02,
  adjustPause: 250,
  inventoryLimit: 0.025,
  hardLimit: 0.03,
  reducedInventory: 0,
  maxQuoteAge: 1_500,
  answerTimeout: 1_500,
  refusalPause: 2_000,
  closeTimeout: 3_000,
  errorPause: 4_000,
};

const commands = ["SUSPEND", "RESUME", "STOP", "RESET"] as const;

export const marketMaking: Subject = {
  name: "market-making",
  spec: "strategies/market-making.yaml",
  market(seed) {
    const market = simulatedMarket(1, params);
    const [listing] = market.exchange.listings;
    if (listing?.instrument.kind !== "linear-perpetual")
      throw new Error("market-making has a perpetual");
    const { start } = market;
    const { instrument } = listing;
    const quotes = { kind: "regular", interval: 150 } as const;
    const trade = (side: Side, after: number) =>
      ({
        kind: "trade",
        instrument: instrument.id,
        side,
        quantity: 2,
        after,
      }) as const;
    const listed = { instrument, quotes, halfSpread: 0.01, trades: {} };
    return {
      ...market,
      // Trades to the last event: the strategy stops shortly before the end.
      end: start + DURATION + MINUTE,
      // Slow, so that the market moves while orders are on their way.
      exchange: { ...market.exchange, latency: { minimum: 40, maximum: 180 } },
      events: simulateMarket({
        seed,
        start,
        duration: DURATION,
        assets: [
          {
            name: "BTC",
            price: 60_000,
            step: 150,
            instruments: [listed],
          },
        ],
        script: [
          // Two fills of one side, and the inventory is beyond its limit.
          ...[320, 1_000, 2_500].map((after) => trade("sell", after)),
          ...[350, 20_000, 21_500].map((after) => trade("buy", after)),
          // No reference any more: the quotes are pulled.
          { kind: "gap", target: instrument.id, after: 4_000, duration: 2_500 },
          // There and back while the quotes follow: they would take, and are refused.
          ...thereAndBack(13_000, 0.000_5),
          ...thereAndBack(16_500, -0.000_5),
        ],
      }),
    };
  },
  create(parts) {
    const { machine, ...rest } = setup.create({ ...parts, params });
    const { start } = parts.market;
    return {
      ...rest,
      machine,
      onMarket(event) {
        const elapsed = event.time - start;
        for (const [trigger, from, to] of SCHEDULE)
          if (elapsed >= from && elapsed < to) machine.send(trigger);
        rest.onMarket(event);
      },
      configuration: () => machine.configuration,
      send(trigger) {
        const known = [...commands, "EMERGENCY_EXIT"] as const;
        const found = known.find((each) => each === trigger);
        if (found !== undefined) machine.send(found);
      },
    };
  },
  commands,
  unvisited: { RECOVERING: "nothing is restarted here" },
};

function thereAndBack(from: number, share: number) {
  const times = Array.from({ length: 8 }, (_, index) => from + index * 370);
  return times.flatMap((after) => [
    { kind: "jump", asset: "BTC", after, share } as const,
    { kind: "jump", asset: "BTC", after: after + 150, share: -share } as const,
  ]);
}
