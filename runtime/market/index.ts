export { BadRowError, MarketDataError, type RecordPlace } from "./errors.ts";
export { feedQuotes, type FeedOptions, type FeedProgress } from "./feed.ts";
export { ceilToGrid, floorToGrid, isOnGrid, toGrid } from "./grid.ts";
export {
  instrument,
  type Instrument,
  type InstrumentKind,
  type InstrumentSpec,
} from "./instrument.ts";
export { leanQuoteFile, readLeanQuotes, type LeanOptions } from "./lean.ts";
export { mergeByTime } from "./merge.ts";
export { midPrice, type Quote } from "./quote.ts";
export { simulateQuotes, type SimulatedMarket } from "./simulator.ts";
