/** The strategy that `fsmc init` writes: small, sound, and it runs. */

export const SPEC = `/// Buys when the price has dipped below its high, and sells the rebound; at most 30 seconds from start to end.
/// An example of the language, not of a way to make money.
strategy DipBuyer {
  version 1

  param quantity: number = 0.01
  param dip: number = 3bps
  param gain: number = 2bps

  type Fill = { price: number, quantity: number, fee: number }

  context {
    high: number = 0
    bought: Fill?
  }

  volatile trigger QUOTE(bid: number, ask: number)
  emergency trigger EMERGENCY_EXIT
  trigger RESET

  /// What the position was sold for.
  output CLOSED(price: number, quantity: number)
  /// The position could not be closed, for now.
  output STUCK(reason: string)

  guard dipped = event.ask < high * (1 - dip)
  guard rebounded = bought != null and event.bid > bought.price * (1 + gain)

  // Implemented in dip-buyer.callbacks.ts; the words say what they do to the position.
  activity buy(quantity: number): Fill opens
  activity sell(): Fill closes
  activity flatten() cancels closes

  errors limit 3 -> ERROR
  timeout 30s -> FLATTENING

  initial state WATCHING {
    on QUOTE {
      when dipped -> BUYING
      else set high = max(high, event.ask) stay
    }
  }

  exposed state BUYING {
    run buy(quantity) timeout 5s {
      done    set bought = result -> HOLDING
      failed  -> WATCHING // certain: nothing was bought
      unknown -> FLATTENING // no answer: it may have been bought
    }
  }

  exposed state HOLDING {
    on QUOTE when rebounded -> SELLING
    after 15s -> SELLING
  }

  exposed state SELLING {
    run sell() retry 2 backoff 100ms timeout 5s {
      done            emit CLOSED(result.price, result.quantity) -> SOLD
      failed, unknown -> FLATTENING
    }
  }

  exposed state FLATTENING {
    run flatten() retry 5 backoff 200ms to 5s timeout 5s {
      done            flat -> CANCELLED
      failed, unknown emit STUCK(error.message) -> ERROR
    }
  }

  final state SOLD
  final cancelled state CANCELLED

  exposed error state ERROR {
    on RESET -> FLATTENING
    after 1m -> FLATTENING
  }

  from * on EMERGENCY_EXIT -> FLATTENING
  from exposed on recover -> FLATTENING
}
`;

export const CALLBACKS = `/** What dip-buyer.fsm leaves to TypeScript, and the market that \`fsmc run dip-buyer\` runs it on. */
import {
  closeHoldings,
  executed,
  executionOf,
  flatten,
  floorToGrid,
  instrument,
  Rejected,
  simulateMarket,
  type StrategySetup,
} from "@fsmc/runtime";
import {
  DipBuyerMachine,
  type DipBuyerCallbacks,
  type DipBuyerParams,
} from "../generated/dip-buyer.ts";

const here = instrument({
  venue: "paper",
  symbol: "BTCUSDT",
  kind: "spot",
  currency: "USDT",
  tickSize: 0.01,
  lotSize: 0.0001,
});

const START = Date.parse("2025-01-01T00:00:00Z");
const HOUR = 3_600_000;

const callbacks: DipBuyerCallbacks = {
  async buy(quantity, { exchange }) {
    if (exchange === null) throw noExchange();
    const order = await exchange.placeMarketOrder({
      instrument: here,
      side: "buy",
      quantity,
    });
    return executed(await exchange.settled(order));
  },

  async sell({ exchange }) {
    if (exchange === null) throw noExchange();
    const orders = await closeHoldings(exchange);
    const sold = executionOf(orders.flatMap(({ fills }) => fills));
    if (sold === null) throw new Rejected("there was nothing to sell");
    return sold;
  },

  async flatten({ exchange }) {
    if (exchange === null) return; // then nothing was ever bought
    await flatten(exchange);
    // After a restart the books are empty, unless they were given back: the account knows better.
    const { quantity } = await exchange.position(here);
    if (floorToGrid(Math.abs(quantity), here.lotSize) === 0) return;
    throw new Error(
      \`our books are flat, and the account holds \${quantity} of \${here.id}\`,
    );
  },
};

/** It is then certain that nothing happened. */
function noExchange(): Rejected {
  return new Rejected("the host has no exchange", "NO_EXCHANGE");
}

export default {
  market: ({ seed }) => ({
    source: "simulated",
    description: \`one simulated hour of \${here.symbol}, quotes and trades\`,
    events: simulateMarket({
      seed,
      start: START,
      duration: HOUR,
      assets: [
        {
          name: "BTC",
          price: 100_000,
          instruments: [{ instrument: here, trades: {} }],
        },
      ],
    }),
    start: START,
    end: START + HOUR,
    exchange: {
      listings: [{ instrument: here, fees: { makerBps: 0, takerBps: 1 } }],
    },
  }),

  create({ id, params, host, wrap }) {
    const machine = new DipBuyerMachine({
      id,
      params,
      callbacks: wrap(callbacks),
      host,
    });
    return {
      machine,
      onMarket(event) {
        if (event.kind !== "quote") return;
        machine.send("QUOTE", { bid: event.bid, ask: event.ask });
      },
      end() {
        machine.send("EMERGENCY_EXIT");
      },
    };
  },

  repeats: true,
} satisfies StrategySetup<DipBuyerParams>;
`;
