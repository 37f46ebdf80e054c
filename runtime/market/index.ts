export { BadRowError, MarketDataError, type RecordPlace } from "./errors.ts";
export { averagePrice, notional, profitOf } from "./contract.ts";
export type {
  Bar,
  DepthLevel,
  DepthUpdate,
  FundingRate,
  IndexLevel,
  MarketEvent,
  OptionAnalytics,
  Trade,
} from "./event.ts";
export { feedMarket, type FeedOptions, type FeedProgress } from "./feed.ts";
export { ceilToGrid, floorToGrid, isOnGrid, toGrid } from "./grid.ts";
export {
  instrument,
  type IndexInstrument,
  type Instrument,
  type InstrumentKind,
  type InstrumentSpec,
  type InversePerpetual,
  type LinearPerpetual,
  type OptionContract,
  type SpotInstrument,
} from "./instrument.ts";
export { mergeByTime } from "./merge.ts";
export { midPrice, type Quote } from "./quote.ts";
export * from "./recorded/index.ts";
export * from "./simulated/index.ts";
