import type { Market, StrategySetup } from "@fsmc/runtime";
import {
  ArbitrageMachine,
  type ArbitrageCallbacks,
  type ArbitrageParams,
} from "../generated/arbitrage.ts";
import { TradingDay } from "./arbitrage.day.ts";
import { recordedMarket, simulatedMarket } from "./arbitrage.market.ts";
import { activitiesOf } from "./arbitrage.orders.ts";

/** How long before the market's end nothing new is begun: what is under way then ends on live quotes. */
const CLOSING_TIME = 60_000;

const days = new WeakMap<Market, TradingDay>();

export default {
  market({ data, seed, from, to, params }) {
    return data === null
      ? simulatedMarket(seed, params)
      : recordedMarket(data, { from, to }, params);
  },

  create({ id, params, host, market, wrap }) {
    const day = dayOf(market);
    const machine = new ArbitrageMachine({
      id,
      params: { ...params, ...day.fees },
      callbacks: wrap(callbacksOf(day)),
      host,
    });
    const { maxQuoteAge, minProfit } = machine.params;
    day.begin(machine);
    machine.onOutput(({ payload }) => day.roundTrip(payload.profit));
    return {
      machine,
      onMarket(quote) {
        if (quote.kind !== "quote") return;
        const found = day.hear(quote, maxQuoteAge);
        if (found !== null && quote.time < market.end - CLOSING_TIME) {
          const { buyOn, sellOn, spread, size } = found;
          machine.send("QUOTE", { buyOn, sellOn, spread, size });
        }
      },
      end() {
        machine.send("STOP");
      },
      findings: () => day.findings(minProfit),
    };
  },

  repeats: true,
} satisfies StrategySetup<ArbitrageParams>;

function callbacksOf(day: TradingDay): ArbitrageCallbacks {
  return {
    marginAvailable(context, { params }) {
      const ask = day.askOf(context.buyOn);
      if (ask === null) return false;
      const available = params.capital + Math.min(day.earlierNetPnl, 0);
      return context.planned * ask <= available;
    },
    recordOpportunity(context) {
      day.opportunity();
      return { opportunities: context.opportunities + 1 };
    },
    ...activitiesOf(day),
  };
}

function dayOf(market: Market): TradingDay {
  const day = days.get(market) ?? new TradingDay(market);
  days.set(market, day);
  return day;
}
