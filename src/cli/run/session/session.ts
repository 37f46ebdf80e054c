import type {
  FaultPlan,
  Finding,
  Market,
  MarketEvent,
  RunnableMachine,
  TrailEntry,
} from "@fsmc/runtime";
import { setImmediate as turn } from "node:timers/promises";
import type { Setup } from "../load-setup.ts";
import type { ParamValues } from "../params/param-values.ts";
import { Recorder } from "../record/recorder.ts";
import { Machines } from "./machines.ts";
import { Pace } from "./pace.ts";

/** What a run is made of. */
export interface SessionPlan {
  readonly name: string;
  readonly setup: Setup;
  readonly market: Market;
  readonly params: ParamValues;
  readonly seed: number;
  /** What goes wrong; null: what the market says, mostly nothing. */
  readonly faults: FaultPlan | null;
  /** How many times as fast as the market; null: as fast as it goes. */
  readonly speed: number | null;
  readonly onProgress: (events: number, time: number) => void;
  /** Every step, failure and fact, in order. */
  readonly onTrail: (entry: TrailEntry) => void;
  readonly signal: AbortSignal;
}

/** What came of it. */
export interface SessionResult {
  readonly events: number;
  /** When the market was over, in milliseconds since the epoch; what was under way then had another minute. */
  readonly marketEnd: number;
  readonly machines: readonly RunnableMachine[];
  readonly recorder: Recorder;
  readonly findings: readonly Finding[];
  /** How often each kind of fault had its effect. */
  readonly faultsFired: Readonly<Record<string, number>>;
  readonly interrupted: boolean;
}

/** What the clock goes on for after the last event, in milliseconds. */
const SETTLING = 60_000;

/** After so many events the event loop has its turn, so that Ctrl-C is heard. */
const TURN = 4_096;

/** Runs machines through a market, one after the other, on simulated time. */
export async function runSession(plan: SessionPlan): Promise<SessionResult> {
  const { AuditTrail, feedMarket, PaperExchange, SimulatedClock, trailEntry } =
    await import("@fsmc/runtime");
  const { market, seed, signal, faults, speed, onProgress, onTrail } = plan;
  const clock = new SimulatedClock(market.start);
  const exchange = new PaperExchange({
    ...market.exchange,
    ...(faults === null ? {} : { faults }),
    clock,
    seed,
  });
  const trail = new AuditTrail();
  const recorder = new Recorder(market.end - market.start);
  trail.onRecord((record) => {
    recorder.recorded(record);
    onTrail(trailEntry(record));
  });
  const machines = new Machines({
    ...plan,
    host: { clock, exchange, seed, trail },
    onBegin: (machine) => recorder.begin(machine, () => clock.now()),
  });
  const pace = speed === null ? null : new Pace(market.start, speed);
  // One signal of both: those that Node combines are slow to be asked.
  const over = new AbortController();
  const end = (): void => over.abort();
  signal.addEventListener("abort", end, { once: true });
  let events = 0;
  machines.begin();
  const fed = await feedMarket({
    clock,
    events: market.events,
    signal: over.signal,
    onEvent: (event) => {
      if (pace !== null) return paced(event);
      const heard = deliver(event);
      events += 1;
      return heard === undefined && events % TURN === 0 ? turn() : heard;
    },
    progressEvery: 512,
    onProgress: ({ events: count, time }) => onProgress(count, time),
  });
  signal.removeEventListener("abort", end);
  await machines.end();
  await clock.advance(SETTLING);
  recorder.end();
  const findings = machines.findings();
  for (const machine of machines.all) machine.cleanup();
  return {
    events: fed.events,
    marketEnd: fed.time,
    machines: machines.all,
    recorder,
    findings,
    faultsFired: exchange.faultsFired,
    interrupted: signal.aborted,
  };

  function deliver(event: MarketEvent) {
    recorder.before(event);
    exchange.hear(event);
    machines.renew();
    recorder.heard(event);
    const heard = machines.hear(event);
    if (machines.isDone) end();
    return heard;
  }

  async function paced(event: MarketEvent) {
    await pace?.until(event.time, signal);
    await deliver(event);
  }
}
