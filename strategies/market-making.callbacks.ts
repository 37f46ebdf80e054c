import type { Market, StrategySetup } from "@fsmc/runtime";
import {
  MarketMakingMachine,
  type MarketMakingParams,
} from "../generated/market-making.ts";
import { MarketMakingDay } from "./market-making.day.ts";
import { recordedMarket, simulatedMarket } from "./market-making.market.ts";
import { activitiesOf } from "./market-making.orders.ts";
import { requireAboveZero } from "./above-zero.ts";

/** How long before the market's end everything is closed: live quotes are needed for that. */
const CLOSING_TIME = 10_000;

const days = new WeakMap<Market, MarketMakingDay>();

/** Quantities, limits and time-outs that make no sense at 0 or below. */
const ABOVE_ZERO = [
  "quoteSize",
  "halfSpread",
  "inventoryLimit",
  "hardLimit",
  "lot",
  "longestOrder",
  "maxQuoteAge",
  "answerTimeout",
  "closeTimeout",
  "errorPause",
  "session",
] as const;

export default {
  market({ data, seed, from, to, params }) {
    requireAboveZero(params, ABOVE_ZERO);
    return data === null
      ? simulatedMarket(seed, params)
      : recordedMarket(data, { from, to }, params);
  },

  create({ id, params, host, market, wrap }) {
    const day = dayOf(market);
    const machine = new MarketMakingMachine({
      id,
      params: { ...params, ...day.terms },
      callbacks: wrap(activitiesOf(day.instrument)),
      host,
    });
    machine.ledger?.onPosted((posting) => day.booked(posting));
    machine.onOutput((output) => day.told(output));
    return {
      machine,
      onMarket(event) {
        day.hear(event);
        if (event.kind !== "quote") return;
        if (event.time >= market.end - CLOSING_TIME) {
          if (!machine.matches("IDLE")) machine.send("STOP");
          return;
        }
        const { bid, bidSize, ask, askSize } = event;
        machine.send("QUOTE", { bid, bidSize, ask, askSize });
      },
      end() {
        machine.send("STOP");
      },
      findings: () => day.findings(machine),
    };
  },

  repeats: true,
} satisfies StrategySetup<MarketMakingParams>;

function dayOf(market: Market): MarketMakingDay {
  const day = days.get(market) ?? new MarketMakingDay(market);
  days.set(market, day);
  return day;
}
