import type { MarketEvent } from "../event.ts";
import type { Side } from "../side.ts";
import type { Conditions } from "./weather.ts";

/** When something scripted happens. */
interface At {
  /** Milliseconds after the start of the simulation. */
  readonly after: number;
}

interface During extends At {
  /** In milliseconds. */
  readonly duration: number;
}

/** The price of an asset moves at once; an index of implied volatility hears of it as of any jump. */
export interface ScriptedJump extends At {
  readonly kind: "jump";
  /** By name. */
  readonly asset: string;
  /** Of the price: -0.05 for 5% down. */
  readonly share: number;
}

/** A mood of the market that lasts for a while; then it changes as it would have. */
export interface ScriptedRegime extends During {
  readonly kind: "regime";
  readonly asset: string;
  /** `calm`, `normal` or `turbulent`, or one of the asset's own. */
  readonly regime: string;
}

/** An asset's volatility index is somewhere else; it comes back as it does. */
export interface ScriptedIndex extends At {
  readonly kind: "index";
  readonly asset: string;
  /** In points. */
  readonly level: number;
}

/** An instrument's price is this far from its asset's (of a perpetual: the basis); it comes back as it does. */
export interface ScriptedPremium extends At {
  readonly kind: "premium";
  /** By id, as everywhere here. */
  readonly instrument: string;
  readonly bps: number;
}

/** The next funding has this rate, whatever the premium. */
export interface ScriptedFunding extends At {
  readonly kind: "funding";
  readonly instrument: string;
  /** As a share. */
  readonly rate: number;
}

/** Somebody's market order. */
export interface ScriptedTrade extends At {
  readonly kind: "trade";
  readonly instrument: string;
  readonly side: Side;
  readonly quantity: number;
}

/** Spreads are so many times as wide, and sizes that part; each 1 where left out. */
export interface ScriptedSpread extends During, Partial<Conditions> {
  readonly kind: "spread";
  /** An instrument's id, or an asset's name for all that is on it. */
  readonly target: string;
}

interface Silence extends During {
  /** An instrument's id, or an asset's name for all that is on it. */
  readonly target: string;
}

/** No quotes, depth, levels or analytics are heard; trades still are. The next depth update makes up for those that were missed, as after a halt and a freeze. */
export interface ScriptedGap extends Silence {
  readonly kind: "gap";
}

/** One quote is heard at the last price with nothing to trade, then nothing at all but funding. */
export interface ScriptedHalt extends Silence {
  readonly kind: "halt";
}

/** The last quote and level are heard again and again, with new times; no trades, depth or analytics. */
export interface ScriptedFreeze extends Silence {
  readonly kind: "freeze";
}

/** An event of the caller's own, at its own time; it changes nothing else. */
export interface ScriptedEvent {
  readonly kind: "event";
  readonly event: MarketEvent;
}

/** Something that happens on top of the simulation. It draws no random numbers: everything else goes on as it would have. */
export type Incident =
  | ScriptedJump
  | ScriptedRegime
  | ScriptedIndex
  | ScriptedPremium
  | ScriptedFunding
  | ScriptedTrade
  | ScriptedSpread
  | ScriptedGap
  | ScriptedHalt
  | ScriptedFreeze
  | ScriptedEvent;

/** All that happens a while after the start, rather than at a time of its own. */
export type Timed = Exclude<Incident, ScriptedEvent>;
