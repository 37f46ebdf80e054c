import type {
  Clock,
  FaultPlan,
  Finding,
  Journal,
  Market,
  MarketEvent,
  RunnableMachine,
  TrailEntry,
} from "@fsmc/runtime";
import { setImmediate as turn } from "node:timers/promises";
import { UsageError } from "../../exit.ts";
import type { Setup } from "../load-setup.ts";
import type { ParamValues } from "../params/param-values.ts";
import { Recorder } from "../record/recorder.ts";
import { SurvivingVenue } from "../venue/surviving-venue.ts";
import { DividedEvents } from "./divided-events.ts";
import { AwaitedJournal, type DurableRun } from "./durable-run.ts";
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
  /** What it is kept in, and goes on from if there is something; null: it is forgotten with the process. */
  readonly durable: DurableRun | null;
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
  /** Where it went on after a restart, in milliseconds since the epoch; null: it began. */
  readonly resumedAt: number | null;
}

/** What the clock goes on for after the last event, in milliseconds. */
const SETTLING = 60_000;

/** After so many events the event loop has its turn, so that Ctrl-C is heard. */
const TURN = 4_096;

/** Runs machines through a market, one after the other, on simulated time. */
export async function runSession(plan: SessionPlan): Promise<SessionResult> {
  const {
    AuditTrail,
    feedMarket,
    PaperExchange,
    SimulatedClock,
    Timer,
    trailEntry,
  } = await import("@fsmc/runtime");
  const { market, seed, signal, faults, speed, durable } = plan;
  const { onProgress, onTrail } = plan;
  const clock = new SimulatedClock(market.start);
  const makeExchange = (time: Clock) =>
    new PaperExchange({
      ...market.exchange,
      ...(faults === null ? {} : { faults }),
      clock: time,
      seed,
    });
  const surviving =
    durable === null
      ? null
      : new SurvivingVenue({
          clock,
          log: durable.venueLog,
          makeTimer: (fire, name) => new Timer(fire, name),
          makeExchange,
        });
  const exchange = surviving?.paper ?? makeExchange(clock);
  const trail = new AuditTrail();
  const recorder = new Recorder(market.end - market.start);
  trail.onRecord((record) => {
    recorder.recorded(record);
    onTrail(trailEntry(record));
  });
  exchange.onOrder((order) => recorder.troubles.order(order));
  // One signal of all: those that Node combines are slow to be asked.
  const over = new AbortController();
  const end = (): void => over.abort();
  const journalling: { failure: Error | null } = { failure: null };
  const journal =
    durable === null
      ? null
      : new AwaitedJournal(durable.journal, clock, (error) => {
          journalling.failure ??=
            error instanceof Error ? error : new Error(String(error));
          end();
        });
  const machines = new Machines({
    ...plan,
    host: {
      clock,
      exchange: surviving?.exchange ?? exchange,
      seed,
      trail,
      journal,
    },
    onBegin: (machine) => recorder.begin(machine, () => clock.now()),
  });
  const resumedAt = durable?.lastRecordAt ?? null;
  const pace =
    speed === null ? null : new Pace(resumedAt ?? market.start, speed);
  signal.addEventListener("abort", end, { once: true });
  let events = 0;
  let toCome = market.events;
  if (journal !== null && resumedAt !== null)
    toCome = await goOn(journal, resumedAt);
  else machines.begin();
  const fed = await feedMarket({
    clock,
    events: toCome,
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
  // What is kept goes on another time: nothing is to be closed for it.
  if (journal === null || !signal.aborted) {
    await machines.end();
    await clock.advance(SETTLING);
  }
  await journal?.flushed();
  if (journalling.failure !== null) throw journalling.failure;
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
    resumedAt,
  };

  /** The venue hears again what it has heard, and then the machines go on where they were. @returns what is still to come */
  async function goOn(
    kept: Journal,
    lastRecord: number,
  ): Promise<AsyncIterable<MarketEvent>> {
    const feed = new DividedEvents(market.events);
    const time = Math.max(lastRecord, surviving?.madeAt ?? lastRecord);
    await feedMarket({
      clock,
      events: feed.until(time),
      onEvent: (event) => hear(event),
    });
    await clock.advance(Math.max(0, time - clock.now()));
    if (surviving?.isMade === false)
      throw new UsageError(
        "the market is not what it was when the journal was begun: the paper venue cannot be made again",
      );
    machines.resume(kept);
    return feed.rest();
  }

  function hear(event: MarketEvent): void {
    if (surviving === null) exchange.hear(event);
    else surviving.hear(event);
  }

  function deliver(event: MarketEvent) {
    recorder.before(event);
    hear(event);
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
