import {
  AuditTrail,
  feedMarket,
  PaperExchange,
  signedQuantity,
  SimulatedClock,
  type FaultPlan,
  type Fill,
  type Finding,
  type Market,
  type MarketRequest,
  type MarketEvent,
  type Order,
  type RunnableMachine,
  type RunningStrategy,
  type SetupParts,
  type TrailEntry,
} from "@fsmc/runtime";
import { unchanged } from "./unchanged.ts";

/** What a strategy's callbacks file exports, with the machine that it makes. */
export interface Traded<Params, Machine extends RunnableMachine> {
  market(request: MarketRequest<Params>): Market | Promise<Market>;
  create(
    parts: SetupParts<Params>,
  ): RunningStrategy & { readonly machine: Machine };
}

export interface SessionOptions<Params> {
  /** Null: the simulator. */
  readonly data?: string | null;
  readonly seed?: number;
  readonly params: Params;
  readonly faults?: FaultPlan;
  /** How much of the market's day. */
  readonly hours?: number;
}

export interface Session<Machine> {
  readonly machines: readonly Machine[];
  /** As the exchange reported them, whoever's they are. */
  readonly fills: readonly Fill[];
  /** The same, as it last reported them. */
  readonly orders: readonly Order[];
  readonly findings: readonly Finding[];
  readonly trail: readonly TrailEntry[];
  /** States in which something was held, looked at with each quote. */
  readonly heldIn: ReadonlySet<string>;
}

/**
 * Runs a strategy through a market as `fsmc run` does: one machine after the other.
 *
 * @param name what the machines' ids begin with
 */
export async function session<Params, Machine extends RunnableMachine>(
  name: string,
  setup: Traded<Params, Machine>,
  options: SessionOptions<Params>,
): Promise<Session<Machine>> {
  const { data = null, seed = 1, params, faults, hours = 24 } = options;
  const market = shortened(
    await setup.market({ data, seed, params, from: null, to: null }),
    hours,
  );
  const clock = new SimulatedClock(market.start);
  const exchange = new PaperExchange({
    ...market.exchange,
    clock,
    seed,
    ...(faults === undefined ? {} : { faults }),
  });
  const trail = new AuditTrail(2 ** 17);
  const host = { clock, exchange, seed, trail };
  const fills: Fill[] = [];
  exchange.onFill((fill) => fills.push(fill));
  const orders = new Map<string, Order>();
  exchange.onOrder((order) => orders.set(order.clientOrderId, order));
  const heldIn = new Set<string>();
  const look = ({ ledger, state }: Machine) => {
    if (state !== null && ledger?.isFlat() === false) heldIn.add(state);
  };

  const begin = () => {
    const id = `${name}-${machines.length + 1}`;
    const running = setup.create({ id, params, host, market, wrap: unchanged });
    machines.push(running.machine);
    running.machine.start();
    return running;
  };
  const machines: Machine[] = [];
  let running = begin();
  await feedMarket({
    clock,
    events: market.events,
    onEvent: async (event) => {
      exchange.hear(event);
      look(running.machine);
      if (running.machine.isCompleted) running = begin();
      running.machine.ledger?.mark(event);
      await running.onMarket(event);
    },
  });
  await running.end?.();
  await clock.advance(60_000);
  const findings = running.findings?.() ?? [];
  return {
    machines,
    fills,
    orders: [...orders.values()],
    findings,
    trail: trail.toJSON(),
    heldIn,
  };
}

/** What is held after these fills, in units of the base asset. */
export function heldAfter(fills: readonly Fill[]): number {
  const held = fills.reduce((sum, fill) => sum + signedQuantity(fill), 0);
  // The zero makes no difference between 0 and -0.
  return Math.round(held * 1e8) / 1e8 + 0;
}

/** What these fills brought in, fees paid, in the quote currency. */
export function cashAfter(fills: readonly Fill[]): number {
  return fills.reduce(
    (sum, fill) => sum - signedQuantity(fill) * fill.price - fill.fee,
    0,
  );
}

function shortened(market: Market, hours: number): Market {
  const end = Math.min(market.end, market.start + hours * 3_600_000);
  return { ...market, end, events: until(market.events, end) };
}

async function* until(
  events: Market["events"],
  end: number,
): AsyncGenerator<MarketEvent> {
  for await (const event of events) {
    if (event.time > end) return;
    yield event;
  }
}
