import { simulateMarket, type Side } from "@fsmc/runtime";
import setup from "../../../strategies/cross-exchange-maker.callbacks.ts";
import {
  simulatedMarket,
  venuesOf,
} from "../../../strategies/cross-exchange-maker.market.ts";
import type { Subject } from "../subject.ts";

/** The strategy trades until a tenth of the time before the market's end. */
const DURATION = 30_000;
const END = 37_500;
/** From when to when it is suspended, in milliseconds from the start. */
const SUSPENSION = [8_000, 9_500] as const;
/** A run from here on is unwound while one of the venues takes no orders: each in turn. */
const ROUNDS = [10_000, 13_200, 16_400, 19_600, 22_800, 26_000] as const;
/** Into a round. */
const STOP = 1_900;

/** Without fees and at the market, so that something is filled every second; impatient, so that cancels and hedges are often asked about. */
const params = {
  makerFee: 0,
  takerFee: 0,
  profit: 0.000_02,
  slack: 0.000_1,
  reach: 0.005,
  capital: 100_000,
  maxInventory: 1,
  maxQuoteAge: 3_000,
  longestOrder: 1_500,
  cancelTimeout: 200,
  hedgeTimeout: 200,
  hedgePause: 400,
  refusalPause: 700,
  closeTimeout: 3_000,
  closeRetries: 0,
  errorPause: 1_000,
};

const BEGINNING = [300, 600, 900, 1_200, 1_600, 2_000, 2_400];

/** Where all that the books know of is hedged. */
const RESTS = ["HEDGED_UP", "SUSPENDED"] as const;

const commands = ["SUSPEND", "RESUME", "STOP", "RESET"] as const;

export const crossExchangeMaker: Subject = {
  name: "cross-exchange-maker",
  spec: "strategies/cross-exchange-maker.fsm",
  market(seed) {
    const market = simulatedMarket(1, params);
    const { maker, taker } = venuesOf(market);
    if (maker.instrument.kind !== "spot" || taker.instrument.kind !== "spot")
      throw new Error("both simulated venues trade the coin itself");
    const { start } = market;
    const quotes = { kind: "regular", interval: 100 } as const;
    const [there, here] = [taker.instrument.id, maker.instrument.id];
    const premium = (after: number, bps: number) =>
      ({ kind: "premium", instrument: here, after, bps }) as const;
    const trade = (after: number, side: Side) =>
      ({ kind: "trade", instrument: here, side, quantity: 1, after }) as const;
    const filled = (after: number) => [
      trade(after, "sell"),
      trade(after + 10, "buy"),
    ];
    const gap = (target: string, after: number, duration: number) =>
      ({ kind: "gap", target, after, duration }) as const;
    return {
      ...market,
      exchange: {
        ...market.exchange,
        staleAfter: 500,
        latency: { minimum: 40, maximum: 200 },
      },
      end: start + END,
      events: simulateMarket({
        seed,
        start,
        duration: DURATION,
        assets: [
          {
            name: "BTC",
            price: 100_000,
            step: 100,
            instruments: [
              {
                instrument: maker.instrument,
                quotes,
                divergence: { deviation: 3, halfLife: 2_000 },
                trades: { mean: 500 },
              },
              { instrument: taker.instrument, quotes, halfSpread: 0.2 },
            ],
          },
        ],
        script: [
          // Whoever waits is filled soon, on either side.
          ...BEGINNING.flatMap(filled),
          // A fill while the hedge's venue takes no orders.
          gap(there, 2_600, 1_300),
          ...filled(3_450),
          gap(there, 4_300, 1_300),
          ...filled(5_150),
          // Another while the maker's venue takes no more: the next order is refused.
          gap(here, 6_000, 1_500),
          ...filled(6_800),
          ...ROUNDS.flatMap((after, round) => [
            premium(after, sideOf(round) === "sell" ? -6 : 6),
            trade(after + 700, sideOf(round)),
            trade(after + 1_000, sideOf(round)),
            ...filled(after + 1_550),
            gap(round % 2 === 0 ? here : there, after + 1_100, 1_300),
          ]),
        ],
      }),
    };
  },
  create(parts) {
    const { machine, ...rest } = setup.create({ ...parts, params });
    const { start } = parts.market;
    const stops = new Set<number>();
    return {
      ...rest,
      machine,
      onMarket(event) {
        const elapsed = event.time - start;
        const round = ROUNDS.find((from) => isIn(elapsed, from + STOP, 100));
        if (round !== undefined && !stops.has(round)) {
          stops.add(round);
          machine.send("STOP");
        }
        const [from, until] = SUSPENSION;
        if (isIn(elapsed, from, until - from)) machine.send("SUSPEND");
        else if (machine.matches("SUSPENDED")) machine.send("RESUME");
        rest.onMarket(event);
      },
      configuration: () => machine.configuration,
      amiss() {
        const { ledger } = machine;
        if (ledger === null || !RESTS.some((state) => machine.matches(state)))
          return null;
        const held = ledger
          .holdings()
          .reduce((sum, { quantity }) => sum + quantity, 0);
        return Math.abs(held) > 0.999 * machine.params.lot
          ? `${held} is filled and not hedged in ${machine.configuration.join(", ")}`
          : null;
      },
      send(trigger) {
        const known = [...commands, "EMERGENCY_EXIT"] as const;
        const found = known.find((each) => each === trigger);
        if (found !== undefined) machine.send(found);
      },
    };
  },
  commands,
  unvisited: {
    RECONCILING: "books are compared after a restart only",
  },
};

/** What others do: twice the one, then twice the other, so that each meets either venue's silence. */
function sideOf(round: number): Side {
  return round % 4 < 2 ? "sell" : "buy";
}

function isIn(time: number, from: number, duration: number): boolean {
  return time >= from && time < from + duration;
}
