export type { Arrivals } from "./arrivals.ts";
export type {
  SimulatedAsset,
  SimulatedInstrument,
  SimulatedPerpetual,
  SimulatedSpot,
} from "./asset.ts";
export type { FundingOptions } from "./funding.ts";
export { aroundTheClock, type MarketHours, type Session } from "./hours.ts";
export type { Jumps } from "./jumps.ts";
export type { Following } from "./lead.ts";
export type { QuoteOptions } from "./listing.ts";
export type { Deviation } from "./mean-reversion.ts";
export * from "./options/index.ts";
export type { PathOptions } from "./path.ts";
export {
  defaultRegimes,
  oneRegime,
  regimesLasting,
  type Regime,
} from "./regimes.ts";
export type {
  Incident,
  ScriptedEvent,
  ScriptedFreeze,
  ScriptedFunding,
  ScriptedGap,
  ScriptedHalt,
  ScriptedIndex,
  ScriptedJump,
  ScriptedPremium,
  ScriptedRegime,
  ScriptedSpread,
  ScriptedTrade,
} from "./script.ts";
export { simulateMarket, type MarketSimulation } from "./simulate-market.ts";
export type { TradeOptions } from "./trades.ts";
export { simulateQuotes, type SimulatedMarket } from "./two-venues.ts";
export { usEquityHours, type UsEquityOptions } from "./us-equity-hours.ts";
export type { VolatilityIndexOptions } from "./volatility-index.ts";
