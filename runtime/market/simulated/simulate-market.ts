import { Random } from "../../random.ts";
import type { MarketEvent } from "../event.ts";
import { AssetMarket } from "./asset-market.ts";
import { castOf, type SimulatedAsset } from "./asset.ts";
import { Direction } from "./direction.ts";
import { requireFinite, requirePositive } from "./require.ts";
import type { Incident } from "./script.ts";
import type { Source } from "./source.ts";

/** A market to be simulated. */
export interface MarketSimulation {
  readonly seed: number | string;
  /** Milliseconds since the epoch. */
  readonly start: number;
  /** In milliseconds. Default one day. */
  readonly duration?: number;
  readonly assets: readonly SimulatedAsset[];
  /** What happens besides. Default nothing. */
  readonly script?: readonly Incident[];
}

interface Speaker {
  readonly source: Source;
  readonly market: AssetMarket | null;
}

const DAY = 86_400_000;

/**
 * A market that is made up as it is read: events in time order, from `start`
 * until before `start + duration`. It can be read again, and is the same.
 *
 * Every random number comes of the seed and of the name of what it is for: the
 * same seed gives the same events, byte for byte, and an asset or instrument
 * more changes nothing about the others. Besides correctly rounded arithmetic
 * it uses `Math.exp`, `log` and `log1p`, which V8 computes in software (from
 * fdlibm), alike on all platforms; another engine may differ in the last bit.
 *
 * What is simulated, and what is not: "Simulated markets" in the runtime's README.
 *
 * @throws RangeError if an option makes no sense, or an instrument is there twice
 */
export function simulateMarket(
  simulation: MarketSimulation,
): Iterable<MarketEvent> {
  speakersOf(simulation);
  return { [Symbol.iterator]: () => eventsOf(simulation) };
}

function* eventsOf(simulation: MarketSimulation): Generator<MarketEvent> {
  const { start, duration = DAY } = simulation;
  const { speakers, direction } = speakersOf(simulation);
  const interference = direction.interference();
  for (;;) {
    const first = earliest(speakers);
    if (first === null || first.source.next >= start + duration) return;
    first.market?.advanceTo(first.source.next);
    for (const said of first.source.speak()) {
      const event = interference.apply(said);
      if (event !== null) yield event;
    }
  }
}

function speakersOf(simulation: MarketSimulation): {
  readonly speakers: readonly Speaker[];
  readonly direction: Direction;
} {
  const { seed, start, assets, script = [], duration = DAY } = simulation;
  requireFinite("start", start);
  requirePositive("duration", duration);
  const casts = assets.map(castOf);
  requireUnique(
    "asset",
    casts.map(({ asset }) => asset),
  );
  requireUnique(
    "instrument",
    casts.flatMap(({ instruments }) => instruments),
  );
  const direction = new Direction(script, start, casts);
  const random = new Random(seed);
  const markets = new Map<string, AssetMarket>();
  for (const asset of assets) {
    const leader = leaderOf(asset, assets, markets);
    const parts = { start, random, direction, leader };
    markets.set(asset.name, new AssetMarket(asset, parts));
  }
  const speakers = [...markets.values()].flatMap((market) =>
    market.sources.map((source): Speaker => ({ source, market })),
  );
  const scripted = { source: scriptedEvents(script, start), market: null };
  return { speakers: [...speakers, scripted], direction };
}

/** @throws RangeError if it is not there before the asset that follows it, or goes another pace */
function leaderOf(
  { name, follows, step, hours }: SimulatedAsset,
  assets: readonly SimulatedAsset[],
  before: ReadonlyMap<string, AssetMarket>,
): AssetMarket | null {
  if (follows === undefined) return null;
  const market = before.get(follows.asset);
  const leader = assets.find((asset) => asset.name === follows.asset);
  if (market === undefined || leader === undefined)
    throw new RangeError(
      `${name} follows ${follows.asset}, which must be an asset before it`,
    );
  if (leader.step !== step || leader.hours !== hours)
    throw new RangeError(
      `${name} follows ${follows.asset}: both must have the same step and the same hours`,
    );
  return market;
}

function earliest(speakers: readonly Speaker[]): Speaker | null {
  let best: Speaker | null = null;
  let bestTime = Infinity;
  for (const speaker of speakers) {
    const { next } = speaker.source;
    if (next >= bestTime) continue;
    best = speaker;
    bestTime = next;
  }
  return best;
}

/** Those that come before the start are left out, as are those after the end. */
function scriptedEvents(script: readonly Incident[], start: number): Source {
  const events = script
    .flatMap((each) => (each.kind === "event" ? [each.event] : []))
    .map((event) => {
      requireFinite("script: time of an event", event.time);
      return event;
    })
    .filter(({ time }) => time >= start)
    .toSorted((first, second) => first.time - second.time);
  let index = 0;
  return {
    get next() {
      return events[index]?.time ?? Infinity;
    },
    speak() {
      const event = events[index];
      index += 1;
      return event === undefined ? [] : [event];
    },
  };
}

function requireUnique(what: string, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new RangeError(`${what} ${twice} is there twice`);
}
