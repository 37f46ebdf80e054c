import type { Market, StrategySetup } from "@fsmc/runtime";
import {
  CrossExchangeMakerMachine,
  type CrossExchangeMakerParams,
} from "../generated/cross-exchange-maker.ts";
import { CrossExchangeMakerDay } from "./cross-exchange-maker.day.ts";
import { LegBooks } from "./cross-exchange-maker.books.ts";
import {
  recordedMarket,
  simulatedMarket,
} from "./cross-exchange-maker.market.ts";
import { activitiesOf } from "./cross-exchange-maker.orders.ts";
import { MakerPrices } from "./cross-exchange-maker.prices.ts";
import { requireAboveZero } from "./above-zero.ts";

/** How much of a market is left for unwinding, for which live quotes are needed; at most this, in milliseconds. */
const LONGEST_CLOSING_TIME = 10 * 60_000;
/** The same as a share of the market's time. */
const CLOSING_SHARE = 0.1;

const days = new WeakMap<Market, CrossExchangeMakerDay>();

/** Quantities, limits and time-outs that make no sense at 0 or below. */
const ABOVE_ZERO = [
  "orderQuantity",
  "minQuantity",
  "lot",
  "maxInventory",
  "capital",
  "maxQuoteAge",
  "longestOrder",
  "cancelTimeout",
  "hedgeTimeout",
  "closeTimeout",
  "errorPause",
  "longestRun",
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
    const machine = new CrossExchangeMakerMachine({
      id,
      params: { ...params, ...day.terms },
      callbacks: wrap(activitiesOf(day.venues)),
      host,
    });
    const prices = new MakerPrices(day.venues, machine.params);
    const books = new LegBooks(machine, day.venues);
    machine.ledger?.onBooked((entry) => day.booked(entry, machine));
    machine.onOutput((output) => day.told(output));
    const closingAt =
      market.end -
      Math.min(
        LONGEST_CLOSING_TIME,
        (market.end - market.start) * CLOSING_SHARE,
      );
    return {
      machine,
      onMarket(event) {
        if (event.kind !== "quote") return;
        books.tell();
        const heard = prices.hear(event);
        if (event.time >= closingAt) {
          if (!machine.matches("WAITING_FOR_PRICES")) machine.send("STOP");
        } else if (heard === "blind") machine.send("BLIND");
        else if (heard !== null) machine.send("QUOTE", heard);
      },
      end() {
        machine.send("STOP");
      },
      findings: () => day.findings(machine.params),
    };
  },

  repeats: true,
} satisfies StrategySetup<CrossExchangeMakerParams>;

function dayOf(market: Market): CrossExchangeMakerDay {
  const day = days.get(market) ?? new CrossExchangeMakerDay(market);
  days.set(market, day);
  return day;
}
