import { simulateMarket } from "@fsmc/runtime";
import setup from "../../../strategies/hedging.callbacks.ts";
import { legsOf, simulatedMarket } from "../../../strategies/hedging.market.ts";
import type { Subject } from "../subject.ts";

const MINUTE = 60_000;
const DURATION = 165_000;
/** The strategy closes everything in the market's last twenty minutes, and the trial is before: people stop it, and the end. */
const AFTERWARDS = 21 * MINUTE;

/** Without fees, so that a basis that pays comes and goes every few seconds. */
const params = {
  spotFee: 0,
  perpFee: 0,
  quantity: 0.02,
  closingSlice: 0.01,
  minProfit: 0.000_2,
  basisPatience: 550,
  holdingTime: 15_000,
  slicePause: 1_000,
  unwindTime: 2_500,
  legTimeout: 1_500,
  closeTimeout: 4_000,
  closeRetries: 0,
  errorPause: 5_000,
};

/** In every trial people stop the strategy a while, again and again, and end a hedge now and then. */
const STOPS = Array.from({ length: 13 }, (_, nth) => 11_000 + nth * 12_000);
const TURN = 3_000;

const commands = ["SUSPEND", "RESUME", "STOP", "RESET"] as const;

export const hedging: Subject = {
  name: "hedging",
  spec: "strategies/hedging.fsm",
  market(seed) {
    const market = simulatedMarket(1, params);
    const { spot, perp } = legsOf(market);
    if (
      spot.instrument.kind !== "spot" ||
      perp.instrument.kind !== "linear-perpetual"
    )
      throw new Error("hedging has spot and a linear perpetual");
    const { start } = market;
    const quotes = { kind: "regular", interval: 500 } as const;
    // Thin, so that a slice is more than one book has.
    const book = { quotes, size: 0.008 };
    return {
      ...market,
      end: start + DURATION + AFTERWARDS,
      exchange: {
        ...market.exchange,
        // So slow that the book is another one when an order arrives, and nothing behind the best price.
        latency: { minimum: 80, maximum: 500 },
        depth: { levels: 1, step: 1 },
        staleAfter: 2_000,
      },
      events: simulateMarket({
        seed,
        start,
        duration: DURATION,
        // One leg has no market for a while, when both are to be closed.
        script: STOPS.map(
          (after, index) =>
            ({
              kind: "gap",
              target: (index % 2 === 0 ? spot : perp).instrument.id,
              after: after + 500,
              duration: 6_500,
            }) as const,
        ),
        assets: [
          {
            name: "BTC",
            price: 17_200,
            jumps: null,
            step: 500,
            instruments: [
              { instrument: spot.instrument, ...book },
              {
                instrument: perp.instrument,
                ...book,
                basis: { mean: 0, deviation: 20, halfLife: 3_000 },
                funding: { interval: 20_000 },
              },
            ],
          },
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
        const time = event.time - start;
        const isPause = Math.floor(time / TURN) % 3 === 2;
        if (!isPause) machine.send("RESUME");
        else if (machine.matches("HEDGING")) machine.send("SUSPEND");
        if (STOPS.some((stop) => time >= stop && time < stop + 500))
          machine.send("STOP");
        return rest.onMarket(event);
      },
      configuration: () => machine.configuration,
      send(trigger) {
        if (trigger === "EMERGENCY_EXIT") machine.send(trigger);
        const command = commands.find((each) => each === trigger);
        if (command !== undefined) machine.send(command);
      },
    };
  },
  withoutRaces: "market orders are final when they are acknowledged",
  commands,
};
