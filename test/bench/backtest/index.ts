/**
 * A backtest as `fsmc run` does it: quotes and trades of BTC through the cross-exchange maker, with paper exchange, ledger,
 * audit trail and the record for the chart; the files are not written.
 */
import type { StrategySetup } from "@fsmc/runtime";
import {
  runSession,
  type SessionResult,
} from "../../../src/cli/run/session/session.ts";
import type { Row } from "../dispatch/index.ts";
import { spreadOf } from "../statistics.ts";
import { loadMarket, setup, type LoadedMarket } from "./market.ts";
import { profiled } from "./profile.ts";

const REPETITIONS = 7;

/** A strategy that hears nothing: what feed, exchange and record cost without it. */
const deaf: StrategySetup = {
  ...setup,
  create: (parts) => ({ ...setup.create(parts), onMarket: () => {} }),
};

export async function backtestRows(
  progress: (text: string) => void,
): Promise<readonly Row[]> {
  const loaded = await loadMarket();
  const { events, reading, market } = loaded;
  progress(
    `backtest: ${events.length} events, ${market.source}: ${market.description}`,
  );
  await timed(loaded, setup);
  const times: Time[] = [];
  const shares: number[] = [];
  for (let index = 0; index < REPETITIONS; index += 1) {
    const whole = await timed(loaded, setup);
    times.push(whole);
    shares.push(1 - (await timed(loaded, deaf)).processor / whole.processor);
  }
  const parts = await profiled(async () => {
    for (let index = 0; index < 3; index += 1) await session(loaded, setup);
  });
  const { median } = spreadOf(times.map(({ processor }) => processor));
  const thousands = (milliseconds: number) => events.length / milliseconds;
  return [
    row(
      `backtest (${market.source}), 1,000 events a second on this machine`,
      times.map(({ wall }) => thousands(wall)),
    ),
    row(
      "the same, a second of processor time",
      times.map(({ processor }) => thousands(processor)),
    ),
    row("reading the events / running them", [reading / median]),
    row("share of strategy, machine and orders (1 - deaf / whole)", shares),
    ...[...parts].map(([part, share]) =>
      row(`share of time in ${part}, by samples`, [share]),
    ),
  ];
}

/** In milliseconds. */
interface Time {
  readonly wall: number;
  /** Of all threads, the garbage collector's included. */
  readonly processor: number;
}

async function timed(
  loaded: LoadedMarket,
  strategy: StrategySetup,
): Promise<Time> {
  const begun = performance.now();
  const before = process.cpuUsage();
  await session(loaded, strategy);
  const { user, system } = process.cpuUsage(before);
  return {
    wall: performance.now() - begun,
    processor: (user + system) / 1_000,
  };
}

function session(
  { market, events }: LoadedMarket,
  strategy: StrategySetup,
): Promise<SessionResult> {
  return runSession({
    name: "bench",
    setup: strategy,
    market: { ...market, events },
    params: {},
    seed: 1,
    faults: null,
    speed: null,
    onProgress: () => {},
    onTrail: () => {},
    durable: null,
    signal: new AbortController().signal,
  });
}

function row(what: string, values: readonly number[]): Row {
  return { what, ratio: spreadOf(values), budget: "", kept: true };
}
