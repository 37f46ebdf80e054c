import type { Market, StrategySetup } from "@fsmc/runtime";
import { HedgingMachine, type HedgingParams } from "../generated/hedging.ts";
import { HedgingDay } from "./hedging.day.ts";
import { HedgingFeed } from "./hedging.feed.ts";
import { recordedMarket, simulatedMarket } from "./hedging.market.ts";
import { activitiesOf } from "./hedging.orders.ts";

/** How long before the market's end everything is closed: live quotes are needed for that. */
const CLOSING_TIME = 20 * 60_000;

const days = new WeakMap<Market, HedgingDay>();

export default {
  market({ data, seed, from, to, params }) {
    return data === null
      ? simulatedMarket(seed, params)
      : recordedMarket(data, { from, to }, params);
  },

  create({ id, params, host, market, wrap }) {
    const day = dayOf(market);
    const machine = new HedgingMachine({
      id,
      params: { ...params, ...day.terms },
      callbacks: wrap(activitiesOf(day.legs)),
      host,
    });
    machine.ledger?.onPosted((posting) => day.booked(posting));
    machine.onOutput((output) => day.told(output, machine));
    const feed = new HedgingFeed(machine, day, market.end - CLOSING_TIME);
    return {
      machine,
      onMarket: (event) => feed.hear(event),
      // There are no more quotes to wait for.
      end() {
        machine.send(
          machine.state === "ANALYZING_MARKET" ? "STOP" : "EMERGENCY_EXIT",
        );
      },
      findings: () => day.findings(machine.params),
    };
  },

  repeats: true,
} satisfies StrategySetup<HedgingParams>;

function dayOf(market: Market): HedgingDay {
  const day = days.get(market) ?? new HedgingDay(market);
  days.set(market, day);
  return day;
}
