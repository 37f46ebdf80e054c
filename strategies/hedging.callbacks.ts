import type { Market, StrategySetup } from "@fsmc/runtime";
import { HedgingMachine, type HedgingParams } from "../generated/hedging.ts";
import { HedgingDay } from "./hedging.day.ts";
import { recordedMarket, simulatedMarket } from "./hedging.market.ts";
import { activitiesOf } from "./hedging.orders.ts";

/** How long before the market's end everything is closed: live quotes are needed for that. */
const CLOSING_TIME = 10 * 60_000;

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
    const { maxQuoteAge } = machine.params;
    machine.ledger?.onBooked((entry) => day.booked(entry));
    machine.onOutput((output) => day.told(output, machine));
    return {
      machine,
      onMarket(quote) {
        if (quote.kind !== "quote") return;
        const found = day.hear(quote, maxQuoteAge);
        if (quote.time >= market.end - CLOSING_TIME) {
          if (!machine.matches("ANALYZING_MARKET")) machine.send("STOP");
        } else if (found !== null) {
          const { basis, closing, size } = found;
          machine.send("QUOTE", { basis, closing, size });
        }
      },
      end() {
        machine.send("STOP");
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
