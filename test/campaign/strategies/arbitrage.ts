import { simulateQuotes } from "@fsmc/runtime";
import setup from "../../../strategies/arbitrage.callbacks.ts";
import { simulatedMarket } from "../../../strategies/arbitrage.market.ts";
import type { Subject } from "../subject.ts";

const MINUTE = 60_000;
/** The strategy begins nothing in the market's last minute: this is before. */
const DURATION = MINUTE;

/** Without fees, so that a spread worth trading comes every few seconds. */
const params = {
  firstFee: 0,
  secondFee: 0,
  restAfterRefusal: 5_000,
  errorPause: 20_000,
};

export const arbitrage: Subject = {
  name: "arbitrage",
  spec: "strategies/arbitrage.fsm",
  market(seed) {
    const market = simulatedMarket(1, params);
    const [first, second] = market.exchange.listings;
    if (first === undefined || second === undefined)
      throw new Error("arbitrage has two venues");
    const { start } = market;
    return {
      ...market,
      end: start + DURATION + MINUTE,
      events: simulateQuotes({
        seed,
        venues: [first.instrument, second.instrument],
        start,
        duration: DURATION,
        interval: 1_000,
        reversion: 0.2,
      }),
    };
  },
  create(parts) {
    const { machine, ...rest } = setup.create({ ...parts, params });
    return {
      ...rest,
      machine,
      configuration: () => machine.configuration,
      send(trigger) {
        if (
          trigger === "STOP" ||
          trigger === "RESET" ||
          trigger === "EMERGENCY_EXIT"
        )
          machine.send(trigger);
      },
    };
  },
  withoutRaces: "market orders are final when they are acknowledged",
  commands: ["STOP", "RESET"],
};
